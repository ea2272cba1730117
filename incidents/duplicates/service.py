"""Finds what may already tell of the same event, while the report is still being typed."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gis.api import Gazetteer, Position, distance_m, gazetteer
from incidents.codes.reference import kind_table
from incidents.duplicates import queries, rules
from incidents.duplicates.words import Features, features, shared_words
from incidents.intake.schemas import Draft
from incidents.organisations import Ref, refs
from kernel.api import Tx

OTHERS_RADIUS_M = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft ready to be compared."""

    point: Position | None
    moment: datetime
    words: Features | None
    book: Gazetteer


@dataclass(frozen=True, slots=True)
class Found:
    """One report or incident with how it compares."""

    row: Any
    metres: float | None
    minutes: float
    weighed: rules.Weighed
    words: Features | None


async def find(tx: Tx, draft: Draft) -> dict[str, Any]:
    """Return candidates, best first, and the time it took."""
    tx.actor.require("reports.create")
    tx.actor.require("reports.read")
    started = time.perf_counter()
    asked = await _asked(tx, draft)
    found = await _found(tx, asked, draft.exclude)
    items = await _shown(tx, found[: rules.MOST_SHOWN], asked.words)
    if asked.point is not None:
        items += await _others(tx, asked, draft)
    return {"items": items, "elapsed_ms": round((time.perf_counter() - started) * 1000, 1)}


async def _asked(tx: Tx, draft: Draft) -> Asked:
    book = await gazetteer(tx)
    point = (draft.location.lon, draft.location.lat) if draft.location else None
    told = " ".join(part for part in (draft.text, draft.address) if part)
    words = features(told, book, near=point, kind=draft.kind) if told or draft.kind else None
    if point is None and words is not None and words.sites:
        point = words.sites[0].point
    return Asked(point, draft.occurred_at or tx.now, words, book)


async def _found(tx: Tx, asked: Asked, exclude: UUID | None) -> list[Found]:
    """Return what is worth a look: each incident once, by its most telling report."""
    window = timedelta(minutes=rules.WINDOW_MINUTES)
    if asked.point is None:
        reports = await queries.recent(tx, asked.moment, window=window) if asked.words else []
        incidents = []
    else:
        reports = await queries.near(
            tx, asked.point, asked.moment, radius_m=rules.RADIUS_M, window=window
        )
        if asked.words:
            reports += await queries.recent(tx, asked.moment, window=window, placeless=True)
        incidents = await queries.open_incidents(
            tx, asked.point, asked.moment, radius_m=rules.RADIUS_M
        )
    ids = list({row.incident_id for row in reports if row.incident_id})
    standing = {row.asked: row for row in await queries.incidents(tx, ids)} if ids else {}
    best: dict[UUID, Found] = {}
    for row in [*reports, *incidents]:
        if row.id != exclude:
            _keep_best(best, _compared(asked, row, standing))
    kept = [each for each in best.values() if each.weighed.score >= rules.LEAST_SCORE]
    return sorted(kept, key=lambda each: -each.weighed.score)


def _keep_best(best: dict[UUID, Found], found: Found) -> None:
    before = best.get(found.row.id)
    if before is None or before.weighed.score < found.weighed.score:
        best[found.row.id] = found


def _compared(asked: Asked, row: Any, standing: Mapping[UUID, Any]) -> Found:
    """Weigh a report or incident; a linked report speaks for its incident."""
    metres = None
    if asked.point is not None and row.lon is not None:
        metres = distance_m(asked.point, (row.lon, row.lat))
    minutes = (asked.moment - row.occurred_at).total_seconds() / 60
    far = metres if metres is not None else rules.SPREAD_M
    words = _words(asked, row) if far <= rules.WORDS_WITHIN_M else None
    ours = asked.words if words is not None else None
    weighed = rules.weigh(ours, words, distance_m=far, minutes=minutes)
    incident = getattr(row, "incident_id", None)
    shown = standing.get(incident, row) if incident is not None else row
    return Found(shown, metres, minutes, weighed, words)


def _words(asked: Asked, row: Any) -> Features | None:
    """Return the words of a candidate that the asker may read; None when there are none."""
    told = [getattr(row, name, None) for name in ("text", "address", "title", "summary")]
    text = " ".join(part for part in told if part)
    if not text and row.kind is None:
        return None
    near = (row.lon, row.lat) if row.lon is not None else None
    return features(text, asked.book, near=near, kind=row.kind)


async def _shown(tx: Tx, found: Sequence[Found], ours: Features | None) -> list[dict[str, Any]]:
    known = await refs(tx, [each.row.organisation_id for each in found])
    return [
        _candidate(each, known)
        | {
            "likely": place < rules.MOST_LIKELY and each.weighed.score >= rules.LIKELY_SCORE,
            "matched": shared_words(ours, each.words) if ours and each.words else [],
        }
        for place, each in enumerate(found)
    ]


def _candidate(found: Found, known: Mapping[UUID, Ref]) -> dict[str, Any]:
    row, weighed = found.row, found.weighed
    return {
        "target": "incident" if row.number.startswith("SJ-") else "report",
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "kind": kind_table().state(row.kind),
        "grade": row.grade,
        "state": row.state,
        "distance_m": None if found.metres is None else round(found.metres),
        "minutes": round(abs(found.minutes)),
        "similarity": round(weighed.similarity, 2),
        "score": round(weighed.score, 3),
        "organisation": known.get(row.organisation_id),
        "place": None if row.lon is None else {"lon": row.lon, "lat": row.lat},
    }


async def _others(tx: Tx, asked: Asked, draft: Draft) -> list[dict[str, Any]]:
    """Say whose desk to call; of what is theirs only organisation, rough distance and minutes."""
    assert asked.point is not None
    kinds = asked.words.kinds if asked.words else {}
    classes = sorted({code[:3] for code in ([draft.kind] if draft.kind else kinds)})
    rows = await queries.others(
        tx, asked.point, asked.moment, classes=classes, radius_m=OTHERS_RADIUS_M
    )
    known = await refs(tx, [row.organisation_id for row in rows])
    return [
        {
            "target": "other",
            "organisation": known.get(row.organisation_id),
            "distance_m": round(row.distance_m),
            "minutes": round(abs((asked.moment - row.at).total_seconds()) / 60),
        }
        for row in rows
    ]
