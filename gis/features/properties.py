"""Properties that came from outside, checked against the attributes of their layer; pure."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson

from kernel.api import FieldError, Malformed

# What stands in a table row and in every tile; longer texts belong into files.
MOST_CHARACTERS = 4_000
MOST_BYTES = 16_384
LARGEST_INTEGER = 2**53
# Python reads more forms of ISO 8601 (weeks, no dashes) than those who read the layer.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    _DATE.pattern + r"[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class PropertiesRefused(Malformed):
    """A property does not fit its attribute, or the layer has no such attribute."""

    code = "properties-refused"
    title = "The properties do not fit the layer"


def checked(
    found: Any, attributes: Sequence[Mapping[str, Any]], *, pointer: str = "/properties"
) -> dict[str, Any]:
    """Return properties as they are stored: nulls left out. Raises `PropertiesRefused`."""
    if not isinstance(found, dict):
        raise _refused([(pointer, "an object is needed")])
    types = {each["name"]: each["type"] for each in attributes}
    faults = [
        (f"{pointer}/{_escaped(name)}", fault)
        for name, value in found.items()
        if (fault := _fault(types.get(name), value))
    ]
    if faults:
        raise _refused(faults)
    kept = {name: value for name, value in found.items() if value is not None}
    if len(orjson.dumps(kept)) > MOST_BYTES:
        raise _refused([(pointer, f"at most {MOST_BYTES} bytes")])
    return kept


def _fault(kind: str | None, value: Any) -> str:
    """Return what is wrong with a value, nothing when it fits."""
    if kind is None:
        return "the layer has no such attribute"
    if value is None:
        return ""
    if kind == "boolean":
        return "" if isinstance(value, bool) else "true or false"
    if kind in ("integer", "number"):
        return _number_fault(kind, value)
    if not isinstance(value, str) or "\0" in value or len(value) > MOST_CHARACTERS:
        return f"a text of at most {MOST_CHARACTERS} characters"
    if kind == "date":
        return _time_fault(date, value, "a date, YYYY-MM-DD")
    if kind == "datetime":
        return _time_fault(datetime, value, "a moment, RFC 3339")
    return ""


def _number_fault(kind: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "a number"
    if kind == "integer" and (value != int(value) or abs(value) > LARGEST_INTEGER):
        return f"a whole number up to {LARGEST_INTEGER}"
    return ""


def _time_fault(kind: type[date], value: str, detail: str) -> str:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return detail
    if kind is date:
        return "" if _DATE.fullmatch(value) else detail
    return "" if _MOMENT.fullmatch(value) else f"{detail} with its zone"


def _escaped(name: Any) -> str:
    return str(name)[:70].replace("~", "~0").replace("/", "~1")


def _refused(faults: Sequence[tuple[str, str]]) -> PropertiesRefused:
    pointer, detail = faults[0]
    errors = [FieldError(where, "properties-refused", what) for where, what in faults[:50]]
    return PropertiesRefused(f"{pointer}: {detail}", errors=errors)
