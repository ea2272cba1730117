"""The one who acts: carried through every transaction, written into every fact."""

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from kernel.errors import FieldError, Forbidden

ActorKind = Literal["account", "token", "link", "guest", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and what that one may see and do.

    `organisations` is the set whose things may be seen (own and all below), None for the system
    itself; `subjects` are single things a one-time link is for, seen beside those; `personal` opens
    the restricted part of what is visible.
    """

    kind: ActorKind
    name: str
    username: str = ""
    account_id: UUID | None = None
    organisation_id: UUID | None = None
    organisations: frozenset[UUID] | None = frozenset()
    subjects: frozenset[UUID] = frozenset()
    posts: frozenset[UUID] = frozenset()
    roles: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()
    credential_id: UUID | None = field(default=None, compare=False)

    @property
    def personal(self) -> bool:
        """True when the restricted part (narrative, caller, address) may be read."""
        return self.organisations is None or "personal.read" in self.permissions

    @property
    def principal(self) -> str:
        """Name under which idempotency keys and limits of this actor are counted."""
        return f"{self.kind}:{self.account_id or self.credential_id or self.name}"

    @property
    def owner(self) -> str:
        """Name under which files and uploads are this actor's, by whatever door he came."""
        return f"account:{self.account_id}" if self.account_id else self.principal

    def may(self, permission: str) -> bool:
        """Say whether the actor holds a permission; the system holds all."""
        return self.kind == "system" or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise `Forbidden` unless the actor holds the permission."""
        if not self.may(permission):
            raise Forbidden(
                f"This needs the permission {permission}, which none of your posts carries.",
                errors=[FieldError("", "permission", permission)],
            )

    def card(self) -> dict[str, Any]:
        """Return what a fact keeps of its actor."""
        return {
            "kind": self.kind,
            "id": str(self.account_id) if self.account_id else None,
            "name": self.name,
            "organisation": str(self.organisation_id) if self.organisation_id else None,
        }


def guest() -> Actor:
    """Return whoever asks without signing in: sees what is public, may do nothing."""
    return Actor(kind="guest", name="guest")


def system(name: str) -> Actor:
    """Return the actor of a background step, `system:<name>` in the journal."""
    return Actor(kind="system", name=f"system:{name}", organisations=None)
