"""HTTP of reports."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from incidents.duplicates import service as duplicates
from incidents.duplicates.schemas import Duplicates
from incidents.intake import linking, service
from incidents.intake.schemas import (
    Draft,
    LinkReportIn,
    OwnReports,
    Receipt,
    ReceivedReport,
    RejectIn,
    Report,
    ReportFilters,
    ReportIn,
    ReportPatch,
    RestoreIn,
    SuggestIn,
    Suggestions,
    TakeIn,
    UnlinkIn,
)
from kernel.api import Page, Read, Write, changes, gives

router = APIRouter(prefix="/api/reports", tags=["reports"])


@router.post("", **gives(ReceivedReport | Receipt, 201, etag=True))
async def receive(body: ReportIn, write: Write) -> Response:
    """Take in a report; answers with suggestions and possible duplicates."""
    zone = write.runtime.city.zone
    return await write(
        lambda tx: service.receive(tx, body, zone), status=201, momentary="duplicates"
    )


@router.post("/suggest", **gives(Suggestions))
async def suggest(body: SuggestIn, read: Read) -> dict[str, Any]:
    """Read a narrative while it is being typed; stores nothing."""
    return await read(lambda tx: service.suggested(tx, body))


@router.post("/duplicates", **gives(Duplicates))
async def find_duplicates(body: Draft, read: Read) -> dict[str, Any]:
    """Return what may tell of the same event, best first; stores nothing."""
    return await read(lambda tx: duplicates.find(tx, body))


@router.get("", **gives(Page[Report]))
async def find_many(read: Read, filters: Annotated[ReportFilters, Query()]) -> dict[str, Any]:
    """Return a page of reports, newest first."""
    return await read(lambda tx: service.find_many(tx, filters))


@router.get("/mine", **gives(Page[Report]))
async def find_own(read: Read, wanted: Annotated[OwnReports, Query()]) -> dict[str, Any]:
    """Return the reports this account sent, newest first, with what became of them."""
    return await read(lambda tx: service.find_own(tx, wanted.limit))


@router.get("/{report}", **gives(Report, etag=True))
async def find(report: UUID, read: Read, response: Response) -> dict[str, Any]:
    """Return one report; `restricted` only for those who may read personal data."""
    found = await read(lambda tx: service.find(tx, report))
    response.headers["ETag"] = f'"{found["version"]}"'
    return found


@router.patch("/{report}", **changes(Report))
async def amend(report: UUID, body: ReportPatch, write: Write) -> Response:
    """Change fields one by one; needs If-Match with the version seen."""
    return await write(lambda tx: service.amend(tx, report, body, write.if_match))


@router.post("/{report}/take", **gives(Report, etag=True))
async def take(report: UUID, write: Write, body: TakeIn | None = None) -> Response:
    """Say that you work on it."""
    return await write(lambda tx: service.take(tx, report, body or TakeIn()))


@router.post("/{report}/link", **gives(Report, etag=True))
async def link(report: UUID, body: LinkReportIn, write: Write) -> Response:
    """Say that a report tells of an incident."""
    return await write(lambda tx: linking.link(tx, report, body.incident_id))


@router.post("/{report}/unlink", **gives(Report, etag=True))
async def unlink(report: UUID, body: UnlinkIn, write: Write) -> Response:
    """Take a report out of its incident."""
    return await write(lambda tx: linking.unlink(tx, report, body.reason))


@router.post("/{report}/reject", **gives(Report, etag=True))
async def reject(report: UUID, body: RejectIn, write: Write) -> Response:
    """Close a report without an incident."""
    return await write(lambda tx: service.reject(tx, report, body))


@router.post("/{report}/restore", **gives(Report, etag=True))
async def restore(report: UUID, body: RestoreIn, write: Write) -> Response:
    """Open a rejected report again."""
    return await write(lambda tx: service.restore(tx, report, body.reason))
