"""The board topic `feeds`: what screens show of a feed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from gis.feeds.forms import FORMS
from gis.feeds.rules import state_of as judged

TOPIC = "feeds"
State = dict[str, Any]
PLAIN = (
    "id", "code", "zh", "en", "form", "every_s", "late_after_s", "dead_after_s", "keep_days",
    "thresholds", "exercise", "paused", "source", "licence", "received_at", "next_at",
    "created_at", "changed_at", "removed_at",
)  # fmt: skip


def state_of(row: Any, organisations: Mapping[UUID, State], now: datetime) -> State:
    """Return the public state of a feed; its address and its errors are its keepers' alone."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "kind": FORMS[row.form].kind,
        "form_zh": FORMS[row.form].zh,
        "form_en": FORMS[row.form].en,
        "stations": len(row.settings.get("stations", [])),
        "organisation": organisations[row.organisation_id],
        "sight": "internal" if row.scope_id else "open",
        "state": judged(row.received_at, row.late_after_s, row.dead_after_s, now),
    }


def answer_of(row: Any, state: State, now: datetime, *, keeper: bool) -> State:
    """Return what a list shows beyond the state."""
    age = None if row.received_at is None else max((now - row.received_at).total_seconds(), 0.0)
    return state | {
        "age_s": age,
        "url": row.url if keeper else None,
        "error": row.error if keeper else None,
        "may_manage": keeper,
    }
