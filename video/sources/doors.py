"""WHIP (RFC 9725) and WHEP at sources: an offer comes, the answer goes back with all candidates.

No trickle and no restart: PATCH is refused with 405, as the RFC allows. The resource that Location
names ends with DELETE.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from kernel.api import RuntimeDep, SignedIn, UnsupportedMedia
from video.engine.door import EngineDep
from video.engine.interface import BadOffer, Layer
from video.sources import watching
from video.sources.watching import Asking

router = APIRouter(prefix="/api/video/sources", tags=["video"])
SDP = "application/sdp"
# An offer of a browser has 4 to 20 KB.
MOST_BYTES = 64 * 1024
_OFFERED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {SDP: {"schema": {"type": "string", "maxLength": MOST_BYTES}}},
    }
}
_ANSWERED: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "The answer; Location is what DELETE ends",
        "content": {SDP: {"schema": {"type": "string"}}},
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
}
DOCUMENTED: dict[str, Any] = {
    "status_code": 201,
    "response_class": Response,
    "responses": _ANSWERED,
    "openapi_extra": _OFFERED,
}


async def asking(runtime: RuntimeDep, actor: SignedIn, engine: EngineDep) -> Asking:
    """Gather who asks what."""
    return Asking(runtime, engine, actor)


AskingDep = Annotated[Asking, Depends(asking)]


@router.post("/{source_id}/whep", **DOCUMENTED)
async def watch(
    source_id: UUID,
    request: Request,
    asked: AskingDep,
    layer: Annotated[Literal["large", "small"], Query()] = "large",
) -> Response:
    """Watch a source: the offer receives one picture, and sound where wanted."""
    peer = await watching.watch(asked, source_id, await offer_of(request), layer=Layer(layer))
    return answered(peer.answer, f"{router.prefix}/{source_id}/whep/{peer.id}")


@router.delete("/{source_id}/whep/{peer_id}", status_code=204)
async def stop_watching(source_id: UUID, peer_id: UUID, asked: AskingDep) -> None:
    """Watch no more."""
    await watching.stop_watching(asked, source_id, peer_id)


@router.post("/{source_id}/whip", **DOCUMENTED)
async def send(source_id: UUID, request: Request, asked: AskingDep) -> Response:
    """Send to a source of the kind whip, mostly by a Bearer token."""
    peer = await watching.send(asked, source_id, await offer_of(request))
    return answered(peer.answer, f"{router.prefix}/{source_id}/whip/{peer.id}")


@router.delete("/{source_id}/whip/{peer_id}", status_code=204)
async def stop_sending(source_id: UUID, peer_id: UUID, asked: AskingDep) -> None:
    """Send no more."""
    await watching.stop_sending(asked, source_id, peer_id)


async def offer_of(request: Request) -> str:
    """Return the offer a request carries. Raises `UnsupportedMedia`, `BadOffer`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != SDP:
        raise UnsupportedMedia(f"Offers are {SDP}.")
    body = await request.body()
    if not body or len(body) > MOST_BYTES:
        raise BadOffer(f"An offer has 1 to {MOST_BYTES} bytes.")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadOffer("An offer is UTF-8.") from error


def answered(sdp: str, location: str) -> Response:
    """Return the answer with the resource it made."""
    return Response(sdp, 201, {"Location": location}, media_type=SDP)
