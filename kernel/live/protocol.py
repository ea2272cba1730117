"""What screens may send, checked before anything else looks at it (contract: `/api/live`)."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

import orjson
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from kernel.errors import FieldError, Invalid

# A screen shows a handful of boards; each holds its topics, and a page follows few subjects.
MOST_TOPICS = 64
MOST_SUBJECTS = 500
# A cursor, a drag under way, who is typing: a kilobyte is plenty (contract).
SAY_BYTES = 1024
MOST_ERRORS = 10
# Whole numbers beyond this lose digits in a browser.
MOST_COUNT = 2**53 - 1
# No journal is older; years at the end of the calendar overflow when their zone is applied.
FIRST_YEAR, LAST_YEAR = 2000, 2199


def _in_our_years(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return moment.astimezone(UTC)


BoardId = Annotated[str, Field(min_length=1, max_length=64)]
TopicName = Annotated[str, Field(min_length=1, max_length=64)]
Longitude = Annotated[FiniteFloat, Field(ge=-180, le=180)]
Latitude = Annotated[FiniteFloat, Field(ge=-90, le=90)]
AreaIn = tuple[Longitude, Latitude, Longitude, Latitude]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Open(_Message):
    """Show these topics: as they stand, from `since` on, or as they stood `at` a moment."""

    op: Literal["open"]
    id: BoardId
    topics: Annotated[list[TopicName], Field(min_length=1, max_length=MOST_TOPICS)]
    subjects: Annotated[list[UUID], Field(max_length=MOST_SUBJECTS)] | None = None
    drill: UUID | None = None
    area: AreaIn | None = None
    since: Annotated[int, Field(ge=0)] | None = None
    epoch: UUID | None = None
    at: Annotated[AwareDatetime, AfterValidator(_in_our_years)] | None = None
    speed: Annotated[FiniteFloat, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.since is not None and self.at is not None:
            raise ValueError("`since` and `at` exclude each other")
        if self.speed is not None and self.at is None:
            raise ValueError("`speed` needs `at`")
        return self


class View(_Message):
    """The map of a board shows another area now."""

    op: Literal["view"]
    id: BoardId
    area: AreaIn | None = None
    zoom: Annotated[FiniteFloat, Field(ge=0, le=30)] | None = None


class Close(_Message):
    """The board is no longer on the screen."""

    op: Literal["close"]
    id: BoardId


class Say(_Message):
    """Something others should see now and nobody needs later."""

    op: Literal["say"]
    about: UUID
    what: Literal["typing", "cursor", "drag", "speaking"]
    data: dict[str, Any] = {}

    @model_validator(mode="after")
    def _small(self) -> Self:
        try:
            size = len(orjson.dumps(self.data))
        except TypeError as error:
            raise ValueError(f"`data` cannot be passed on: {error}") from None
        if size > SAY_BYTES:
            raise ValueError(f"`data` may have {SAY_BYTES} bytes")
        return self


class Ping(_Message):
    """Are you there."""

    op: Literal["ping"]
    n: Annotated[int, Field(ge=-MOST_COUNT, le=MOST_COUNT)] = 0


class Ticket(_Message):
    """The first message of a socket that came without a cookie."""

    op: Literal["ticket"]
    ticket: Annotated[str, Field(min_length=1, max_length=200)]


Request = Open | View | Close | Say | Ping
_REQUEST: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="op")])


def parsed(text: str) -> Request:
    """Return the message a screen sent.

    Raises `Invalid` with the fields that are wrong.
    """
    try:
        return _REQUEST.validate_json(text)
    except ValidationError as error:
        raise refusal(error) from None


def parsed_ticket(text: str) -> str:
    """Return the ticket of a first message.

    Raises `Invalid`.
    """
    try:
        return Ticket.model_validate_json(text).ticket
    except ValidationError as error:
        raise refusal(error) from None


def board_of(text: str) -> str | None:
    """Return the board a refused message speaks of, when that can be told."""
    try:
        found = orjson.loads(text)
    except ValueError:
        return None
    board = found.get("id") if isinstance(found, dict) else None
    return board if isinstance(board, str) and len(board) <= 64 else None


def refusal(error: ValidationError) -> Invalid:
    """Return the refusal that names each wrong field."""
    fields = [
        FieldError("".join(f"/{part}" for part in item["loc"]), item["type"], item["msg"])
        for item in error.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    ]
    first = fields[0]
    return Invalid(f"{first.pointer or 'message'}: {first.detail}", errors=fields)
