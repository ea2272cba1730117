"""Kinds of fields the forms of this package share: each refuses what cannot be, with a code."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic import model_validator as model_check
from pydantic_core import PydanticCustomError

from incidents.codes.reference import kind_table
from kernel.api import FieldError, Invalid, PlaceSource

Grade = Literal["I", "II", "III", "IV"]
Label = Literal["open", "internal", "restricted"]
ReportState = Literal["received", "linked", "rejected"]
# Half the size of a city: a place less certain than this is none.
MOST_ACCURACY_M = 50_000
# Clocks of callers' phones run a little ahead; whoever writes up last month's event uses a note.
FUTURE, PAST = timedelta(minutes=5), timedelta(days=30)
FIRST_YEAR, LAST_YEAR = 2000, 2199
UUID_VERSION = 7


class Form(BaseModel):
    """Base of every request: an unknown field is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")

    def changes(self) -> dict[str, Any]:
        """Return only the fields the client sent."""
        return self.model_dump(exclude_unset=True)


def printable(text: str) -> str:
    """Refuse control characters but line break and tab, and half characters."""
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t":
            raise PydanticCustomError(
                "control-character", "control characters are not accepted (only line break and tab)"
            )
    return text


def one_line(text: str) -> str:
    """Refuse line breaks and tabs too."""
    if "\n" in text or "\t" in text:
        raise PydanticCustomError("line-break", "this field is one line")
    return printable(text)


def in_our_years(moment: datetime) -> datetime:
    """Refuse years that cannot be meant, which overflow when their zone is applied."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise PydanticCustomError("impossible-year", "the year must lie between 2000 and 2199")
    return moment.astimezone(UTC)


def seventh(value: UUID) -> UUID:
    """Refuse ids that are not UUIDv7: ids sort by the time they were made."""
    if value.version != UUID_VERSION:
        raise PydanticCustomError("uuid-version", "ids made by clients are UUIDv7")
    return value


def known_kind(code: str) -> str:
    """Refuse a code the table of event kinds does not hold."""
    if code not in kind_table().kinds:
        raise PydanticCustomError("unknown-code", "not in the table of event kinds")
    return code


def _text(least: int, most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


Narrative = Annotated[str, _text(1, 4000), AfterValidator(printable)]
Title = Annotated[str, _text(1, 200), AfterValidator(one_line)]
Summary = Annotated[str, _text(1, 4000), AfterValidator(printable)]
Address = Annotated[str, _text(1, 200), AfterValidator(one_line)]
Reason = Annotated[str, _text(1, 500), AfterValidator(printable)]
Note = Annotated[str, _text(1, 2000), AfterValidator(printable)]
Name = Annotated[str, _text(1, 100), AfterValidator(one_line)]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9+*#() -]{3,30}$")]
Words = Annotated[str, _text(1, 100), AfterValidator(one_line)]
KindCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$"), AfterValidator(known_kind)]
ClientId = Annotated[UUID, AfterValidator(seventh)]
Moment = Annotated[AwareDatetime, AfterValidator(in_our_years)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=0, le=MOST_ACCURACY_M, allow_inf_nan=False)]


class Location(Form):
    """A point, WGS 84, with how sure we are of it and where it came from."""

    lon: Longitude
    lat: Latitude
    accuracy_m: Metres | None = None
    source: PlaceSource | None = None

    @model_check(mode="after")
    def _no_null_island(self) -> "Location":
        if self.lon == 0 and self.lat == 0:
            raise PydanticCustomError(
                "no-fix", "0, 0 is what a device says without a fix: leave the location out"
            )
        return self


def check_occurred(moment: datetime | None, now: datetime) -> None:
    """Raise `Invalid` for a moment that lies ahead or too far back."""
    if moment is None:
        return
    if moment > now + FUTURE:
        raise refused("/occurred_at", "in-future", "more than 5 minutes ahead of the server")
    if moment < now - PAST:
        raise refused("/occurred_at", "too-old", "more than 30 days ago")


def refused(pointer: str, code: str, detail: str) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])
