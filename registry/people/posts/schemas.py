"""What administrators send about posts, and what they are answered."""

from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from kernel.api import Person, Ref
from registry.fields import Form, Key, Name

# A post with more roles than this is a mistake: roles are broad already.
MOST_ROLES = 10
Roles = Annotated[list[Key], Field(max_length=MOST_ROLES)]


class PostIn(Form):
    """A new duty post of an organisation; `name` is what alarms and plans call it by."""

    organisation_id: UUID
    name: Key
    zh: Name
    en: Name
    roles: Roles = Field(default_factory=list)


class PostPatch(Form):
    """Fields to change; `roles` is the whole list."""

    zh: Name = ""
    en: Name = ""
    roles: Roles = Field(default_factory=list)


class Post(TypedDict):
    """A duty post, its roles, and who holds it now."""

    id: UUID
    code: str
    zh: str
    en: str
    name: str
    organisation: Ref
    roles: list[str]
    holders: list[Person]
    version: NotRequired[int]
