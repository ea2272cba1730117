"""`/api/exports`: features of a layer as a file."""

from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import anyio
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.exports import service, writer
from gis.exports.schemas import Export, ExportFilter, ExportIn, ExportQuery
from kernel.api import Page, RateLimited, Read, TooLarge, Tx, Write, gives

router = APIRouter(prefix="/api/exports", tags=["exports"])
# What an answer holds in memory; larger files are written in the background.
MOST_BYTES = 20 * 1024 * 1024
# A child takes half a core for a second; more at once would only wait for each other.
MOST_CHILDREN = 2
_children: RunVar[CapacityLimiter] = RunVar("wanglou_export_children")
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


@router.get("", **gives(Page[Export]))
async def find_many(read: Read, wanted: Annotated[ExportFilter, Query()]) -> dict[str, Any]:
    """List one's own exports, latest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Export, 201))
async def begin(body: ExportIn, write: Write) -> Response:
    """Have a file written in the background; done, `file_id` is at `/api/files` for a day."""
    return await write(lambda tx: service.begin(tx, body), status=201)


@router.get("/file", responses=_FILE, response_class=Response)
async def at_once(read: Read, query: Annotated[ExportQuery, Query()]) -> Response:
    """Return up to 5,000 features as a file, at once."""
    layer, selection = await read(lambda tx: service.at_once(tx, query))

    def reading() -> AbstractAsyncContextManager[Tx]:
        return read.runtime.db.reading(read.actor)

    limiter = _limiter()
    if limiter.statistics().tasks_waiting > MOST_CHILDREN * 4:
        raise RateLimited("Too many exports at once.", headers={"Retry-After": "3"})
    async with (
        limiter,
        writer.written(read.runtime, layer, selection, reading=reading, heard=_on) as made,
    ):
        content = await anyio.to_thread.run_sync(_content, made)
    ending, media_type = writer.ENDINGS[selection.format]
    name = quote(f"{layer.code}.{ending}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, 200, headers, media_type)


def _content(made: writer.Written) -> bytes:
    if made.path.stat().st_size > MOST_BYTES:
        raise TooLarge(f"The file has more than {MOST_BYTES // 2**20} MB: POST to /api/exports.")
    return made.path.read_bytes()


def _limiter() -> CapacityLimiter:
    try:
        return _children.get()
    except LookupError:
        limiter = CapacityLimiter(MOST_CHILDREN)
        _children.set(limiter)
        return limiter


async def _on(_: int) -> bool:
    return True


@router.get("/{export_id}", **gives(Export))
async def find(export_id: UUID, read: Read) -> dict[str, Any]:
    """Return one export: its state and progress."""
    return await read(lambda tx: service.show(tx, export_id))


@router.post("/{export_id}/cancel", **gives(Export))
async def cancel(export_id: UUID, write: Write) -> Response:
    """Give an export up before it is done."""
    return await write(lambda tx: service.cancel(tx, export_id))
