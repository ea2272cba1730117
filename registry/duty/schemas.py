"""What clients send about the roster, and what they are answered."""

from datetime import datetime
from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from kernel.api import Person, Ref, paging
from registry.fields import Form, Moment, Note, Phone


class DutyIn(Form):
    """A duty: an account at a post from a moment until another."""

    post_id: UUID
    account_id: UUID
    from_: Annotated[Moment, Field(alias="from")]
    until: Moment
    phone: Phone | None = None
    note: Note | None = None


class DutyFilter(Form):
    """Which duties a list shows: of a moment, or those that touch a span."""

    at: Moment | None = None
    from_: Annotated[Moment | None, Field(alias="from")] = None
    until: Moment | None = None
    organisation: UUID | None = None
    post: UUID | None = None
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class HandOver(Form):
    """The holder of the post who goes on, and what there is to know."""

    account_id: UUID
    note: Note | None = None


class TakeOver(Form):
    """What there is to know."""

    note: Note | None = None


class DutyPost(TypedDict):
    """The post of a duty; `name` is what alarms and plans call it by."""

    id: UUID
    code: str
    name: str
    zh: str
    en: str


class Duty(TypedDict):
    """An entry of the roster: who sits at which post from a moment until another."""

    id: UUID
    post: DutyPost
    organisation: Ref
    account: Person
    from_: Annotated[datetime, Field(alias="from")]
    until: datetime
    phone: str | None
    note: str | None
    version: NotRequired[int]
