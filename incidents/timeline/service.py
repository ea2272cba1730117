"""What happened to an incident or a report, read from the journal."""

from typing import Any
from uuid import UUID

from incidents.intake import service as intake
from incidents.lifecycle import service as lifecycle
from incidents.timeline import queries
from kernel.api import Tx, paging

# Changes of sight are told by the fact that caused them.
HIDDEN = frozenset({"scope.changed"})


async def of_incident(tx: Tx, incident: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return the facts of an incident and of what was merged into it, newest first."""
    await lifecycle.find(tx, incident)
    return await _page(tx, await queries.family(tx, incident), cursor, limit)


async def of_report(tx: Tx, report: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return the facts of a report, newest first."""
    await intake.find(tx, report)
    return await _page(tx, [report], cursor, limit)


async def _page(tx: Tx, subjects: list[UUID], cursor: str | None, limit: int) -> dict[str, Any]:
    key = paging.key_of(cursor, int)
    rows = await queries.facts(tx, subjects, key[0] if key else None, limit)
    found = paging.page(rows, limit, lambda row: (row.seq,))
    items = [
        fact(row, personal=tx.actor.personal) for row in found["items"] if row.kind not in HIDDEN
    ]
    return found | {"items": items}


def fact(row: Any, *, personal: bool) -> dict[str, Any]:
    """Return a fact as timelines show it; the personal part only for those who may read it."""
    shown = {
        name: getattr(row, name)
        for name in (
            "seq",
            "at",
            "kind",
            "topic",
            "subject",
            "version",
            "about",
            "state",
            "actor",
            "cause",
        )
    }
    return shown | ({"restricted": row.restricted} if personal and row.restricted else {})
