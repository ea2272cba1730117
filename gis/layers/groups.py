"""Groups of the layer tree, from `data/reference/layer-groups.json`, in the order of the tree."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import orjson

from kernel.api import FieldError, Invalid

GROUPS = Path(__file__).resolve().parents[2] / "data" / "reference" / "layer-groups.json"
Names = Mapping[str, str]


@cache
def groups() -> Mapping[str, Names]:
    """Return code → `{zh, en}`."""
    entries = orjson.loads(GROUPS.read_bytes())["layer_groups"]
    return {entry["code"]: {"zh": entry["zh"], "en": entry["en"]} for entry in entries}


def names_of(code: str) -> Names:
    """Return the names of a group; the code itself when the list has lost it."""
    return groups().get(code) or {"zh": code, "en": code}


def check_group(code: str) -> None:
    """Raise `Invalid` for a group that the list does not hold."""
    if code not in groups():
        raise Invalid(
            "/group: unknown code.",
            errors=[FieldError("/group", "unknown-code", "not in the list layer_groups")],
        )
