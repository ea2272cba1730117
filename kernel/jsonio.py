"""JSON out: one writer for facts, answers and files."""

from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel


def to_json(value: Any, *, sort_keys: bool = False) -> bytes:
    """Return a value as JSON; times as RFC 3339, models by their own dump.

    asyncpg's UUIDs are a subclass, which orjson does not take by itself.
    """
    return orjson.dumps(value, default=_other, option=orjson.OPT_SORT_KEYS if sort_keys else None)


def _other(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
