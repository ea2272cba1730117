"""What of recordings leaves them: films, small pictures, stills."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import FileResponse, Response

from kernel.api import FileCard, Write, gives
from video.recordings import contents, cuts
from video.recordings.contents import AskedDep, Content
from video.recordings.schemas import StillIn

# As far as the column counts.
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
router = APIRouter(prefix="/api/video/recordings", tags=["video"])
_FILM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "video/webm, audio/webm or video/mp4, as the segment says",
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
    },
    206: {"description": "The asked range"},
    304: {"description": "Unchanged since the ETag"},
    416: {"description": "The range lies outside"},
}
_JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}},
    304: {"description": "Unchanged since the ETag"},
}
# Rights may end: a cache asks each time, and the ETag makes that cheap.
HEADERS = {
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@router.get("/{recording}/segments/{n}", response_class=Response, responses=_FILM)
async def segment(recording: UUID, n: Number, request: Request, by: AskedDep) -> Response:
    """Return one film of one track as a browser plays it; one range at a time."""
    return _answered(request, await contents.segment(by, recording, n))


@router.get("/{recording}/segments/{n}/thumbnail", response_class=Response, responses=_JPEG)
async def thumbnail(recording: UUID, n: Number, request: Request, by: AskedDep) -> Response:
    """Return the first picture of a film, at most 320 pixels wide."""
    return _answered(request, await contents.thumbnail(by, recording, n))


@router.post("/{recording}/stills", **gives(FileCard, 201))
async def still(recording: UUID, body: StillIn, write: Write) -> Response:
    """Take a picture of a moment, as a file that can be hung on an incident."""
    return await cuts.still(write, recording, body)


def _answered(request: Request, content: Content) -> Response:
    headers = HEADERS | {"ETag": content.etag}
    if content.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(content.path, headers=headers, media_type=content.media_type)
