"""Watching a source and sending to one: who may, then the media engine does it.

The room of a source at the engine has its id: all who watch it share one connection to the camera.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import anyio.to_thread

from kernel.api import Actor, Conflict, NotFound, Runtime, Tx, files, new_id
from video.engine.interface import Layer, MediaEngine, Role
from video.sources import looks, queries, service
from video.sources.address import CameraAddress
from video.sources.origin import ACTOR, url_of
from video.sources.policies import PUBLISH, WATCH

# A screen is opened anew within a day; whether it is still there the engine knows.
KEPT_S = 86_400
# A still for an incident is kept as the camera shows it, up to 4K on its longer side.
LONGEST = 3840
# Keys Redis looks at in one step.
SCANNED = 500


class SourceResting(Conflict):
    """The source is out of service or paused."""

    code = "source-resting"
    title = "This source gives no pictures at present"


class NoPicture(Conflict):
    """The source gave no picture when it was asked for one."""

    code = "no-picture"
    title = "The source gave no picture"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, where, and the engine that does it."""

    runtime: Runtime
    engine: MediaEngine
    actor: Actor


@dataclass(frozen=True, slots=True)
class Peer:
    """One connection at the engine, and the answer to its offer."""

    id: UUID
    answer: str


@dataclass(frozen=True, slots=True)
class Held:
    """A connection at the engine as it is kept: `peer` watches or sends by right of its holder."""

    key: str
    source: UUID
    peer: UUID
    holder: str


async def watch(asked: Asking, source: UUID, offer: str, *, layer: Layer) -> Peer:
    """Show a source to whoever offers to receive it; the camera is asked for the first of them.

    Raises `NotFound`, `SourceResting`, `NoPicture` and what the engine refuses.
    """
    async with asked.runtime.db.reading(asked.actor) as tx:
        row = await usable(tx, source, WATCH)
    if row.kind != "whip":
        await asked.engine.pull(row.id, row.id, await _url(asked.runtime, row))
    viewer = new_id()
    answer = await asked.engine.subscribe(row.id, viewer, offer, follows=False)
    await asked.engine.bind(row.id, viewer, 0, row.id, layer=layer)
    await asked.runtime.redis.set(_key(row.id, viewer), _holder(asked.actor), ex=KEPT_S)
    return Peer(viewer, answer)


async def send(asked: Asking, source: UUID, offer: str) -> Peer:
    """Take the pictures of a publisher; whoever sends later takes the place of who sent before."""
    async with asked.runtime.db.reading(asked.actor) as tx:
        row = await _sendable(tx, source)
    if row.kind != "whip":
        raise SourceResting("It is asked for its pictures; nobody sends them to it.")
    role = Role.CAMERA if row.sender_id is None else Role.PHONE
    answer = await asked.engine.publish(row.id, row.id, offer, role=role)
    peer = new_id()
    await asked.runtime.redis.set(_sender_key(row.id), f"{peer} {_holder(asked.actor)}", ex=KEPT_S)
    async with asked.runtime.db.transaction(ACTOR) as tx:
        await queries.looking(tx, row.id, tx.now)
    return Peer(peer, answer)


async def stop_watching(asked: Asking, source: UUID, viewer: UUID) -> None:
    """End what the asker watches. Raises `NotFound` for what somebody else watches, too."""
    asked.actor.require(WATCH)
    holder = await _text(asked.runtime, _key(source, viewer)) or ""
    if holder.partition(" ")[0] != asked.actor.principal:
        raise NotFound
    await asked.runtime.redis.delete(_key(source, viewer))
    await asked.engine.close(source, viewer)


async def stop_sending(asked: Asking, source: UUID, peer: UUID) -> None:
    """End what the asker sends. Raises `NotFound`, also where somebody else took its place."""
    if asked.actor.kind != "link":
        asked.actor.require(PUBLISH)
    holder = await _text(asked.runtime, _sender_key(source)) or ""
    if holder.split(" ")[:2] != [str(peer), asked.actor.principal]:
        raise NotFound
    await asked.runtime.redis.delete(_sender_key(source))
    await asked.engine.close(source, source)
    async with asked.runtime.db.transaction(ACTOR) as tx:
        await queries.looking(tx, source, tx.now)


async def all_watched(runtime: Runtime) -> AsyncIterator[Held]:
    """Give all that is watched, or was a short while ago."""
    async for key, holder in _scanned(runtime, _key("*", "*")):
        source, viewer = key.rsplit(":", 2)[1:]
        yield Held(key, UUID(source), UUID(viewer), holder)


async def all_sent(runtime: Runtime) -> AsyncIterator[Held]:
    """Give all that is sent, or was a short while ago; the engine knows a sender by its source."""
    async for key, text in _scanned(runtime, _sender_key("*")):
        source, (_, _, holder) = UUID(key.rsplit(":", 1)[1]), text.partition(" ")
        yield Held(key, source, source, holder)


async def sender(runtime: Runtime, source: UUID) -> Held | None:
    """Return who sends to a source, or did a short while ago."""
    text = await _text(runtime, _sender_key(source))
    return Held(_sender_key(source), source, source, text.partition(" ")[2]) if text else None


async def let_go(engine: MediaEngine, runtime: Runtime, held: Held) -> None:
    """End what somebody watches or sends, and forget it."""
    await engine.close(held.source, held.peer)
    await runtime.redis.delete(held.key)


async def take_still(runtime: Runtime, actor: Actor, source: UUID) -> dict[str, Any]:
    """Take a picture now and keep it as a file of the asker's own, to be hung on an incident.

    Raises `NotFound`, `SourceResting`, `NoPicture`.
    """
    files.check_may_upload(actor)
    async with runtime.db.reading(actor) as tx:
        row = await usable(tx, source, WATCH)
        moment = tx.now
    if row.kind == "whip":
        raise NoPicture("A still is taken from what we ask ourselves; this one sends to us.")
    seen = await looks.looked_at(runtime, row, LONGEST)
    if seen.still is None:
        raise NoPicture(f"{seen.reason}: no picture came")
    with files.store_of(runtime).draft() as draft:
        await anyio.to_thread.run_sync(draft.write, seen.still.jpeg)
        received = await anyio.to_thread.run_sync(draft.finish)
        offer = files.Offer(f"{row.zh}-{moment:%Y%m%dT%H%M%SZ}.jpg")
        kept = await files.keep(runtime, received, offer)
        async with runtime.db.transaction(actor) as tx:
            return files.card_of(await files.record(tx, kept, received, new_id()))


async def _url(runtime: Runtime, row: Any) -> str:
    """Return what the engine opens; why an address is refused its keepers alone are told."""
    try:
        return await url_of(runtime, row)
    except CameraAddress:
        raise NoPicture("its address cannot be asked") from None


async def usable(tx: Tx, source: UUID, permission: str) -> Any:
    """Return a visible source that is in service. Raises `NotFound`, `SourceResting`."""
    tx.actor.require(permission)
    row = await service.seen(tx, source)
    if row.removed_at is not None or row.paused:
        raise SourceResting
    return row


async def _sendable(tx: Tx, source: UUID) -> Any:
    """Return a source the asker may send to: a phone's is that phone's alone.

    Raises `Forbidden`, `NotFound`, `SourceResting`.
    """
    if tx.actor.kind != "link":
        tx.actor.require(PUBLISH)
    row = await service.seen(tx, source)
    own = tx.actor.account_id or tx.actor.credential_id
    if row.sender_id != own and (row.sender_id is not None or tx.actor.kind == "link"):
        raise NotFound
    if row.removed_at is not None or row.paused:
        raise SourceResting
    return row


def _holder(actor: Actor) -> str:
    """Return by whose right a connection stands: the principal, and the token it came with."""
    if actor.kind == "token":
        return f"{actor.principal} {actor.credential_id}"
    return actor.principal


async def _scanned(runtime: Runtime, pattern: str) -> AsyncIterator[tuple[str, str]]:
    async for key in runtime.redis.scan_iter(match=pattern, count=SCANNED):
        name = key.decode() if isinstance(key, bytes) else str(key)
        text = await _text(runtime, name)
        if text is not None:
            yield name, text


async def _text(runtime: Runtime, key: str) -> str | None:
    found = await runtime.redis.get(key)
    return found.decode() if isinstance(found, bytes) else found


def _key(source: UUID | str, viewer: UUID | str) -> str:
    return f"media:watches:{source}:{viewer}"


def _sender_key(source: UUID | str) -> str:
    return f"media:sends:{source}"
