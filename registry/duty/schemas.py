"""What clients send about the roster."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from kernel.api import paging
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
