"""Watching a source and sending to one: who may, then the media engine does it.

The room of a source at the engine has its id: all who watch it share one connection to the camera.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import anyio.to_thread

from kernel.api import Actor, Conflict, NotFound, Runtime, Tx, files, new_id
from video.engine.interface import Layer, MediaEngine, NoSuchViewer, Role
from video.sources import looks, queries, service
from video.sources.address import CameraAddress
from video.sources.origin import ACTOR, url_of
from video.sources.policies import PUBLISH, WATCH

# By what address a sender ends what it sends; renewed while it does. Who watches or sends by whose
# right the engine knows.
KEPT_S = 600
# A still for an incident is kept as the camera shows it, up to 4K on its longer side.
LONGEST = 3840


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


async def watch(asked: Asking, source: UUID, offer: str, *, layer: Layer) -> Peer:
    """Show a source to whoever offers to receive it; the camera is asked for the first of them.

    Raises `NotFound`, `SourceResting`, `NoPicture` and what the engine refuses.
    """
    async with asked.runtime.db.reading(asked.actor) as tx:
        row = await usable(tx, source, WATCH)
    url = await _url(asked.runtime, row) if row.kind != "whip" else None
    viewer, holder = new_id(), holder_of(asked.actor)
    answer = await asked.engine.subscribe(row.id, viewer, offer, follows=False, holder=holder)
    try:
        if url is not None:  # asked only for somebody who can be shown it
            await asked.engine.pull(row.id, row.id, url)
        await asked.engine.bind(row.id, viewer, 0, row.id, layer=layer)
        await _still(asked, source, WATCH)
    except BaseException:
        await asked.engine.close(row.id, viewer)
        raise
    return Peer(viewer, answer)


async def send(asked: Asking, source: UUID, offer: str) -> Peer:
    """Take the pictures of a publisher; whoever sends later takes the place of who sent before."""
    async with asked.runtime.db.reading(asked.actor) as tx:
        row = await _sendable(tx, source)
    if row.kind != "whip":
        raise SourceResting("It is asked for its pictures; nobody sends them to it.")
    role = Role.CAMERA if row.sender_id is None else Role.PHONE
    peer, holder = new_id(), holder_of(asked.actor)
    answer = await asked.engine.publish(row.id, row.id, offer, role=role, holder=holder)
    await asked.runtime.redis.set(_sender_key(row.id), str(peer), ex=KEPT_S)
    async with asked.runtime.db.transaction(ACTOR) as tx:
        await queries.looking(tx, row.id, tx.now)
    return Peer(peer, answer)


async def _still(asked: Asking, source: UUID, permission: str) -> None:
    """See once more that the asker may: the offer, or the queue before the engine, took its time.

    Raises `NotFound`, `SourceResting`.
    """
    async with asked.runtime.db.reading(asked.actor) as tx:
        await usable(tx, source, permission)


async def stop_watching(asked: Asking, source: UUID, viewer: UUID) -> None:
    """End what the asker watches; who is gone already is gone.

    Raises `NotFound` for a source out of sight, and for what somebody else watches.
    """
    asked.actor.require(WATCH)
    async with asked.runtime.db.reading(asked.actor) as tx:
        await service.seen(tx, source)
    await _close_own(asked, source, viewer)


async def stop_sending(asked: Asking, source: UUID, peer: UUID) -> None:
    """End what the asker sends. Raises `NotFound`, also where somebody else took its place."""
    if asked.actor.kind != "link":
        asked.actor.require(PUBLISH)
    held = await asked.runtime.redis.get(_sender_key(source))
    if held not in (str(peer), str(peer).encode()):
        raise NotFound
    await _close_own(asked, source, source)
    await asked.runtime.redis.delete(_sender_key(source))
    async with asked.runtime.db.transaction(ACTOR) as tx:
        await queries.looking(tx, source, tx.now)


async def _close_own(asked: Asking, source: UUID, peer: UUID) -> None:
    """End a connection of the asker's. Raises `NotFound` for another's."""
    try:
        await asked.engine.close(source, peer, holder=asked.actor.principal)
    except NoSuchViewer:
        raise NotFound from None


async def renew(runtime: Runtime, source: UUID) -> None:
    """Keep the address by which a sender ends what it sends."""
    await runtime.redis.expire(_sender_key(source), KEPT_S)


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


def holder_of(actor: Actor) -> str:
    """Return by whose right a connection stands: the principal, and the session or token of it."""
    return f"{actor.principal} {actor.credential_id}" if actor.credential_id else actor.principal


def _sender_key(source: UUID) -> str:
    return f"media:sends:{source}"
