"""The doorbell between processes: Redis pub/sub, which may lose what it is told.

Whatever hangs on it also works without: the reader polls, and what is said to others is forgotten
after ten seconds anyway.
"""

import asyncio
import time
from collections.abc import Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kernel.db import Database
from kernel.tasks import ended

log = structlog.get_logger()
FACTS_CHANNEL = "wanglou:facts"
# Asked this often whether the connection still lives; the health feed judges by the answers.
LISTEN_S = 1.0
# Away, Redis is tried again after 0.1 s, then at least once a second.
FIRST_RETRY_S = 0.1
LAST_RETRY_S = 1.0
# Messages of people wait here for one publisher; beyond this they are late anyway and dropped.
MOST_WAITING = 1_000

Heard = Callable[[bytes], None]


class Doorbell:
    """Rings other processes after each commit of this one, and hears theirs."""

    def __init__(self, redis: Redis, db: Database) -> None:
        self.heard_at: float | None = None
        self._redis = redis
        self._listeners: dict[str, Heard] = {}
        self._newest: int | None = None
        self._said: list[tuple[str, bytes]] = []
        self._work = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        db.on_commit(self._committed)

    def listen(self, channel: str, heard: Heard) -> None:
        """Call `heard(message)` for each message of a channel; before `start`."""
        self._listeners[channel] = heard

    async def start(self) -> None:
        """Begin to ring and to listen."""
        self._tasks = [asyncio.create_task(self._publish(), name="doorbell")]
        if self._listeners:
            self._tasks.append(asyncio.create_task(self._subscribe(), name="doorbell-listener"))

    async def stop(self) -> None:
        """Stop both."""
        await ended(self._tasks)

    def say(self, channel: str, message: bytes) -> None:
        """Pass a message to all processes, if Redis is there."""
        if len(self._said) < MOST_WAITING:
            self._said.append((channel, message))
            self._work.set()

    def _committed(self, seq: int) -> None:
        self._newest = seq
        self._work.set()

    async def _publish(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            said, self._said = self._said, []
            if self._newest is not None:
                said.append((FACTS_CHANNEL, str(self._newest).encode()))
                self._newest = None
            try:
                for channel, message in said:
                    await self._redis.publish(channel, message)
            except (RedisError, OSError, TimeoutError):
                log.debug("doorbell_silent", dropped=len(said))

    async def _subscribe(self) -> None:
        delay = FIRST_RETRY_S
        while True:
            try:
                await self._hear()
            except (RedisError, OSError, TimeoutError):
                if self.heard_at is not None and time.monotonic() - self.heard_at < LAST_RETRY_S:
                    delay = FIRST_RETRY_S
                await asyncio.sleep(delay)
                delay = min(LAST_RETRY_S, delay * 2)

    async def _hear(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(*self._listeners)
            while True:
                message = await channel.get_message(timeout=LISTEN_S)
                if message is None:
                    await self._redis.ping()
                self.heard_at = time.monotonic()
                if message is not None:
                    self._pass_on(message["channel"].decode(), message["data"])

    def _pass_on(self, channel: str, message: bytes) -> None:
        try:
            self._listeners[channel](message)
        except Exception:
            log.exception("doorbell_message_refused", channel=channel)
