"""Code lists, from `data/reference/labels.json`: code → Chinese and English name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import orjson

from kernel.api import FieldError, Invalid

LABELS = Path(__file__).resolve().parent.parent / "data" / "reference" / "labels.json"
Names = Mapping[str, str]


@cache
def codes(name: str) -> Mapping[str, Names]:
    """Return one list, e.g. `unit_kinds`: code → `{zh, en}`."""
    entries = orjson.loads(LABELS.read_bytes())[name]
    return {entry["code"]: {"zh": entry["zh"], "en": entry["en"]} for entry in entries}


def names_of(name: str, code: str) -> Names:
    """Return the names of a code; the code itself when the list has lost it."""
    return codes(name).get(code) or {"zh": code, "en": code}


def check_code(name: str, code: str, pointer: str) -> None:
    """Raise `Invalid` for a code that the list does not hold."""
    if code not in codes(name):
        raise Invalid(
            f"{pointer}: unknown code.",
            errors=[FieldError(pointer, "unknown-code", f"not in the list {name}")],
        )
