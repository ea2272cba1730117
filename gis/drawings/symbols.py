"""Symbols a point may carry: our own set after GB/T 35649's meanings, and MIL-STD-2525."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from kernel.api import FieldError, Invalid

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "plot-symbols.json"
# 2525C: fifteen letters; 2525D: twenty digits, or thirty with the country.
_MILITARY = re.compile(r"^(?:[A-Z0-9*-]{15}|\d{20}|\d{30})$")


@lru_cache(maxsize=1)
def reference() -> dict[str, Any]:
    """Return the set with its groups: codes, names in both languages, paths to draw."""
    found: dict[str, Any] = orjson.loads(REFERENCE.read_bytes())
    return found


def names(symbol: dict[str, str]) -> dict[str, str]:
    """Return both names of a symbol of the Chinese set; none of another."""
    if symbol.get("set") != "cn":
        return {}
    return next((each for each in reference()["symbols"] if each["code"] == symbol["code"]), {})


def check(symbol: dict[str, str] | None) -> None:
    """Refuse a code that the set does not have. Raises `Invalid`."""
    if symbol is None:
        return
    known = {each["code"] for each in reference()["symbols"]}
    right = symbol["code"] in known if symbol["set"] == "cn" else _MILITARY.match(symbol["code"])
    if not right:
        detail = f"no symbol {symbol['code']} in the set {symbol['set']}"
        raise Invalid(detail, errors=[FieldError("/symbol/code", "unknown-code", detail)])
