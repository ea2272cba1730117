"""Figures of the present local day."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kernel.api import Tx

_TODAY = Path(__file__).with_name("today.sql").read_text(encoding="utf-8")
OPEN_STATES = ("reported", "confirmed", "responding", "controlled")


async def today(tx: Tx, zone: str) -> dict[str, Any]:
    """Return today's figures over what the asker may see; hours are local to `zone`."""
    tx.actor.require("statistics.read")
    start = tx.now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    row = await tx.row(_TODAY, start=start, zone=zone, drill=tx.drill)
    if row is None:
        return {}
    decided = row.linked + row.rejected
    return {
        "since": start,
        "at": tx.now,
        "reports_today": row.reports,
        "by_hour": [row.by_hour.get(str(hour), 0) for hour in range(24)],
        "valid_share": row.linked / decided if decided else None,
        "closed_today": row.closed_today,
        "open_incidents": sum(row.by_state.get(state, 0) for state in OPEN_STATES),
        "by_state": row.by_state,
        "open_by_grade": row.by_grade,
        "open_by_district": row.by_district,
        "units": row.units,
    }
