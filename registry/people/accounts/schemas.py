"""What administrators send about accounts, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from typing_extensions import TypedDict

from kernel.api import Ref
from registry.fields import Form, Moment, Name

# One person with more posts than this is a mistake in the form.
MOST_POSTS = 20
# A person signs in with a password; a device or service comes by tokens alone.
AccountKind = Literal["person", "service"]
Username = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$"
    ),
]


class HoldingIn(Form):
    """A post to hold, from now or a later moment, for good or until a moment."""

    id: UUID
    from_: Annotated[Moment | None, Field(alias="from")] = None
    until: Moment | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "HoldingIn":
        if self.from_ and self.until and self.until <= self.from_:
            raise ValueError("until must be later than from")
        return self


Holdings = Annotated[list[HoldingIn], Field(max_length=MOST_POSTS)]


class AccountIn(Form):
    """A new account; that of a person gets a one-time password, that of a service none."""

    username: Username
    name: Name
    kind: AccountKind = "person"
    organisation_id: UUID
    posts: Holdings = Field(default_factory=list)
    unit_id: UUID | None = None


class AccountPatch(Form):
    """Fields to change; `posts` is the whole list of posts held from now on."""

    name: Name = ""
    organisation_id: UUID = UUID(int=0)
    posts: Holdings = Field(default_factory=list)
    unit_id: UUID | None = None


class Holding(TypedDict):
    """A post an account holds, from a moment on, for good or until another."""

    id: UUID
    code: str
    name: str
    zh: str
    en: str
    from_: Annotated[datetime, Field(alias="from")]
    until: datetime | None


class AccountUnit(TypedDict):
    """The unit a crew's account speaks for."""

    id: UUID
    call_sign: str


class Account(TypedDict):
    """An account; `posts` are held now or later, `roles` come with those held now."""

    id: UUID
    username: str
    name: str
    kind: AccountKind
    organisation: Ref
    posts: list[Holding]
    roles: list[str]
    unit: AccountUnit | None
    disabled: bool
    totp: bool
    must_change_password: bool
    last_sign_in_at: datetime | None
    created_at: datetime
    locked_until: datetime | None
    version: NotRequired[int]


class AccountWithPassword(Account):
    """An account with its one-time password; null for a service and on a repeated request."""

    password: str | None


class OpenSession(TypedDict):
    """A session that is open; `present` marks the one that asks."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str
    present: bool


class EndedSessions(TypedDict):
    """How many sessions were ended."""

    ended: int
