"""Brings cameras, films and test pictures into the engine, while somebody is shown them."""

import asyncio
import random
from contextlib import aclosing
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from kernel.api import ended
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.embedded.feed import Feed
from video.engine.interface import Kind, PullRefused
from video.pull.piece import Picture
from video.pull.retry import delay_s, failures_after
from video.pull.rtsp.client import CameraError
from video.pull.stream import pull

log = structlog.get_logger()
SCHEMES = frozenset({"rtsp", "rtsps", "file", "test-pattern"})
# Whoever turns pages of a wall comes back: the camera is kept so long after the last viewer.
GRACE_S = 15.0
# How soon a camera at rest is asked once somebody looks, and left once nobody does.
LOOK_EVERY_S = 0.1
# A room that is a camera alone is forgotten so long after its last viewer.
FORGET_S = 60.0
CODEC = "H264"


@dataclass(slots=True)
class _Pull:
    """One source under way; `asked_at` is when somebody last wished for it."""

    url: str
    feed: Feed
    asked_at: float
    task: asyncio.Task[None] | None = None


class Pulls:
    """Implements `Puller`."""

    def __init__(self) -> None:
        self._pulls: dict[tuple[UUID, UUID], _Pull] = {}

    async def pull(self, engine: EmbeddedEngine, room: UUID, source: UUID, url: str) -> None:
        """Begin to bring a source; asked again for the same address nothing changes.

        Raises `PullRefused`.
        """
        parts = urlsplit(url)
        if parts.scheme == "room":
            engine.relay(room, source, _room_of(parts.path), sound=parts.fragment == "sound")
            return
        if parts.scheme not in SCHEMES:
            raise PullRefused(f"{parts.scheme or 'this'} is no address of pictures")
        now = asyncio.get_running_loop().time()
        known = self._pulls.get((room, source))
        if known is not None and known.url == url and not known.feed.stopped.is_set():
            known.asked_at = now
            return
        made = self._pulls[room, source] = _Pull(url, _feed(engine, room, source, url), now)
        made.task = asyncio.create_task(self._keep(engine, room, source, made), name="pull")

    async def _keep(self, engine: EmbeddedEngine, room: UUID, source: UUID, it: _Pull) -> None:
        """Bring the source while somebody looks, until it is taken out of its room."""
        bringing: asyncio.Task[None] | None = None
        clock = asyncio.get_running_loop().time
        failures, began_at, again_at = 0, 0.0, 0.0
        try:
            while not it.feed.stopped.is_set():
                if any(track.slots or track.waiting for track in it.feed.tracks):
                    it.asked_at = clock()
                idle = clock() - it.asked_at
                if bringing is not None and bringing.done():
                    # It goes on by itself: whatever ended it must not ask ten times a second.
                    error = None if bringing.cancelled() else bringing.exception()
                    log.error("pull_ended", source=str(source), exc_info=error)
                    failures = failures_after(failures, clock() - began_at)
                    chance = random.random()  # noqa: S311 - spreads load
                    bringing, again_at = None, clock() + delay_s(failures, chance)
                if idle < GRACE_S and bringing is None and clock() >= again_at:
                    bringing = asyncio.create_task(_bring(source, it), name="camera")
                    began_at = clock()
                elif idle >= GRACE_S and bringing is not None:
                    await ended([bringing])
                    bringing = None
                    # Another address, or the end of the room, may have come meanwhile.
                    if it.feed.stopped.is_set():
                        break
                    # What was kept is old: who comes next waits for a picture of now.
                    it.feed = _feed(engine, room, source, it.url)
                if room == source and idle >= FORGET_S:
                    await engine.close(room)
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await ended([bringing])
            if self._pulls.get((room, source)) is it:
                del self._pulls[room, source]


def _room_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PullRefused("this is no room") from None


def _feed(engine: EmbeddedEngine, room: UUID, source: UUID, url: str) -> Feed:
    return engine.feed(room, source, CODEC, sound=urlsplit(url).fragment == "sound")


async def _bring(source: UUID, it: _Pull) -> None:
    def told(what: Picture | CameraError) -> None:
        if isinstance(what, CameraError):
            log.info("source_silent", source=str(source), reason=what.reason)
        else:
            log.info("source_shown", source=str(source), picture=what)

    async with aclosing(pull(it.url, told)) as pieces:
        async for piece in pieces:
            it.feed.take(Kind(piece.kind), piece.payload, piece.timestamp, marker=piece.marker)
