"""The tus 1.0 door: /api/files/tus (core, creation, termination, checksum, expiration)."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from kernel.errors import Malformed, Problem, UnsupportedMedia
from kernel.files import multipart, service, tus, uploads
from kernel.files.queries import Upload
from kernel.web.deps import RuntimeDep, SignedIn

router = APIRouter(prefix="/api/files/tus", tags=["files"])

BODY_TYPE = "application/offset+octet-stream"
_BODY = {
    "requestBody": {"content": {BODY_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


@contextmanager
def _spoken(request: Request) -> Iterator[None]:
    """Check the protocol version; refusals carry ours too."""
    try:
        tus.check_version(request.headers)
        yield
    except Problem as problem:
        problem.headers.setdefault("Tus-Resumable", tus.VERSION)
        raise


@router.options("", status_code=204)
@router.options("/{upload_id}", status_code=204)
async def about() -> Response:
    """Tell what this server speaks."""
    return Response(status_code=204, headers=tus.ABOUT)


@router.post("", status_code=201, response_class=Response)
async def begin(request: Request, runtime: RuntimeDep, actor: SignedIn) -> Response:
    """Begin an upload of `Upload-Length` ≤ 200 MB.

    `Upload-Metadata` knows `filename`, `id` (UUIDv7, becomes the file's id) and `sha256`.
    """
    with _spoken(request):
        service.check_may_upload(actor)
        length, metadata = tus.length(request.headers), tus.metadata(request.headers)
        upload = await uploads.begin(runtime, actor, length, metadata)
    answer = _answer(201, upload)
    answer.headers["Location"] = f"/api/files/tus/{upload.id}"
    return answer


@router.head("/{upload_id}", response_class=Response)
async def ask(upload_id: UUID, request: Request, runtime: RuntimeDep, actor: SignedIn) -> Response:
    """Tell how much of an upload has arrived."""
    with _spoken(request):
        upload = await uploads.ask(runtime, actor, upload_id)
    return _answer(200, upload)


@router.patch("/{upload_id}", status_code=204, openapi_extra=_BODY)
async def go_on(
    upload_id: UUID, request: Request, runtime: RuntimeDep, actor: SignedIn
) -> Response:
    """Send the next part, from `Upload-Offset` on; the last part makes the file."""
    with _spoken(request):
        if request.headers.get("content-type") != BODY_TYPE:
            raise UnsupportedMedia(f"Send the part as {BODY_TYPE}.")
        try:
            upload = await uploads.go_on(
                runtime,
                actor,
                upload_id,
                offset=tus.offset(request.headers),
                body=multipart.chunks(request),
                checksum=tus.checksum(request.headers),
            )
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
    return _answer(204, upload)


@router.delete("/{upload_id}", status_code=204)
async def give_up(
    upload_id: UUID, request: Request, runtime: RuntimeDep, actor: SignedIn
) -> Response:
    """Forget an unfinished upload."""
    with _spoken(request):
        await uploads.give_up(runtime, actor, upload_id)
    return Response(status_code=204, headers={"Tus-Resumable": tus.VERSION})


@router.post("/{upload_id}", status_code=204, openapi_extra=_BODY)
async def overridden(
    upload_id: UUID, request: Request, runtime: RuntimeDep, actor: SignedIn
) -> Response:
    """Take PATCH, HEAD and DELETE from networks that let only POST through."""
    doors = {"PATCH": go_on, "DELETE": give_up, "HEAD": ask}
    door = doors.get(request.headers.get("x-http-method-override", "").upper())
    if door is None:
        raise Malformed("X-HTTP-Method-Override must be PATCH, HEAD or DELETE.")
    return await door(upload_id, request, runtime, actor)


def _answer(status: int, upload: Upload) -> Response:
    expires = upload.expires_at if upload.finished_at is None else None
    headers = tus.answer(upload.received, expires)
    return Response(status_code=status, headers=headers | {"Upload-Length": str(upload.length)})
