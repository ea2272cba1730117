"""What the query modules of this package share: columns by name, JSON columns as text."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson

# Columns of this package that hold JSON.
JSON_COLUMNS = frozenset(
    {"figures", "marks", "units", "last_note", "alarmed", "extracted", "added_by"}
)


def assignments(names: Iterable[str]) -> str:
    """Return `a = :a, b = :b` for columns by name."""
    return ", ".join(f"{name} = {placeholder(name)}" for name in sorted(names))


def placeholder(name: str) -> str:
    """Return the parameter of a column."""
    return f"cast(:{name} as jsonb)" if name in JSON_COLUMNS else f":{name}"


def bound(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as parameters: JSON columns as text."""
    return {
        name: json_text(value) if name in JSON_COLUMNS and value is not None else value
        for name, value in values.items()
    }


def json_text(value: Any) -> str:
    """Return a value as JSON text."""
    return orjson.dumps(value, default=_plain).decode()


def _plain(value: Any) -> str:
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
