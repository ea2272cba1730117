"""What administrators send about tokens."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from registry.fields import Form, Name
from registry.people.roles.schemas import Permissions

MOST_DAYS = 400


class TokenIn(Form):
    """A token that stands for an account with a part of its permissions, until it ends."""

    name: Name
    account_id: UUID
    permissions: Permissions
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 90
