"""SQL of attachments."""

from typing import Any
from uuid import UUID

from incidents.sql import bound
from kernel.api import Tx


async def of_report(tx: Tx, report: UUID) -> list[UUID]:
    """Return the files of a report, oldest first."""
    rows = await tx.rows(
        "select file_id from incidents.attachment where report_id = :id order by added_at, id",
        id=report,
    )
    return [row.file_id for row in rows]


async def count(tx: Tx, *, incident: UUID | None = None, report: UUID | None = None) -> int:
    """Return how many files hang on an incident itself or on a report."""
    found: int = await tx.value(
        "select count(*) from incidents.attachment "
        "where incident_id = :incident or report_id = :report",
        incident=incident,
        report=report,
    )
    return found


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Hang a file on something; say False when it hangs there already."""
    return bool(
        await tx.run(
            "insert into incidents.attachment (id, incident_id, report_id, file_id, caption, "
            "added_at, added_by) values (:id, :incident_id, :report_id, :file_id, :caption, :now, "
            "cast(:added_by as jsonb)) on conflict do nothing",
            **bound(values),
            now=tx.now,
        )
    )


async def of_incident(tx: Tx, incident: UUID, most: int) -> list[Any]:
    """Return what hangs on an incident and on its reports, newest first."""
    return await tx.rows(
        "select a.id, a.file_id, a.caption, a.added_at, a.added_by, a.report_id from ("
        "select * from incidents.attachment where incident_id = any("
        "incidents.merged_family(:id)) "
        "union all select a.* from incidents.report r "
        "join incidents.attachment a on a.report_id = r.id "
        "where r.incident_id = any(incidents.merged_family(:id))"
        ") a order by a.added_at desc, a.id desc limit :most",
        id=incident,
        most=most,
    )
