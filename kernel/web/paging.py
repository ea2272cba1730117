"""Long lists in pages: a cursor names the last row seen; none is skipped or shown twice."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import orjson
from fastapi import Query

from kernel.errors import FieldError, Malformed
from kernel.jsonio import to_json

# One answer stays small enough for a phone; whoever wants more follows `next`.
MOST_ITEMS = 1000
DEFAULT_ITEMS = 100
# No column counts further.
LARGEST = 2**63 - 1

Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Items per page")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before")]


def cursor_of(*key: Any) -> str:
    """Return the cursor that stands for the sort key of a row."""
    return base64.urlsafe_b64encode(to_json(key)).decode().rstrip("=")


def key_of(cursor: str | None, *kinds: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    """Return the sort key a cursor stands for, each part read by its kind, None for the first page.

    Raises `Malformed` for anything we did not hand out.
    """
    if not cursor:
        return None
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or len(parts) != len(kinds):
            raise ValueError(parts)
        if any(isinstance(part, str) and "\0" in part for part in parts):
            raise ValueError(parts)
        if any(isinstance(part, int) and abs(part) > LARGEST for part in parts):
            raise ValueError(parts)
        return tuple(kind(part) for kind, part in zip(kinds, parts, strict=True))
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise Malformed(
            "The cursor is not one of ours.",
            errors=[FieldError("?cursor", "malformed", "use `next` of the page before")],
        ) from error


def page(items: Sequence[Any], limit: int, key: Callable[[Any], tuple[Any, ...]]) -> dict[str, Any]:
    """Return `{items, next}` from `limit + 1` fetched items: the extra one says there is more."""
    shown = list(items[:limit])
    more = len(items) > limit
    return {"items": shown, "next": cursor_of(*key(shown[-1])) if more else None}
