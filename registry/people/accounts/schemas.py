"""What administrators send about accounts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from registry.fields import Form, Moment, Name

# One person with more posts than this is a mistake in the form.
MOST_POSTS = 20
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
    """A new account; it gets a one-time password."""

    username: Username
    name: Name
    organisation_id: UUID
    posts: Holdings = Field(default_factory=list)
    unit_id: UUID | None = None


class AccountPatch(Form):
    """Fields to change; `posts` is the whole list of posts held from now on."""

    name: Name = ""
    organisation_id: UUID = UUID(int=0)
    posts: Holdings = Field(default_factory=list)
    unit_id: UUID | None = None
