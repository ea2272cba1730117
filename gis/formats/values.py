"""Values and their types: tells a column's type from what stands in it, and converts; pure."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from gis.formats import limits

TYPES = ("string", "integer", "number", "boolean", "date", "datetime")
# A larger whole number would change in a browser.
_SAFE = 2**53
_INTEGER = re.compile(r"^[+-]?(?:0|[1-9]\d{0,15})$")
_NUMBER = re.compile(r"^[+-]?(?:0|[1-9]\d{0,15})?(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_MOMENT = re.compile(r"^\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[T\s]\s*\d{1,2}:\d{2}")
_WORDS = {"true": True, "false": False, "是": True, "否": False, "yes": True, "no": False}


@dataclass(slots=True)
class Column:
    """What a pass over a column has shown."""

    name: str
    given: str | None = None
    seen: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)

    def note(self, value: Any) -> None:
        """Look at one value."""
        found = type_of(value)
        self.seen[found or "null"] += 1
        if found and len(self.samples) < 3:
            told = str(plain(value))[: limits.SAMPLE_TEXT]
            if told not in self.samples:
                self.samples.append(told)

    @property
    def type(self) -> str:
        """The narrowest type that holds all values."""
        return self.given or joined(name for name in self.seen if name != "null")

    def card(self) -> dict[str, Any]:
        """Return what a preview tells."""
        return {
            "name": self.name,
            "type": self.type,
            "samples": self.samples,
            "empty": self.seen["null"],
        }


def joined(found: Iterable[str]) -> str:
    """Return the narrowest type that holds values of these."""
    kinds = set(found)
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {"integer", "number"}:
        return "number"
    return "datetime" if kinds == {"date", "datetime"} else "string"


def type_of(value: Any) -> str | None:
    """Return the type of one value, None for nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if abs(value) <= _SAFE else "string"
    if isinstance(value, float):
        return "number" if math.isfinite(value) else None
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, date):
        return "date"
    return _told(value.strip()) if isinstance(value, str) else "string"


def _told(text: str) -> str:
    if _INTEGER.match(text) and abs(int(text)) <= _SAFE:
        return "integer"
    if _NUMBER.match(text) and text.strip("+-."):
        return "number"
    if text.lower() in _WORDS:
        return "boolean"
    if _day(text) is not None:
        return "date"
    return "datetime" if _moment(text, "UTC") is not None else "string"


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def converted(value: Any, wanted: str, zone: str) -> Any:
    """Return a value as a column of that type keeps it, None for nothing. Raises `ValueError`."""
    if type_of(value) is None:
        return None
    if wanted == "string":
        return _string(value)
    found = _CONVERT[wanted](value, zone)
    if found is None:
        raise ValueError(f"{str(value)[:40]!r} is no {wanted}")
    return found


def _string(value: Any) -> str:
    told = value if isinstance(value, str) else str(plain(value))
    if len(told) > limits.MOST_TEXT:
        raise ValueError(f"the text is longer than {limits.MOST_TEXT} characters")
    return told.replace("\x00", "")


def _integer(value: Any, _: str) -> int | None:
    told = value.strip() if isinstance(value, str) else value
    if isinstance(told, bool):
        return int(told)
    if isinstance(told, str):
        return int(told) if _INTEGER.match(told) else None
    if isinstance(told, float):
        return int(told) if told.is_integer() and abs(told) <= _SAFE else None
    return told if isinstance(told, int) else None


def _number(value: Any, _: str) -> float | None:
    told = value.strip() if isinstance(value, str) else value
    if isinstance(told, str) and not (_NUMBER.match(told) and told.strip("+-.")):
        return None
    return float(told) if isinstance(told, int | float | str) else None


def _boolean(value: Any, _: str) -> bool | None:
    if isinstance(value, str):
        told = value.strip().lower()
        return _WORDS.get(told, {"1": True, "0": False}.get(told))
    return bool(value) if value in {0, 1} else None


def _date(value: Any, zone: str) -> str | None:
    if isinstance(value, str):
        moment = _moment(value.strip(), zone)
        return moment.date().isoformat() if moment else None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else None


def _datetime(value: Any, zone: str) -> str | None:
    if isinstance(value, str):
        moment = _moment(value.strip(), zone)
    elif isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=ZoneInfo(zone))
    else:
        return None
    if moment is None:
        return None
    known = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return known.isoformat()


def _day(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _moment(text: str, zone: str) -> datetime | None:
    if not _MOMENT.match(text):
        day = _day(text)
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) if day else None
    day_part, _, clock = re.sub(r"日?[T\s]\s*", "T", text, count=1).partition("T")
    day = _day(day_part)
    hour, colon, rest = clock.partition(":")
    if day is None or not colon:
        return None
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{hour.zfill(2)}:{rest.replace(' ', '')}")
    except ValueError:
        return None


_CONVERT = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
}
