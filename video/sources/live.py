"""The board topics `sources` and `phones`: what screens show of a source.

Phones are few and come and go: who looks for them alone need not hold ten thousand cameras.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

TOPIC, PHONES = "sources", "phones"
State = dict[str, Any]
PLAIN = (
    "id", "zh", "en", "kind", "camera_id", "sound", "look_every_s", "paused", "state", "since",
    "reason", "picture", "created_at", "changed_at", "removed_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a source; its address is its keepers' alone."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "organisation": organisations[row.organisation_id],
        "phone": _phone_of(row),
    }


def topic_of(row: Any) -> str:
    """Return the topic that tells of a source."""
    return TOPIC if row.sender_id is None else PHONES


def _phone_of(row: Any) -> State | None:
    """Return what a phone shows, None of other sources."""
    if row.sender_id is None:
        return None
    return {name: getattr(row, name) for name in ("sender", "incident_id", "report_id")} | {
        "started_at": row.started_at
    }


def answer_of(row: Any, state: State, *, camera: State | None, keeper: bool) -> State:
    """Return what an answer shows beyond the state; `camera` is where it stands and looks."""
    return state | {
        "camera": camera,
        "snapshot_at": row.snapshot_at,
        "address": row.address if keeper else None,
        "detail": row.detail if keeper else None,
        "has_credentials": row.has_credentials if keeper else None,
        "may_manage": keeper,
    }
