"""`/api/video/sources`: where pictures come from, and whether they come."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kernel.api import FileCard, Page, Read, RuntimeDep, SignedIn, Write, changes, gives
from video.sources import service, watching
from video.sources.schemas import Source, SourceFilter, SourceIn, SourcePatch

router = APIRouter(prefix="/api/video/sources", tags=["video"])
_JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}},
    304: {"description": "Unchanged since the ETag"},
}


@router.get("", **gives(Page[Source]))
async def find_many(read: Read, wanted: Annotated[SourceFilter, Query()]) -> dict[str, Any]:
    """List the sources within sight, the newest first; `camera` those of these cameras."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/{source_id}", **gives(Source))
async def find(source_id: UUID, read: Read) -> dict[str, Any]:
    """Return one source."""
    return await read(lambda tx: service.show(tx, source_id))


@router.post("", **gives(Source, 201, etag=True))
async def add(body: SourceIn, write: Write, runtime: RuntimeDep) -> Response:
    """Add a camera that is asked, a publisher that sends, a film or the test picture."""
    return await write(lambda tx: service.add(tx, body, runtime.settings), status=201)


@router.patch("/{source_id}", **changes(Source))
async def change(source_id: UUID, body: SourcePatch, write: Write, runtime: RuntimeDep) -> Response:
    """Change a source; needs If-Match."""
    return await write(
        lambda tx: service.change(
            tx, source_id, body, seen=write.if_match, settings=runtime.settings
        )
    )


@router.delete("/{source_id}", status_code=204)
async def remove(source_id: UUID, write: Write) -> Response:
    """Take a source out of service; `restore` undoes it."""
    return await write(lambda tx: service.remove(tx, source_id))


@router.post("/{source_id}/restore", **gives(Source, etag=True))
async def restore(source_id: UUID, write: Write) -> Response:
    """Put a source back into service."""
    return await write(lambda tx: service.restore(tx, source_id))


@router.get("/{source_id}/snapshot", response_class=Response, responses=_JPEG)
async def snapshot(source_id: UUID, request: Request, read: Read) -> Response:
    """Return the last picture of a source, at most 640 pixels wide."""
    row = await read(lambda tx: service.snapshot(tx, source_id))
    etag = f'"{row.at.timestamp():.3f}"'
    # Rights may end: a cache asks each time, and the ETag makes that cheap.
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    headers["Last-Modified"] = row.at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return Response(bytes(row.jpeg), headers=headers, media_type="image/jpeg")


@router.post("/{source_id}/still", **gives(FileCard, 201))
async def still(source_id: UUID, runtime: RuntimeDep, actor: SignedIn) -> dict[str, Any]:
    """Take a picture now, as large as it comes, as a file that can be hung on an incident."""
    return await watching.take_still(runtime, actor, source_id)
