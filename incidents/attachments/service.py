"""Hangs files on reports and incidents; a file is seen by whoever sees what it hangs on."""

from typing import Any
from uuid import UUID

from incidents.attachments import queries
from incidents.attachments.schemas import AttachmentIn
from incidents.fields import refused
from incidents.lifecycle import service as lifecycle
from kernel.api import Forbidden, NotFound, Tx, files, new_id

# Twenty pictures of one report is what an operator can look at; an incident gathers many reports.
MOST_PER_REPORT, MOST_PER_INCIDENT = 20, 500


async def add_to_report(tx: Tx, report: UUID, scope: UUID, ids: list[UUID]) -> None:
    """Hang fresh files of the sender on a report; they belong to its personal part."""
    for number, file in enumerate(dict.fromkeys(ids)):
        try:
            await files.attach(tx, file, scope, permission="reports.read", about=[report])
        except NotFound as error:
            raise refused(f"/attachments/{number}", "unknown", "no such file of yours") from error
        await queries.insert(tx, _row(tx, file, report_id=report))


def _row(tx: Tx, file: UUID, **target: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "incident_id": None,
        "report_id": None,
        "file_id": file,
        "caption": None,
        "added_by": {"id": tx.actor.account_id, "name": tx.actor.name},
        **target,
    }


async def follow(tx: Tx, report: UUID, scope: UUID) -> None:
    """Give the files of a report the scope the report has now."""
    for file in await queries.of_report(tx, report):
        await files.move(tx, file, scope, about=[report])


async def add_to_incident(tx: Tx, incident: UUID, body: AttachmentIn) -> dict[str, Any]:
    """Hang a fresh file on an incident."""
    if not (tx.actor.may("incidents.manage") or tx.actor.may("files.upload")):
        raise Forbidden
    tx.actor.require("incidents.read")
    row = await lifecycle.locked(tx, incident)
    if await queries.count(tx, incident=incident) >= MOST_PER_INCIDENT:
        raise refused("/file_id", "too-many", f"at most {MOST_PER_INCIDENT} files per incident")
    try:
        card = await files.attach(
            tx,
            body.file_id,
            row.scope_id,
            permission="incidents.read",
            about=[incident],
            personal=False,
        )
    except NotFound as error:
        raise refused("/file_id", "unknown", "no such file of yours") from error
    values = _row(tx, body.file_id, incident_id=incident, caption=body.caption)
    if await queries.insert(tx, values):
        await lifecycle.record(tx, "incident.changed", incident, about=(body.file_id,))
    return {"id": values["id"], "file": card, "caption": body.caption, "added_at": tx.now}


async def of_incident(tx: Tx, incident: UUID) -> list[dict[str, Any]]:
    """Return the files of an incident and of its reports that the asker may see, newest first."""
    await lifecycle.find(tx, incident)
    rows = await queries.of_incident(tx, incident, MOST_PER_INCIDENT)
    cards = await files.cards(tx, [row.file_id for row in rows])
    return [
        {
            "id": row.id,
            "file": cards[row.file_id],
            "caption": row.caption,
            "added_at": row.added_at,
            "added_by": row.added_by,
            "report_id": row.report_id,
        }
        for row in rows
        if row.file_id in cards
    ]
