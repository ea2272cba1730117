"""What the media engine is told of a room, and what it tells of it.

The database says who speaks, who is silenced, whose picture is the main one; the engine follows. It
is told at once and again at every look (`jobs.follow`): a call that fails is made up for.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.api import Forbidden, Malformed, NotFound, TooLarge, Tx
from video.engine.interface import (
    Kind,
    Layer,
    MediaEngine,
    NoSuchSource,
    NoSuchViewer,
    Role,
    RoomStats,
    SourceStats,
    ViewerStats,
)
from video.rooms import brought_queries, people, queries, sight
from video.rooms.schemas import SlotsIn
from video.sources.watching import holder_of

# An offer of twenty pictures with all their codecs has some 40 KB.
MOST_OFFER_BYTES = 200_000
_ROLES = {"chair": Role.CHAIR, "listener": Role.LISTENER}
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who is in a room, as the engine knows it: camera, screen and page by their ids."""

    id: UUID
    screen: UUID
    page: UUID
    role: Role
    silenced: bool
    main: UUID | None
    holder: str


async def publisher(tx: Tx, room: UUID, page: UUID | None, *, screen: bool) -> Peer:
    """Return who publishes. Raises `NotFound`, `NotInRoom`, and `Forbidden` for a listener."""
    row, me = await people.present(tx, room, page)
    if me.role == "listener":
        raise Forbidden("A listener sends neither picture nor sound; ask the chair to speak.")
    role = Role.SCREEN if screen else _role_of(me)
    return _peer(tx, row, me, role)


async def viewer(tx: Tx, room: UUID, page: UUID | None) -> Peer:
    """Return who watches. Raises `NotFound`, `NotInRoom`."""
    row, me = await people.present(tx, room, page)
    return _peer(tx, row, me, _role_of(me))


def _peer(tx: Tx, row: Any, me: Any, role: Role) -> Peer:
    holder = holder_of(tx.actor)
    return Peer(me.id, me.screen_id, me.page, role, me.silenced, row.main_source, holder)


def _role_of(me: Any) -> Role:
    """Return what the engine takes somebody for: guests come by phone."""
    return Role.PHONE if me.guest_id else _ROLES.get(me.role, Role.SPEAKER)


def offer_of(body: bytes) -> str:
    """Return an offer as text. Raises `TooLarge`, `Malformed`."""
    if len(body) > MOST_OFFER_BYTES:
        raise TooLarge(f"An offer has at most {MOST_OFFER_BYTES} bytes.")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Malformed("A session description is UTF-8 text.") from error
    if "\0" in text or not text.startswith("v=0"):
        raise Malformed("A session description begins with v=0.")
    return text


async def publish(engine: MediaEngine, room: UUID, peer: Peer, offer: str, *, screen: bool) -> str:
    """Have an offer answered; whoever is silenced stays so."""
    source = peer.screen if screen else peer.id
    await hold(engine, room, source, silenced=peer.silenced)
    return await engine.publish(room, source, offer, role=peer.role, holder=peer.holder)


async def hold(engine: MediaEngine, room: UUID, source: UUID, *, silenced: bool) -> None:
    """Have the sound of a source held back, or no longer; it may be on its way."""
    await engine.mute(room, source, Kind.AUDIO, muted=silenced)


@asynccontextmanager
async def or_let_go(engine: MediaEngine, room: UUID, peer: UUID) -> AsyncIterator[None]:
    """Let a connection go that was made for somebody who may not have it any more."""
    try:
        yield
    except BaseException:
        await let_peer_go(engine, room, peer)
        raise


async def subscribe(
    engine: MediaEngine, room: UUID, peer: Peer, offer: str, *, follows: bool
) -> str:
    """Have an offer of slots answered; the big screen shows what it shows to all."""
    own = frozenset({peer.id, peer.screen})  # nobody hears itself
    answer = await engine.subscribe(
        room, peer.page, offer, follows=follows, own=own, holder=peer.holder
    )
    if follows:
        with suppress(NoSuchSource):
            await engine.feature(room, peer.main)
    return answer


async def sources(tx: Tx, room: UUID) -> set[UUID]:
    """Return what may stand in the slots of a room: its people, their screens, its cameras."""
    present = await queries.present(tx, room)
    there = {each.id for each in await brought_queries.shown(tx, room)}
    return there | {each for row in present for each in (row.id, row.screen_id)}


async def bind(
    engine: MediaEngine, room: UUID, peer: Peer, body: SlotsIn, *, known: Iterable[UUID]
) -> Answer:
    """Fill slots; those whose source is not there yet are named, to be asked for again."""
    allowed, missing = {None, *known}, []
    for slot in body.slots:
        try:
            if slot.source not in allowed:
                raise NoSuchSource
            layer = Layer(slot.layer)
            await engine.bind(room, peer.page, slot.slot, slot.source, layer=layer)
        except NoSuchSource:
            missing.append(slot.slot)
    return {"missing": missing}


async def told(tx: Tx, room: UUID) -> None:
    """Raise unless the asker may hear how the media of a room is."""
    await sight.room_within(tx, room)


def quality(stats: RoomStats) -> Answer:
    """Return how the media of a room is, per source and viewer."""
    return {
        "main": stats.main,
        "voices": list(stats.voices),
        "sources": [_source(each) for each in stats.sources],
        "viewers": [_viewer(each) for each in stats.viewers],
    }


def _source(source: SourceStats) -> Answer:
    return {
        "id": source.source,
        "number": source.number,
        "connected": source.connected,
        "kbps": source.audio_kbps + sum(layer.kbps for layer in source.layers),
        "video_kbps": sum(layer.kbps for layer in source.layers),
        "loss": max([source.audio_loss, *(layer.loss for layer in source.layers)]),
        "level": source.level,
        "silent": Kind.AUDIO in source.muted,
        "wanted": [layer.layer.value for layer in source.layers if layer.wanted],
    }


def _viewer(viewer: ViewerStats) -> Answer:
    return {
        "id": viewer.viewer,
        "connected": viewer.connected,
        "kbps": viewer.kbps,
        "loss": viewer.loss,
    }


def seen(present: Iterable[Any], stats: RoomStats, now: datetime) -> dict[UUID, datetime]:
    """Return when the engine had each participant last by our clock: by its camera or its page."""
    ours = now - stats.at if stats.at is not None else timedelta(0)
    heard = {each.source: each.heard_at for each in stats.sources}
    heard |= {each.viewer: each.heard_at for each in stats.viewers}
    found: dict[UUID, datetime] = {}
    for row in present:
        moments = [at for at in (heard.get(row.id), heard.get(row.page)) if at is not None]
        if moments:
            found[row.id] = max(moments) + ours
    return found


async def align(
    engine: MediaEngine, room: Any, present: list[Any], stats: RoomStats, *, brought: set[UUID]
) -> None:
    """Make the engine follow: who is there, who sends, who is silenced, the main picture.

    `brought` are the cameras shown in the room, by their ids there.
    """
    there = {each.source: each for each in stats.sources}
    for row in present:
        for each in (row.id, row.screen_id):
            source = there.get(each)
            if source is not None and (Kind.AUDIO in source.muted) != row.silenced:
                await engine.mute(room.id, each, Kind.AUDIO, muted=row.silenced)
    sending = [row for row in present if row.role != "listener"]
    known = brought | {each for row in sending for each in (row.id, row.screen_id)}
    pages = {row.page for row in present}
    strange = [each for each in there if each not in known]
    strange += [each.viewer for each in stats.viewers if each.viewer not in pages]
    for peer in strange:
        await let_peer_go(engine, room.id, peer)
    if stats.viewers and stats.main != room.main_source and room.main_source in {None, *there}:
        await engine.feature(room.id, room.main_source)


async def check_own(tx: Tx, room: UUID, source: UUID) -> None:
    """Raise `NotFound` unless a source is the asker's own camera or screen in a room it is in."""
    _, me = await people.present(tx, room)
    if source not in (me.id, me.screen_id):
        raise NotFound


async def let_peer_go(engine: MediaEngine, room: UUID, peer: UUID) -> None:
    """Have the engine let a source or a viewer go; nobody there is no news."""
    with suppress(NoSuchSource, NoSuchViewer):
        await engine.close(room, peer)
