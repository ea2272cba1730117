"""What administrators send about roles, and what they are answered."""

from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from registry.fields import Form, Key, Name
from registry.people.rules import RoleKind

# More than there are permissions in the system.
MOST_PERMISSIONS = 100
Permission = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,40}\.[a-z_]{2,40}$")]
Permissions = Annotated[list[Permission], Field(max_length=MOST_PERMISSIONS)]


class RoleIn(Form):
    """A new role; `wall` sessions never idle out, `totp_required` asks for a second factor."""

    code: Key
    zh: Name
    en: Name
    permissions: Permissions
    wall: bool = False
    totp_required: bool = False


class RolePatch(Form):
    """Fields to change; `permissions` is the whole list."""

    zh: Name = ""
    en: Name = ""
    permissions: Permissions = Field(default_factory=list)
    wall: bool = False
    totp_required: bool = False


class Role(TypedDict):
    """A role and the kind of work its permissions belong to."""

    id: UUID
    code: str
    kind: RoleKind
    zh: str
    en: str
    permissions: list[str]
    wall: bool
    totp_required: bool
    version: NotRequired[int]


class Roles(TypedDict):
    """All roles, and every permission there is with what it opens."""

    items: list[Role]
    next: None
    permissions: dict[str, str]
