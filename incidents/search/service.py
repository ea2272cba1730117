"""Lists, counts and the export of incidents."""

from collections import Counter
from typing import Any
from uuid import UUID

from incidents.intake.rules import moment
from incidents.lifecycle.state import incident_states
from incidents.search import export, queries
from incidents.search.schemas import ExportFilters, IncidentFilters, Narrowing
from kernel.api import Tx, paging
from registry.api import bbox_of


async def find_many(tx: Tx, filters: IncidentFilters) -> dict[str, Any]:
    """Return a page of incidents, latest first."""
    tx.actor.require("incidents.read")
    before = paging.key_of(filters.cursor, moment, UUID) or (None, None)
    narrowed = narrowed_by(filters) | {"before": before[0], "before_id": before[1]}
    rows = await queries.listed(tx, narrowed, filters.limit)
    states = await incident_states(tx, rows)
    return paging.page(states, filters.limit, lambda item: (item["occurred_at"], str(item["id"])))


def narrowed_by(filters: Narrowing) -> dict[str, Any]:
    """Return the parameters of the narrowing."""
    box = bbox_of(filters.bbox) or (None,) * 4
    west, south, east, north = box
    plain = filters.model_dump(exclude={"cursor", "limit", "bbox"})
    return plain | {"west": west, "south": south, "east": east, "north": north}


async def exported(tx: Tx, filters: ExportFilters, zone: str) -> bytes:
    """Return incidents as CSV. Nothing personal stands in it."""
    tx.actor.require("incidents.export")
    narrowed = narrowed_by(filters) | {"before": None, "before_id": None}
    rows = (await queries.listed(tx, narrowed, filters.limit))[: filters.limit]
    return export.to_csv(await incident_states(tx, rows), zone)


async def counts(tx: Tx, filters: Narrowing) -> dict[str, Any]:
    """Return how many visible incidents there are by state, grade, class and district."""
    tx.actor.require("incidents.read")
    rows = await queries.counted(tx, narrowed_by(filters))
    by: dict[str, Counter[str]] = {
        name: Counter() for name in ("state", "grade", "class", "district")
    }
    for row in rows:
        for name, value in (
            ("state", row.state),
            ("grade", row.grade),
            ("class", row.event_class),
            ("district", row.district_code),
        ):
            by[name][value or "none"] += row.number
    waiting = await queries.report_counts(tx) if tx.actor.may("reports.read") else None
    return {
        "total": sum(row.number for row in rows),
        **{f"by_{name}": dict(counter) for name, counter in by.items()},
        "reports": {
            "waiting": waiting.waiting,
            "untaken": waiting.untaken,
            "oldest": waiting.oldest,
        }
        if waiting
        else None,
    }
