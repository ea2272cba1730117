"""Tells other processes where devices are now: packed batches on Redis, newest first to be lost."""

import asyncio
import struct
from collections.abc import Sequence

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from gis.tracking.pipeline.report import MOVING, Report
from kernel.api import ended

log = structlog.get_logger()
CHANNEL = "wanglou:positions"
# `docs/reference/live.md`, positions between processes: number, time, lon, lat, speed, course.
VERSION = 1
_HEAD = struct.Struct("<BxH")
_ROW = struct.Struct("<IqiiHHB3x")
DEGREE = 10_000_000
NONE = 0xFFFF
# Some seconds of batches wait while Redis does not answer; the oldest are lost first, as the next
# position of a device says more than the last one.
MOST_WAITING = 20


class Teller:
    """Publishes what was stored; never holds up who stores."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._waiting: list[bytes] = []
        self._work = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to publish."""
        self._task = asyncio.create_task(self._run(), name="positions-teller")

    async def stop(self) -> None:
        """Stop; what waits is lost, the next positions say more."""
        await ended([self._task])

    def tell(self, newest: Sequence[Report]) -> None:
        """Pass on where devices are now."""
        if newest:
            self._waiting = [*self._waiting[1 - MOST_WAITING :], packed(newest)]
            self._work.set()

    async def _run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            waiting, self._waiting = self._waiting, []
            try:
                for message in waiting:
                    await self._redis.publish(CHANNEL, message)
            except (RedisError, OSError, TimeoutError):
                log.debug("positions_untold", batches=len(waiting))


def packed(newest: Sequence[Report]) -> bytes:
    """Return one message of at most 65,535 positions."""
    rows = [
        _ROW.pack(
            report.device.number,
            report.at,
            round(report.lon * DEGREE),
            round(report.lat * DEGREE),
            hundredths(report.speed_mps),
            hundredths(report.course_deg),
            1 if report.flags & MOVING else 0,
        )
        for report in newest
    ]
    return b"".join((_HEAD.pack(VERSION, len(rows)), *rows))


def hundredths(value: float | None) -> int:
    """Return a speed or a course as it is told, in hundredths; `NONE` when it is not known."""
    return NONE if value is None else min(round(value * 100), NONE - 1)
