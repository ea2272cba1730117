"""`async for piece in pull(url)`: pictures of an address without end, whatever happens to it."""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace

import av

from video.pull import h264, recode
from video.pull.origin import Origin, opened, rate_of
from video.pull.piece import Picture, Piece, Unit
from video.pull.retry import delay_s, failures_after
from video.pull.rtsp.client import CameraError

# Why pictures are re-encoded: they look ahead, or no browser takes the codec.
AHEAD, RECODED = "b-frames", {"H265": "h265", "VP8": "codec", "VP9": "codec"}
Told = Callable[[Picture | CameraError], None]
# What ends sooner is not begun again before this long: it would take the whole loop.
SHORTEST_S = 1.0


async def pull(url: str, told: Told) -> AsyncGenerator[Piece, None]:
    """Give pieces for ever; after a failure again and again, later each time.

    `told` hears what the pictures are like, and why there are none. An address that can never give
    any (`CameraError` of its scheme) ends it.
    """
    line, failures = Timeline(), 0
    while True:
        began = time.monotonic()
        line.begin(began)
        try:
            async with opened(url) as origin:
                async for piece in pieces(origin, told):
                    yield line.placed(piece)
            failures = 0
            # A film of one picture ends as soon as it began.
            await asyncio.sleep(max(0.0, SHORTEST_S - (time.monotonic() - began)))
        except (CameraError, ValueError, av.FFmpegError) as error:
            failure = error if isinstance(error, CameraError) else _broken(error)
            told(failure)
            if failure.reason == "scheme":
                raise
            failures = failures_after(failures, time.monotonic() - began)
            await asyncio.sleep(delay_s(failures, random.random()))  # noqa: S311 - spreads load


def _broken(error: Exception) -> CameraError:
    return CameraError("broken", f"what it sends cannot be read: {error}"[:200])


async def pieces(origin: Origin, told: Told) -> AsyncGenerator[Piece, None]:
    """Give the pieces of one opened origin. Raises `CameraError`."""
    async with AsyncExitStack() as places:
        showing = Showing(origin, told, places)
        async for item in origin.items():
            if isinstance(item, Piece):
                yield item
                continue
            for unit in await showing.shown(item):
                for piece in h264.packetised(unit):
                    yield piece


class Showing:
    """Makes pictures of an origin such that browsers show them."""

    def __init__(self, origin: Origin, told: Told, places: AsyncExitStack) -> None:
        self._origin, self._told, self._places = origin, told, places
        self._sets = h264.ParameterSets(origin.sets)
        self._recoder: recode.Recoder | None = None
        self._sps: bytes | None = None
        self._waiting = True

    async def shown(self, unit: Unit) -> list[Unit]:
        """Return the pictures to send by this one, none before the first that stands alone."""
        if self._recoder is None:
            reason = self._reason(unit)
            if reason is not None:
                await self._places.enter_async_context(recode.place())
                self._recoder, self._waiting = recode.Recoder(self._origin.codec), True
                self._tell(reason)
        if self._origin.codec == "H264":
            unit = self._sets.before(unit)
        self._waiting = self._waiting and not unit.key
        if self._waiting:
            return []
        if self._recoder is not None:
            return await self._recoder.recoded(unit)
        if self._sets.sps != self._sps:
            self._sps = self._sets.sps
            self._tell(None)
        return [unit]

    def _reason(self, unit: Unit) -> str | None:
        codec = self._origin.codec
        if codec == "H264":
            return AHEAD if h264.has_b_slices(unit) else None
        return RECODED[codec]

    def _tell(self, reason: str | None) -> None:
        origin = self._origin
        picture = Picture(origin.codec, transcoded=reason, sound=origin.sound)
        if self._sets.sps is not None:
            try:
                shape = h264.shape_of(self._sets.sps)
                picture = replace(picture, width=shape.width, height=shape.height)
            except ValueError:
                pass
        self._told(picture)


class Timeline:
    """Keeps timestamps rising over all connections, each placed where it began by our clock."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._began = 0.0
        self._offsets: dict[str, int] = {}
        self._last: dict[str, int] = {}

    def begin(self, now: float) -> None:
        """Note that a connection begins at this moment (seconds, any origin)."""
        self._start = now if self._start is None else self._start
        self._began = now - self._start
        self._offsets = {}

    def placed(self, piece: Piece) -> Piece:
        """Return a piece with the timestamp it has in the whole."""
        rate = rate_of(piece)
        if piece.kind not in self._offsets:
            least = self._last.get(piece.kind, -1) + rate // 25
            self._offsets[piece.kind] = max(round(self._began * rate), least) - piece.timestamp
        at = piece.timestamp + self._offsets[piece.kind]
        self._last[piece.kind] = max(at, self._last.get(piece.kind, 0))
        return replace(piece, timestamp=at)
