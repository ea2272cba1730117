"""Which status of its unit a message of a terminal means. Pure; the table is data/reference."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import orjson

EVENTS = Path(__file__).resolve().parents[3] / "data" / "reference" / "device-events.json"
EVENT_REPORT = 0x0301
HELP = "help"
Key = tuple[str | None, int, int | None]


@cache
def table() -> Mapping[Key, str]:
    """Return what messages do by (maker, kind, event number); read once."""
    return {
        (row["maker"], int(row["kind"], 16), row["event"]): row["does"]
        for row in orjson.loads(EVENTS.read_bytes())["rows"]
    }


@cache
def kinds() -> frozenset[int]:
    """Return the kinds of messages that may mean a status."""
    return frozenset(kind for _, kind, _ in table())


def meaning(maker: str | None, kind: int, body: bytes) -> str | None:
    """Return the status a message means, `help`, or None for nothing anybody declared."""
    number = body[0] if body else None
    for key in (
        (maker, kind, number),
        (maker, kind, None),
        (None, kind, number),
        (None, kind, None),
    ):
        if key in table():
            return table()[key]
    return None
