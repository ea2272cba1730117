"""What administrators send about roles."""

from typing import Annotated

from pydantic import Field, StringConstraints

from registry.fields import Form, Key, Name

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
