"""Which media process carries a room: said in Redis, by whoever asks first.

A process is there as long as it renews its entry; the room of one that is not is given to another
when somebody asks for it next. Nothing is lost with Redis: processes register anew.
"""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from video.engine.interface import EngineDown

# Renewed many times before it ends: who is gone is found out by a door that does not answer.
RENEW_S = 2.0
PROCESS_S = 15
ROOM_S = 30
PROCESSES = "media:processes"
KNOWN = "media:known"
# Said when Redis came back empty, for two rounds of the processes' beats.
EMPTIED, EMPTIED_S = "media:emptied", 2 * int(RENEW_S) + 1
# What pages of a room hear (`said`): to come back, for its media process has gone.
WHAT, RETURN = "media", {"return": True}
# Deletes a key only while it says what we read: somebody else may have moved the room meanwhile.
_FORGET = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"
_RENEW = (
    "local held = redis.call('get', KEYS[1]) "
    "if held and held ~= ARGV[1] then return 0 end "
    "redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2]) return 1"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One media process as it registered itself."""

    id: str
    url: str
    secret: str
    peers: int = 0
    draining: bool = False


def _process_key(process: str) -> str:
    return f"media:process:{process}"


def _room_key(room: UUID) -> str:
    return f"media:room:{room}"


class Placement:
    """Reads and writes the entries."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis  # its stubs give every command two types

    async def register(self, entry: Entry) -> None:
        """Say that a process is there."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_process_key(entry.id), orjson.dumps(asdict(entry)), ex=PROCESS_S)
            pipe.sadd(PROCESSES, entry.id)
            pipe.set(KNOWN, "1")
            await pipe.execute()

    async def note_emptied(self) -> None:
        """See, as a process that had registered, whether Redis has forgotten that: and all rooms.

        Until every process has named those it holds, none is given to another.
        """
        if not await self._redis.exists(KNOWN):
            await self._redis.set(EMPTIED, "1", ex=EMPTIED_S)

    async def leave(self, process: str) -> None:
        """Say that a process is gone."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(_process_key(process))
            pipe.srem(PROCESSES, process)
            await pipe.execute()

    async def hold(self, room: UUID, process: str) -> bool:
        """Renew a process's hold on a room; False when another has it."""
        return bool(await self._redis.eval(_RENEW, 1, _room_key(room), process, ROOM_S))

    async def give_up(self, room: UUID, process: str) -> None:
        """Let a room go that a process held."""
        await self._redis.eval(_FORGET, 1, _room_key(room), process)

    async def processes(self) -> list[Entry]:
        """Return the processes that are there; forget those that are not."""
        ids = [one.decode() for one in await self._redis.smembers(PROCESSES)]
        if not ids:
            return []
        kept = await self._redis.mget([_process_key(one) for one in ids])
        gone = [one for one, text in zip(ids, kept, strict=True) if text is None]
        if gone:
            await self._redis.srem(PROCESSES, *gone)
        return [Entry(**orjson.loads(text)) for text in kept if text is not None]

    async def running(self) -> list[Entry]:
        """Return the processes that are there. Raises `EngineDown` when none is."""
        try:
            there = await self.processes()
        except (RedisError, OSError) as error:
            raise EngineDown("Redis does not answer: no room can be found") from error
        if not there:
            raise EngineDown("no media process is running", headers={"Retry-After": "2"})
        return there

    async def present(self, room: UUID) -> Entry | None:
        """Return the process that carries a room; None when none does."""
        try:
            held = await self._redis.get(_room_key(room))
            text = await self._redis.get(_process_key(held.decode())) if held else None
        except (RedisError, OSError) as error:
            raise EngineDown("Redis does not answer: no room can be found") from error
        return Entry(**orjson.loads(text)) if text is not None else None

    async def place(self, room: UUID) -> Entry:
        """Return the process that carries a room, the least busy one when none does yet.

        Raises `EngineDown`.
        """
        try:
            return await self._placed(room)
        except (RedisError, OSError) as error:
            raise EngineDown("Redis does not answer: no room can be found") from error

    async def _placed(self, room: UUID) -> Entry:
        there = {one.id: one for one in await self.processes() if not one.draining}
        if not there:
            raise EngineDown("no media process is running", headers={"Retry-After": "2"})
        held = await self._redis.get(_room_key(room))
        if held is None and await self._redis.exists(EMPTIED):
            raise EngineDown("rooms are being found again", headers={"Retry-After": "2"})
        if held is not None and held.decode() not in there:
            await self.give_up(room, held.decode())
        least = min(there.values(), key=lambda one: (one.peers, one.id))
        await self._redis.set(_room_key(room), least.id, nx=True, ex=ROOM_S)
        winner = await self._redis.get(_room_key(room))
        return there.get(winner.decode(), least) if winner is not None else least
