"""Media of a room over HTTP: WHIP in (RFC 9725), WHEP out, slots, quality."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kernel.api import Read, gives
from video.engine.door import EngineDep
from video.engine.interface import EngineDown, RoomStats
from video.rooms import media
from video.rooms.schemas import Bound, Quality, SlotsIn

router = APIRouter(prefix="/api/video/rooms", tags=["video"])
SDP = "application/sdp"
OFFER = {"requestBody": {"required": True, "content": {SDP: {"schema": {"type": "string"}}}}}
ANSWER: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "The answer, with all candidates: nothing trickles",
        "content": {SDP: {"schema": {"type": "string"}}},
    }
}
Page = Annotated[UUID | None, Query(description="The page that entered; without it whoever asks")]


@router.post(
    "/{room}/whip", status_code=201, responses=ANSWER, response_class=Response, openapi_extra=OFFER
)
async def publish(
    room: UUID,
    read: Read,
    request: Request,
    engine: EngineDep,
    *,
    page: Page = None,
    screen: bool = False,
) -> Response:
    """Send camera and microphone into a room one is in, or with `screen` a shared screen."""
    offer = media.offer_of(await request.body())
    peer = await read(lambda tx: media.publisher(tx, room, page, screen=screen))
    answer = await media.publish(engine, room, peer, offer, screen=screen)
    # The engine may have let it wait: what was said of it meanwhile counts.
    source = peer.screen if screen else peer.id
    async with media.or_let_go(engine, room, source):
        now = await read(lambda tx: media.publisher(tx, room, page, screen=screen))
        await media.hold(engine, room, source, silenced=now.silenced)
    address = f"/api/video/rooms/{room}/whip/{peer.screen if screen else peer.id}"
    return Response(answer, 201, {"Location": address}, media_type=SDP)


@router.delete("/{room}/whip/{source}", status_code=204)
async def stop(room: UUID, source: UUID, read: Read, engine: EngineDep) -> Response:
    """Stop sending a camera or screen of one's own."""
    await read(lambda tx: media.check_own(tx, room, source))
    await media.let_peer_go(engine, room, source)
    return Response(status_code=204)


@router.post(
    "/{room}/whep", status_code=201, responses=ANSWER, response_class=Response, openapi_extra=OFFER
)
async def subscribe(
    room: UUID,
    read: Read,
    request: Request,
    engine: EngineDep,
    *,
    page: Page = None,
    follows: bool = True,
) -> Response:
    """Watch a room one is in; with `follows` the first slot shows the main picture."""
    offer = media.offer_of(await request.body())
    peer = await read(lambda tx: media.viewer(tx, room, page))
    answer = await media.subscribe(engine, room, peer, offer, follows=follows)
    async with media.or_let_go(engine, room, peer.page):
        await read(lambda tx: media.viewer(tx, room, page))
    return Response(answer, 201, media_type=SDP)


@router.post("/{room}/slots", **gives(Bound))
async def bind(room: UUID, body: SlotsIn, read: Read, engine: EngineDep) -> dict[str, Any]:
    """Choose what the slots of one's own page show."""
    peer = await read(lambda tx: media.viewer(tx, room, body.page))
    known = await read(lambda tx: media.sources(tx, room))
    return await media.bind(engine, room, peer, body, known=known)


@router.get("/{room}/quality", **gives(Quality))
async def quality(room: UUID, read: Read, engine: EngineDep) -> dict[str, Any]:
    """Return how the media of a room is, per venue."""
    await read(lambda tx: media.told(tx, room))
    try:
        stats = await engine.stats(room)
    except EngineDown:
        stats = RoomStats()  # nobody measures: no figures
    return media.quality(stats)
