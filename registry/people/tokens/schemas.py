"""What administrators send about tokens, and what they are answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from registry.fields import Form, Name
from registry.people.own.schemas import Password
from registry.people.roles.schemas import Permissions

MOST_DAYS = 400


class TokenPart(Form):
    """A token with a part of its account's permissions, until it ends."""

    name: Name
    permissions: Permissions
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 90


class TokenIn(TokenPart):
    """A token that stands for the account of a device or service."""

    account_id: UUID


class OwnTokenIn(TokenPart):
    """A token for the own account; the present password proves who asks."""

    current: Password


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
