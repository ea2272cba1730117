"""`/api/video/relays`: through which relays a page may reach the media ports."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from typing_extensions import TypedDict

from kernel.api import Forbidden, RuntimeDep, SignedIn, gives
from video.relays.rules import credentials, urls_of
from video.rooms.policies import JOIN
from video.sources.policies import PUBLISH, WATCH

router = APIRouter(prefix="/api/video", tags=["video"])


class Relay(TypedDict):
    """An entry of `iceServers`, as RTCPeerConnection takes it."""

    urls: list[str]
    username: str
    credential: str


class Relays(TypedDict):
    """None where none is set: pages then come to the media ports directly. No STUN server ever."""

    ice_servers: list[Relay]
    expires_at: datetime | None


@router.get("/relays", **gives(Relays))
async def relays(runtime: RuntimeDep, actor: SignedIn, response: Response) -> dict[str, Any]:
    """Return the relays with credentials that end; for whoever meets, watches or publishes."""
    if actor.kind != "link" and not any(actor.may(each) for each in (JOIN, WATCH, PUBLISH)):
        raise Forbidden("Relays are for whoever meets, watches or publishes.")
    response.headers["Cache-Control"] = "no-store"
    settings = runtime.settings
    urls = urls_of(settings.turn_urls)
    secret = settings.turn_secret.get_secret_value()
    if not urls or not secret:
        return {"ice_servers": [], "expires_at": None}
    username, credential, ends = credentials(secret, actor.principal, runtime.clock.now())
    entry = {"urls": urls, "username": username, "credential": credential}
    return {"ice_servers": [entry], "expires_at": ends}
