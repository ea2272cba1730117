"""HTTP doors of files: send in one go, download by right, preview, card."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import anyio
from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from kernel.errors import NotFound
from kernel.files import multipart, names, queries, ranges, service
from kernel.files.errors import FileGone
from kernel.files.schemas import FileCard
from kernel.files.service import Offer
from kernel.web import idempotency
from kernel.web.answers import KEY, gives
from kernel.web.deps import Read, RuntimeDep, SignedIn, plain, rendered

router = APIRouter(prefix="/api/files", tags=["files"])

PIECE = 256 * 1024
# Nothing of ours runs what was uploaded, wherever a browser is made to open it.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Rights may end: a cache asks each time, and the ETag makes that cheap.
    "Cache-Control": "private, no-cache",
}
_FORM = {
    "parameters": [KEY],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "id": {"type": "string", "format": "uuid", "description": "UUIDv7"},
                        "sha256": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                    },
                }
            }
        },
    },
}
_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}},
    206: {"description": "The asked range"},
    304: {"description": "Unchanged since the ETag"},
    410: {"description": "No longer kept"},
    416: {"description": "The range lies outside"},
}


@router.post("", **gives(FileCard, 201), openapi_extra=_FORM)
async def send(request: Request, runtime: RuntimeDep, actor: SignedIn) -> Response:
    """Send one file of up to 20 MB; what it is is told from its content.

    Pictures are re-encoded without metadata; `received_sha256` is the hash of what was sent.
    """
    service.check_may_upload(actor)
    key = request.headers.get("idempotency-key")
    if key is not None:
        idempotency.checked(key)
    with service.store_of(runtime).draft() as draft:
        try:
            form = await multipart.receive(request, draft)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        received = await anyio.to_thread.run_sync(draft.finish)
        offer = Offer(
            form.name,
            service.offered_id(form.fields.get("id")),
            service.offered_hash(form.fields.get("sha256")),
            key,
        )
        return rendered(await service.accept(runtime, actor, received, offer))


@router.get("/{file_id}/card", **gives(FileCard))
async def card(file_id: UUID, read: Read) -> dict[str, Any]:
    """Tell what a file is, for those who may see it."""
    found: dict[str, Any] = plain(
        service.card_of(await read(lambda tx: service.shown(tx, file_id)))
    )
    return found


@router.get("/{file_id}", responses=_CONTENT, response_class=Response)
async def download(file_id: UUID, request: Request, read: Read) -> Response:
    """Hand out the content, always as an attachment; one range at a time."""
    row = await read(lambda tx: service.shown(tx, file_id))
    path = service.store_of(read.runtime).path(row.sha256)
    return await _content(request, path, row, row.media_type)


@router.get("/{file_id}/preview", responses=_CONTENT, response_class=Response)
async def preview(file_id: UUID, request: Request, read: Read) -> Response:
    """Hand out a picture as JPEG of at most 1,024 pixels on a side."""
    row = await read(lambda tx: service.shown(tx, file_id))
    if row.width is None:
        raise NotFound("Only pictures have a preview.")
    path = service.store_of(read.runtime).preview_path(row.sha256)
    return await _content(request, path, row, "image/jpeg")


async def _content(request: Request, path: Path, row: queries.Row, media_type: str) -> Response:
    try:
        size = (await anyio.Path(path).stat()).st_size
    except FileNotFoundError as error:
        raise FileGone("The content is not on this disk; restore it from a backup.") from error
    headers = SAFE | {
        "ETag": f'"{path.name}"',
        "Accept-Ranges": "bytes",
        "Content-Disposition": names.disposition(row.name),
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    asked = ranges.asked(_range_header(request, headers["ETag"]), size)
    first, last = asked or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if asked:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return StreamingResponse(
        _bytes(path, first, last - first + 1),
        206 if asked else 200,
        headers | {"Content-Type": _typed(media_type)},
    )


def _range_header(request: Request, etag: str) -> str | None:
    """A range counts only for the content the client has begun to read (If-Range)."""
    if request.headers.get("if-range", etag) != etag:
        return None
    return request.headers.get("range")


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


async def _bytes(path: Path, first: int, count: int) -> AsyncIterator[bytes]:
    async with await anyio.open_file(path, "rb") as content:
        await content.seek(first)
        while count > 0 and (piece := await content.read(min(PIECE, count))):
            count -= len(piece)
            yield piece
