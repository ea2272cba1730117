"""What clients send about orders, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import BeforeValidator, Field
from typing_extensions import TypedDict

from command.tasks.rules import Receipt, State, Via
from kernel.api import Names, Place, Ref, paging
from registry.api import Form, Moment, Note, PlaceIn, parted

# As many as one alarm level ever calls; more are ordered in a second step.
MOST_RECIPIENTS = 40
MOST_STATES = 8
Origin = Literal["order", "dispatch"]
States = Annotated[list[State], BeforeValidator(parted), Field(max_length=MOST_STATES)]
Address = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class TaskIn(Form):
    """One order to some units and organisations: each gets a task of its own.

    Without a `place` (WGS 84) the place of the incident counts. `due_at`: done by then.
    """

    incident_id: UUID
    text: Note
    units: Annotated[list[UUID], Field(max_length=MOST_RECIPIENTS)] = Field(default_factory=list)
    organisations: Annotated[list[UUID], Field(max_length=MOST_RECIPIENTS)] = Field(
        default_factory=list
    )
    place: PlaceIn | None = None
    address: Address | None = None
    urgent: bool = False
    due_at: Moment | None = None


class ReceiptIn(Form):
    """A receipt, given at `at` by the sender's clock; `reason` for a refusal, `word` to report."""

    receipt: Receipt
    at: Moment | None = None
    reason: Note | None = None
    word: Note | None = None


class WithdrawIn(Form):
    """Why an order is taken back."""

    reason: Note | None = None


class TaskFilter(Form):
    """Which orders a list shows: `open` not those that have ended, `overdue` not those in time."""

    incident: UUID | None = None
    unit: UUID | None = None
    organisation: UUID | None = None
    state: States | None = None
    open: bool = False
    overdue: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.DEFAULT_ITEMS


class TaskReceipt(TypedDict):
    """One receipt: `at` by our clock, `device_at` by the sender's; `implied` by a later one."""

    at: datetime
    device_at: datetime | None
    by: str
    via: Via
    implied: bool


class Receipts(TypedDict):
    """The receipts that have come."""

    sent: TaskReceipt
    delivered: NotRequired[TaskReceipt]
    seen: NotRequired[TaskReceipt]
    accepted: NotRequired[TaskReceipt]
    acting: NotRequired[TaskReceipt]
    done: NotRequired[TaskReceipt]
    refused: NotRequired[TaskReceipt]


class TaskUnit(TypedDict):
    """The unit an order goes to, by the call sign it had then."""

    id: UUID
    call_sign: str


class TaskIncident(TypedDict):
    """The incident an order belongs to."""

    id: UUID
    number: str


class TaskClock(Names):
    """A clock of an order; overdue from `due_at` on while `done_at` is null."""

    code: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    done_at: datetime | None


class TaskWord(TypedDict):
    """What the recipient reported last."""

    at: datetime
    by: str
    text: str


class Reminders(TypedDict):
    """How often the recipient was reminded, and when last."""

    count: int
    last_at: NotRequired[datetime]


class Task(TypedDict):
    """An order: `unit` or, when it goes to an organisation, null; `organisation` answers for it."""

    id: UUID
    incident: TaskIncident
    text: str
    place: Place | None
    address: str | None
    unit: TaskUnit | None
    organisation: Ref
    urgent: bool
    origin: Origin
    ordered_at: datetime
    ordered_by: str
    orderer: Ref
    due_at: datetime | None
    state: State
    receipts: Receipts
    reason: str | None
    last_word: TaskWord | None
    ended_at: datetime | None
    clocks: list[TaskClock]
    reminders: Reminders
    drill: UUID | None
    version: NotRequired[int]


class Ordered(TypedDict):
    """The tasks an order became, one for each recipient."""

    items: list[Task]
