"""SQL of lists, counts and the export of incidents."""

from typing import Any

from incidents.lifecycle.queries import COLUMNS, FROM
from kernel.api import Tx

NARROWED = (
    "i.drill = :drill "
    "and (cast(:state as text) is null or i.state = :state "
    "or (:state = 'open' and i.state not in ('closed', 'merged'))) "
    "and (cast(:kind as text) is null or i.kind like :kind || '%') "
    "and (cast(:grade as text) is null or i.grade = :grade) "
    "and (cast(:organisation as uuid) is null or i.organisation_id = :organisation "
    "or :organisation = any(i.assigned)) "
    "and (cast(:west as double precision) is null "
    "or i.place && st_makeenvelope(:west, :south, :east, :north, 4326)) "
    "and (cast(:since as timestamptz) is null or i.occurred_at >= :since) "
    "and (cast(:until as timestamptz) is null or i.occurred_at < :until) "
    "and (cast(:words as text) is null or position(lower(:words) in "
    "lower(concat_ws(' ', i.number, i.title, i.address, i.summary))) > 0) "
)


async def listed(tx: Tx, filters: dict[str, Any], limit: int) -> list[Any]:
    """Return visible incidents, latest first, `limit + 1` of them."""
    return await tx.rows(
        f"select {COLUMNS} from {FROM} where {NARROWED}"
        "and (cast(:before as timestamptz) is null or (i.occurred_at, i.id) < "
        "(:before, :before_id)) order by i.occurred_at desc, i.id desc limit :most",
        **filters,
        drill=tx.drill,
        most=limit + 1,
    )


async def counted(tx: Tx, filters: dict[str, Any]) -> list[Any]:
    """Return how many visible incidents there are by state, grade, class and district."""
    return await tx.rows(
        "select i.state, i.grade, left(i.kind, 1) as event_class, i.district_code, "
        f"count(*) as number from incidents.incident i where {NARROWED}"
        "group by i.state, i.grade, left(i.kind, 1), i.district_code",
        **filters,
        drill=tx.drill,
    )


async def report_counts(tx: Tx) -> Any:
    """Return how many visible reports wait and how many of them nobody has taken."""
    return await tx.row(
        "select count(*) as waiting, count(*) filter (where taken_at is null) as untaken, "
        "min(received_at) as oldest from incidents.report "
        "where state = 'received' and drill = :drill",
        drill=tx.drill,
    )
