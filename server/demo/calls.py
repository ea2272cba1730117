"""The calls to replay, in the order they come in. Pure.

Sources, mapping and licences: `data/README.md`. The warm-up fills the boards at the start, then two
days run side by side from the same moment.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from typing import Any

import orjson

CALLS = Path(__file__).resolve().parent.parent.parent / "data" / "calls"
WARM_UP = "warm-up.jsonl.gz"
DAYS = ("storm-day.jsonl.gz", "fire-day.jsonl.gz")


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One unit sent to a call: its kind, and seconds after the call for each step, if known."""

    kind: str
    dispatched_s: float | None
    responding_s: float | None
    on_scene_s: float | None
    available_s: float | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when it comes in, what is said, and how it ended in reality."""

    id: str
    offset_s: float
    age_s: float
    text: str
    title: str | None
    kind: str | None
    grade: str | None
    reject_reason: str | None
    same_as: str | None
    address: str | None
    location: dict[str, float] | None
    figures: dict[str, float]
    caller: dict[str, str]
    channel: str
    units: tuple[Dispatch, ...]

    @property
    def valid(self) -> bool:
        """True when the call was about something that happened."""
        return self.reject_reason is None


def warm_up(folder: Path = CALLS) -> list[Call]:
    """Return the calls of the first seconds, in real seconds whatever the speed."""
    return list(_read(folder / WARM_UP))


def days(folder: Path = CALLS, *, since_s: float = 0) -> Iterator[Call]:
    """Return the calls of the two days merged by time, from `since_s` on."""
    merged = merge(*(_read(folder / name) for name in DAYS), key=lambda call: call.offset_s)
    return (call for call in merged if call.offset_s >= since_s)


def _read(path: Path) -> Iterator[Call]:
    with gzip.open(path) as lines:
        for line in lines:
            yield _call(orjson.loads(line))


def _call(raw: dict[str, Any]) -> Call:
    return Call(
        id=raw["id"],
        offset_s=raw["offset_s"],
        age_s=raw.get("age_s", 0),
        text=raw["text_zh"],
        title=raw["title_zh"],
        kind=raw["kind"],
        grade=raw["grade"],
        reject_reason=None if raw["valid"] else raw["reject_reason"] or "other",
        same_as=raw["same_as"],
        address=raw["address"],
        location=raw["location"],
        figures=raw["figures"] or {},
        caller=raw["caller"],
        channel=raw["channel"],
        units=tuple(
            Dispatch(
                unit["kind"],
                unit["dispatched_s"],
                unit["responding_s"],
                unit["on_scene_s"],
                unit["available_s"],
            )
            for unit in raw["units"]
        ),
    )
