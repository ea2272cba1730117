"""`/api/video/relays`: through which relays a page may reach the media ports."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from typing_extensions import TypedDict

from kernel.api import RuntimeDep, SignedIn, gives
from video.relays import service
from video.relays.rules import credentials, urls_of

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
    ends = await service.until(runtime, actor)
    response.headers["Cache-Control"] = "no-store"
    settings = runtime.settings
    urls = urls_of(settings.turn_urls)
    secret = settings.turn_secret.get_secret_value()
    if not urls or not secret:
        return {"ice_servers": [], "expires_at": None}
    username, credential, ends = credentials(secret, actor.principal, ends)
    entry = {"urls": urls, "username": username, "credential": credential}
    return {"ice_servers": [entry], "expires_at": ends}
