"""What clients send about organisations, and what they are answered."""

from typing import Literal, NotRequired
from uuid import UUID

from typing_extensions import TypedDict

from registry.fields import AreaCode, Code, Form, Name, Phone, ShortName

OrganisationKind = Literal["city", "district", "agency", "town"]


class OrganisationIn(Form):
    """A new organisation under an existing one; its code never changes afterwards."""

    code: Code
    kind: OrganisationKind
    parent_id: UUID
    zh: Name
    en: Name
    short: ShortName | None = None
    pinyin: ShortName | None = None
    area_code: AreaCode | None = None
    phone: Phone | None = None


class OrganisationPatch(Form):
    """Fields to change; `parent_id` moves it with all below it."""

    kind: OrganisationKind = "agency"
    parent_id: UUID | None = None
    zh: Name = ""
    en: Name = ""
    short: ShortName = ""
    pinyin: ShortName | None = None
    area_code: AreaCode | None = None
    phone: Phone | None = None


class Organisation(TypedDict):
    """A node of the tree; `path` are the codes from the root down, in answers about one."""

    id: UUID
    code: str
    kind: OrganisationKind
    parent_id: UUID | None
    zh: str
    en: str
    short: str
    pinyin: str
    area_code: str | None
    phone: str | None
    path: NotRequired[list[str]]
    version: NotRequired[int]
