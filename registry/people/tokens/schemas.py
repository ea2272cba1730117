"""What administrators send about tokens, and what they are answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from registry.fields import Form, Name
from registry.people.roles.schemas import Permissions

MOST_DAYS = 400


class TokenIn(Form):
    """A token that stands for an account with a part of its permissions, until it ends."""

    name: Name
    account_id: UUID
    permissions: Permissions
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 90


class TokenAccount(TypedDict):
    """The account a token stands for."""

    id: UUID
    username: str
    name: str


class Token(TypedDict):
    """A token without its secret."""

    id: UUID
    name: str
    account: TokenAccount
    permissions: list[str]
    expires_at: datetime
    revoked_at: datetime | None
    created_at: datetime
    last_used_at: datetime | None


class IssuedToken(Token):
    """A new token with its secret; null when the same request is repeated."""

    token: str | None
