"""SQL of incidents."""

from typing import Any
from uuid import UUID

from incidents.places import COLUMNS as PLACE
from incidents.places import POINT
from incidents.sql import assignments, bound
from kernel.api import Tx

# A state lists so many reports by id; the rest is a page of the incident's own list.
MOST_LISTED_REPORTS = 50
# What `state.incident_state` needs of a row.
COLUMNS = (
    "i.id, i.number, i.title, i.kind, i.grade, i.state, i.state_before, i.occurred_at, "
    f"{PLACE.format(t='i')}, i.address, i.organisation_id, i.assigned, i.label, i.posts, "
    "i.summary, i.figures, i.marks, i.units, i.last_note, i.merged_into, i.drill, i.scope_id, "
    "i.principal, i.content_hash, i.cleared_at, t.reports, t.attachments, t.merged_from, "
    "array(select r.id from incidents.report r where r.incident_id = i.id "
    f"order by r.received_at, r.id limit {MOST_LISTED_REPORTS}) as report_ids"
)
FROM = "incidents.incident i cross join lateral incidents.tally(i.id) t"


async def one(tx: Tx, incident: UUID) -> Any | None:
    """Return a visible incident."""
    return await tx.row(f"select {COLUMNS} from {FROM} where i.id = :id", id=incident)


async def lock(tx: Tx, *ids: UUID) -> int:
    """Lock visible incidents in the order of their ids; return how many there are."""
    rows = await tx.rows(
        "select id from incidents.incident where id = any(:ids) order by id for update",
        ids=list(ids),
    )
    return len(rows)


async def survivor(tx: Tx, incident: UUID) -> UUID | None:
    """Return the incident that stands for one that was merged, itself when it was not."""
    found: UUID | None = await tx.value("select incidents.survivor(:id)", id=incident)
    return found


async def family(tx: Tx, incident: UUID) -> list[UUID]:
    """Return an incident and what was merged into it, empty where there is none."""
    return list(await tx.value("select incidents.merged_family(:id)", id=incident) or [])


async def next_number(tx: Tx, prefix: str, zone: str) -> str:
    """Return the next number of a prefix on this local day."""
    number: str = await tx.value(
        "select incidents.next_number(:prefix, cast(timezone(:zone, :now) as date))",
        prefix=prefix,
        zone=zone,
        now=tx.now,
    )
    return number


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert an incident; say False when its id is taken."""
    return bool(
        await tx.run(
            "insert into incidents.incident (id, number, title, kind, grade, state, occurred_at, "
            "place, place_accuracy_m, place_source, district_code, town_code, address, "
            "organisation_id, assigned, label, posts, summary, figures, marks, drill, scope_id, "
            "principal, content_hash, created_at, changed_at) values (:id, :number, :title, "
            f":kind, :grade, 'reported', :occurred_at, {POINT}, :accuracy_m, :source, :district, "
            ":town, :address, :organisation_id, :assigned, :label, :posts, :summary, "
            "cast(:figures as jsonb), cast(:marks as jsonb), :drill, :scope_id, :principal, "
            ":content_hash, :now, :now) on conflict (id) do nothing",
            **bound(values),
            drill=tx.drill,
            principal=tx.actor.principal,
            now=tx.now,
        )
    )


async def set_fields(tx: Tx, incident: UUID, values: dict[str, Any]) -> None:
    """Write some columns by name."""
    await tx.run(
        f"update incidents.incident set {assignments(values)}, changed_at = :now, "
        "cleared_at = null where id = :id",
        **bound(values),
        id=incident,
        now=tx.now,
    )


async def set_place(tx: Tx, incident: UUID, place: dict[str, Any]) -> None:
    """Write the place and the area it lies in."""
    await tx.run(
        f"update incidents.incident set place = {POINT}, place_accuracy_m = :accuracy_m, "
        "place_source = :source, district_code = :district, town_code = :town, changed_at = :now "
        "where id = :id",
        **place,
        id=incident,
        now=tx.now,
    )
