"""SQL of reports."""

from typing import Any
from uuid import UUID

from incidents.places import COLUMNS as PLACE
from incidents.places import POINT
from incidents.sql import assignments, bound
from kernel.api import Tx

# What `state.report_state` needs of a row.
COLUMNS = (
    "r.id, r.number, r.channel, r.received_at, r.occurred_at, r.kind, r.grade, r.title, r.state, "
    f"r.reject_reason, r.incident_id, r.organisation_id, {PLACE.format(t='r')}, r.taken_by, "
    "r.taken_name, r.taken_at, r.link_id, r.drill, r.scope_id, r.principal, r.content_hash, "
    "r.cleared_at, "
    "(select count(*) from incidents.attachment a where a.report_id = r.id) as attachments"
)


async def one(tx: Tx, report: UUID) -> Any | None:
    """Return a visible report without its personal part."""
    return await tx.row(f"select {COLUMNS} from incidents.report r where r.id = :id", id=report)


async def lock(tx: Tx, ids: list[UUID]) -> list[Any]:
    """Lock visible reports in the order of their ids and return them in that order."""
    await tx.rows(
        "select id from incidents.report where id = any(:ids) order by id for update", ids=ids
    )
    return await tx.rows(
        f"select {COLUMNS} from incidents.report r where r.id = any(:ids) order by r.id", ids=ids
    )


async def private_part(tx: Tx, report: UUID) -> dict[str, Any] | None:
    """Return the personal part for the journal, None when it was erased.

    Only for a report whose row the asker was shown; answers go through `state.shown`.
    """
    row = await tx.row("select * from incidents.private_of(:id)", id=report)
    if row is None or row.report_id is None:
        return None
    return {
        "text": row.text,
        "caller": {"name": row.caller_name, "phone": row.caller_phone},
        "address": row.address,
        "extracted": row.extracted,
        "note": row.note,
    }


async def private_at(tx: Tx, report: UUID, version: int) -> dict[str, Any]:
    """Return the personal part as it stood at a version, empty when it may not be read."""
    body = await tx.value(
        "select cast(p.body as jsonb) from kernel.fact f join kernel.fact_restricted p "
        "on p.seq = f.seq where f.subject = :id and f.version = :version and f.drill = :drill",
        id=report,
        version=version,
        drill=tx.drill,
    )
    return body or {}


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a report; say False when its id is taken."""
    return bool(
        await tx.run(
            "insert into incidents.report (id, number, channel, received_at, occurred_at, kind, "
            "grade, title, state, organisation_id, place, place_accuracy_m, place_source, "
            "district_code, town_code, link_id, drill, scope_id, principal, content_hash, "
            "changed_at) values (:id, :number, :channel, :now, :occurred_at, :kind, :grade, "
            f":title, 'received', :organisation_id, {POINT}, :accuracy_m, :source, :district, "
            ":town, :link_id, :drill, :scope_id, :principal, :content_hash, :now) "
            "on conflict (id) do nothing",
            **values,
            drill=tx.drill,
            principal=tx.actor.principal,
            now=tx.now,
        )
    )


async def insert_private(tx: Tx, report: UUID, values: dict[str, Any]) -> None:
    """Keep the personal part of a new report."""
    await tx.run(
        "insert into incidents.report_private (report_id, text, caller_name, caller_phone, "
        "address, extracted) values (:report, :text, :caller_name, :caller_phone, :address, "
        "cast(:extracted as jsonb))",
        report=report,
        **bound(values),
    )


async def set_fields(tx: Tx, report: UUID, values: dict[str, Any]) -> None:
    """Write some columns by name."""
    await tx.run(
        f"update incidents.report set {assignments([*values, 'changed_at'])}, cleared_at = null "
        "where id = :id",
        **values,
        changed_at=tx.now,
        id=report,
    )


async def set_place(tx: Tx, report: UUID, place: dict[str, Any]) -> None:
    """Write the place and the area it lies in."""
    await tx.run(
        f"update incidents.report set place = {POINT}, place_accuracy_m = :accuracy_m, "
        "place_source = :source, district_code = :district, town_code = :town where id = :id",
        **place,
        id=report,
    )


async def set_private(tx: Tx, report: UUID, values: dict[str, Any]) -> None:
    """Write some personal columns by name."""
    await tx.run(
        f"update incidents.report_private set {assignments(values)} where report_id = :report",
        **bound(values),
        report=report,
    )


async def listed(tx: Tx, filters: dict[str, Any], limit: int) -> list[Any]:
    """Return visible reports, newest first, `limit + 1` of them."""
    return await tx.rows(
        f"select {COLUMNS} from incidents.report r where r.drill = :drill "
        "and (cast(:principal as text) is null or r.principal = :principal) "
        "and (cast(:state as text) is null or r.state = :state) "
        "and (cast(:channel as text) is null or r.channel = :channel) "
        "and (cast(:organisation as uuid) is null or r.organisation_id = :organisation) "
        "and (cast(:incident as uuid) is null or r.incident_id = any("
        "incidents.merged_family(:incident))) "
        "and (cast(:since as timestamptz) is null or r.received_at >= :since) "
        "and (cast(:until as timestamptz) is null or r.received_at < :until) "
        "and (cast(:words as text) is null or position(lower(:words) in "
        "lower(concat_ws(' ', r.number, r.title))) > 0 or exists (select 1 from "
        "incidents.report_private p where p.report_id = r.id and position(lower(:words) in "
        "lower(concat_ws(' ', p.text, p.caller_phone, p.caller_name, p.address))) > 0)) "
        "and (cast(:before as timestamptz) is null or (r.received_at, r.id) < "
        "(:before, :before_id)) "
        "order by r.received_at desc, r.id desc limit :most",
        **filters,
        drill=tx.drill,
        most=limit + 1,
    )
