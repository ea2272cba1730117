"""What the kernel asks about people; registry answers (declared low, implemented high)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from kernel.access.actor import Actor

if TYPE_CHECKING:
    from kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Login:
    """What sign-in needs of an account.

    `wall`: a screen nobody touches. `crew`: a phone in a pocket, often without a network; its
    session ends by its hours alone.
    """

    account_id: UUID
    password_hash: str
    totp_secret: str | None
    disabled: bool
    must_change_password: bool
    wall: bool
    crew: bool = False


class Directory(Protocol):
    """People, posts and organisations, as floor 1 needs them."""

    async def login(self, tx: "Tx", username: str) -> Login | None:
        """Return the sign-in record of a username."""
        ...

    async def actor(self, tx: "Tx", account_id: UUID) -> Actor | None:
        """Return the account as an actor with its present rights, None when gone or disabled."""
        ...

    async def card(self, tx: "Tx", actor: Actor) -> dict[str, Any]:
        """Return the public card of a signed-in account (contract: `GET /api/session`)."""
        ...

    async def signed_in(self, tx: "Tx", account_id: UUID) -> None:
        """Note the moment of a successful sign-in."""
        ...

    async def accept_totp(self, tx: "Tx", account_id: UUID, code: str) -> bool:
        """Say whether a second-factor code fits; the same code is refused a second time."""
        ...

    async def first_administrator(self, tx: "Tx", username: str, password: str, name: str) -> UUID:
        """Create the first security administrator; return the account id."""
        ...

    async def set_up(self, tx: "Tx") -> bool:
        """Say whether any account exists."""
        ...

    async def holders(self, tx: "Tx", post_ids: Sequence[UUID]) -> list[UUID]:
        """Return the accounts that hold any of these posts now."""
        ...

    async def posts(
        self, tx: "Tx", organisation_id: UUID | None, name: str, *, above: bool = False
    ) -> list[dict[str, Any]]:
        """Return the posts called `name` (operator, commander, …) as cards `{id, code, zh, en}`.

        They are those of the nearest organisation that has one, starting at `organisation_id`
        (None = the top organisation) or, with `above`, at the one over it; empty when none has.
        """
        ...
