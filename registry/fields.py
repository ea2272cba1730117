"""Kinds of fields that forms share: text the database can hold, moments that can be, codes."""

from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

# Outside these years a time is a mistake, and far outside it overflows when its zone is applied.
FIRST_YEAR, LAST_YEAR = 2000, 2199
# A free object of details stays a remark, not a document: states are read models of ≤ 2 KB at p50.
DETAILS_BYTES = 4096


class Form(BaseModel):
    """Base of every request: an unknown field is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")

    def changes(self) -> dict[str, Any]:
        """Return only the fields the client sent."""
        return self.model_dump(exclude_unset=True)


def printable(text: str) -> str:
    """Refuse control characters: they hide in lists and the database refuses NUL."""
    if any(character < " " or character == "\x7f" for character in text):
        raise ValueError("control characters are not accepted")
    return text


def lines(text: str) -> str:
    """Refuse control characters other than line breaks and tabs."""
    printable(text.replace("\n", "").replace("\r", "").replace("\t", ""))
    return text


def moment(value: datetime) -> datetime:
    """Refuse years that cannot be meant; return UTC."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return value.astimezone(UTC)


def parted(value: Any) -> Any:
    """Return the parts of a parameter given several times or with commas: `a,b` is a and b."""
    if isinstance(value, list):
        return [part for each in value for part in str(each).split(",")]
    return value


def instant(text: str) -> datetime:
    """Return the moment an RFC 3339 text names. Raises `ValueError`, also without a zone."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError("a zone is missing")
    return moment(value)


def small_object(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse objects over 4 KB or with characters the database cannot hold."""
    try:
        text = orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        raise ValueError("numbers up to 64 bits, nested at most 250 deep") from error
    if len(text) > DETAILS_BYTES:
        raise ValueError(f"at most {DETAILS_BYTES} bytes")
    if b"\\u0000" in text:
        raise ValueError("NUL characters are not accepted")
    return value


def _short(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


Name = Annotated[str, _short(100), AfterValidator(printable)]
ShortName = Annotated[str, _short(40), AfterValidator(printable)]
Note = Annotated[str, _short(500), AfterValidator(lines)]
Query = Annotated[str, _short(100), AfterValidator(printable)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
AreaCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9+*#() -]{3,30}$")]
Moment = Annotated[AwareDatetime, AfterValidator(moment)]
# A filter may name several codes; more than any list has are a mistake.
MOST_VALUES = 50
Keys = Annotated[list[Key], BeforeValidator(parted), Field(max_length=MOST_VALUES)]
Details = Annotated[dict[str, Any], AfterValidator(small_object)]
