"""SQL of one-time links."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from incidents.places import POINT
from incidents.sql import assignments
from kernel.api import Tx

COLUMNS = (
    "l.id, l.cookie_hash, l.organisation_id, l.incident_id, l.report_id, l.purpose, l.phone, "
    "l.created_at, l.expires_at, l.opened_at, l.withdrawn_at, st_x(l.position) as lon, "
    "st_y(l.position) as lat, l.position_accuracy_m, l.position_at, l.photos, l.scope_id"
)


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Keep a new link."""
    await tx.run(
        "insert into incidents.link (id, token_hash, organisation_id, incident_id, report_id, "
        "purpose, phone, created_by, created_at, expires_at, scope_id) values (:id, :token_hash, "
        ":organisation_id, :incident_id, :report_id, :purpose, :phone, :created_by, :now, "
        ":expires_at, :scope_id)",
        **values,
        now=tx.now,
    )


async def one(tx: Tx, link: UUID, *, lock: bool = False) -> Any | None:
    """Return a visible link."""
    tail = " for update" if lock else ""
    return await tx.row(f"select {COLUMNS} from incidents.link l where l.id = :id{tail}", id=link)


async def several(tx: Tx, links: Sequence[UUID]) -> list[Any]:
    """Return those of these links that are visible."""
    return await tx.rows(
        f"select {COLUMNS} from incidents.link l where l.id = any(:ids)", ids=list(links)
    )


async def by_token(tx: Tx, token_hash: bytes) -> Any | None:
    """Return the link of a token, locked."""
    return await tx.row(
        f"select {COLUMNS} from incidents.link l where l.token_hash = :hash for update",
        hash=token_hash,
    )


async def by_cookie(tx: Tx, cookie_hash: bytes) -> Any | None:
    """Return the link of a phone's cookie."""
    return await tx.row(
        f"select {COLUMNS} from incidents.link l where l.cookie_hash = :hash", hash=cookie_hash
    )


async def set_fields(tx: Tx, link: UUID, values: dict[str, Any]) -> None:
    """Write some columns by name."""
    await tx.run(
        f"update incidents.link set {assignments(values)} where id = :id", **values, id=link
    )


async def set_position(tx: Tx, link: UUID, values: dict[str, Any]) -> None:
    """Keep where the phone is."""
    await tx.run(
        f"update incidents.link set position = {POINT}, position_accuracy_m = :accuracy_m, "
        "position_at = :at where id = :id",
        **values,
        id=link,
    )


async def reports_since(tx: Tx, principal: str, moment: datetime) -> int:
    """Return how many reports an actor sent since a moment."""
    found: int = await tx.value(
        "select count(*) from incidents.report where principal = :principal "
        "and received_at > :moment",
        principal=principal,
        moment=moment,
    )
    return found


async def unhung(tx: Tx, link: UUID, ids: Sequence[UUID]) -> list[UUID]:
    """Lock and return those of these reports that a link sent and that never hung anywhere."""
    rows = await tx.rows(
        "select r.id from incidents.report r where r.id = any(:ids) and r.principal = :principal "
        "and r.state = 'received' and not exists (select from kernel.fact f "
        "where f.subject = r.id and f.kind = 'report.linked') order by r.id for update of r",
        ids=list(ids),
        principal=f"link:{link}",
    )
    return [row.id for row in rows]


async def of_report(tx: Tx, report: UUID) -> list[Any]:
    """Return the links of a report, newest first."""
    return await tx.rows(
        f"select {COLUMNS} from incidents.link l where l.report_id = :id "
        "order by l.created_at desc limit 50",
        id=report,
    )


async def of_incident(tx: Tx, incident: UUID) -> list[Any]:
    """Return the links of an incident, newest first."""
    return await tx.rows(
        f"select {COLUMNS} from incidents.link l where l.incident_id = :id "
        "order by l.created_at desc limit 50",
        id=incident,
    )
