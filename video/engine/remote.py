"""The engine as servers and workers reach it: wherever a room lives, through its control door."""

import asyncio
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kernel.api import say_from_system
from video.engine import wire
from video.engine.interface import (
    Connected,
    EngineDown,
    Kind,
    Layer,
    RecordingStats,
    Role,
    RoomStats,
)
from video.engine.placement import RETURN, WHAT, Entry, Placement

if TYPE_CHECKING:
    from kernel.api import Runtime
    from video.engine.interface import MediaEngine

# A join may wait for those before it; anything else is done at once.
ANSWER_S = 20.0
CONNECT_S = 1.0
# A process that refuses twice is not there any more: its room is asked for elsewhere.
TRIES = 2
AGAIN_S = 0.1


class RemoteEngine:
    """Implements `MediaEngine` over the media processes that registered in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._placement = Placement(redis)

    async def publish(
        self, room: UUID, source: UUID, offer: str, *, role: Role, holder: str = ""
    ) -> str:
        """Take a publisher's offer and return the answer."""
        order = wire.Publish(source=source, offer=offer, role=role, holder=holder)
        return str((await self._do(room, "publish", order))["answer"])

    async def subscribe(
        self,
        room: UUID,
        viewer: UUID,
        offer: str,
        *,
        follows: bool,
        own: frozenset[UUID] = frozenset(),
        holder: str = "",
    ) -> str:
        """Take a viewer's offer and return the answer."""
        order = wire.Subscribe(viewer=viewer, offer=offer, follows=follows, own=own, holder=holder)
        return str((await self._do(room, "subscribe", order))["answer"])

    async def bind(
        self, room: UUID, viewer: UUID, slot: int, source: UUID | None, *, layer: Layer
    ) -> None:
        """Show a source in a slot."""
        await self._do(
            room, "bind", wire.Bind(viewer=viewer, slot=slot, source=source, layer=layer)
        )

    async def feature(self, room: UUID, source: UUID | None) -> None:
        """Make a source the main one."""
        await self._do(room, "feature", wire.Feature(source=source))

    async def mute(self, room: UUID, source: UUID, kind: Kind, *, muted: bool) -> None:
        """Hold back a kind of a source."""
        await self._do(room, "mute", wire.Mute(source=source, kind=kind, muted=muted))

    async def keyframe(self, room: UUID, source: UUID, layer: Layer) -> None:
        """Ask a source for a keyframe."""
        await self._do(room, "keyframe", wire.Keyframe(source=source, layer=layer))

    async def pull(self, room: UUID, source: UUID, url: str) -> None:
        """Take a camera, file or test picture as a source."""
        await self._do(room, "pull", wire.Pull(source=source, url=url))

    async def record(
        self, room: UUID, recording: UUID | None, *, without: frozenset[UUID] = frozenset()
    ) -> RecordingStats | None:
        """Have a room recorded, or no longer: whoever does not carry it records nothing of it."""
        if recording is None:
            entry = await self._placement.present(room)
            if entry is not None:
                none = wire.Record(recording=None).model_dump(mode="json")
                await self._tried(entry, room, "record", none)
            return None
        order = wire.Record(recording=recording, without=without)
        answer = await self._do(room, "record", order)
        return wire.RECORDING.validate_python(answer["recording"], strict=False)

    async def stats(self, room: UUID) -> RoomStats:
        """Tell the room as it stands; asking places nobody anywhere.

        While no process runs nothing is known of any room: that is no empty one.
        """
        entry = await self._placement.present(room)
        if entry is None:
            await self._placement.running()
            return RoomStats()
        return wire.STATS.validate_python(await self._tried(entry, room, "stats", {}), strict=False)

    async def peers(self) -> tuple[Connected, ...]:
        """Tell who is connected to any room of the processes that answer. Raises `EngineDown`."""
        found: list[Connected] = []
        for entry in await self._placement.running():
            with suppress(EngineDown):
                told = await self._ask(entry, f"{entry.url}/peers", {})
                found += wire.PEERS.validate_python(told["peers"], strict=False)
        return tuple(found)

    async def close(
        self, room: UUID, peer: UUID | None = None, *, holder: str | None = None
    ) -> None:
        """Let a source or viewer go, or all of the room."""
        entry = await self._placement.present(room)
        if entry is not None:
            order = wire.Close(peer=peer, holder=holder).model_dump(mode="json")
            await self._tried(entry, room, "close", order)

    async def _do(self, room: UUID, name: str, order: Any) -> dict[str, Any]:
        body = order.model_dump(mode="json")
        try:
            return await self._tried(await self._placement.place(room), room, name, body)
        except _NotThere:
            return await self._tried(await self._placement.place(room), room, name, body)

    async def _tried(
        self, entry: Entry, room: UUID, name: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        """Ask a process; one that refuses again and again is given up."""
        for _ in range(TRIES - 1):
            try:
                return await self._ask(entry, f"{entry.url}/rooms/{room}/{name}", body)
            except _NotThere:
                await asyncio.sleep(AGAIN_S)
        try:
            return await self._ask(entry, f"{entry.url}/rooms/{room}/{name}", body)
        except _NotThere:
            await self._give_up(entry, room)
            raise

    async def _give_up(self, entry: Entry, room: UUID) -> None:
        """Forget a process and tell the pages of the room, which may not know yet."""
        with suppress(RedisError, OSError):
            await self._placement.leave(entry.id)
            await self._placement.give_up(room, entry.id)
        await say_from_system(self._redis, room, WHAT, RETURN)

    async def _ask(self, entry: Entry, url: str, body: dict[str, Any]) -> dict[str, Any]:
        # The door is plain HTTP of our own network: no list of authorities is read for it.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        time_out = httpx.Timeout(ANSWER_S, connect=CONNECT_S)
        async with httpx.AsyncClient(verify=context, timeout=time_out, trust_env=False) as client:
            try:
                answer = await client.post(
                    url,
                    json=body,
                    headers={"Authorization": f"Bearer {entry.secret}"},
                )
            except httpx.ConnectError as error:
                raise _NotThere(f"media process {entry.id} does not answer") from error
            except httpx.HTTPError as error:
                raise EngineDown(f"media process {entry.id} did not answer in time") from error
        document: dict[str, Any] = answer.json()
        if answer.is_success:
            return document
        raise wire.refusal(document)


class _NotThere(EngineDown):
    """Nobody listens at the address a process registered."""


def engine_of(runtime: "Runtime") -> "MediaEngine":
    """Return the engine of this installation."""
    return RemoteEngine(runtime.redis)
