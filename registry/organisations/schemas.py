"""What clients send about organisations."""

from typing import Literal
from uuid import UUID

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
