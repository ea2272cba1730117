"""The engine inside a media process."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import structlog

from kernel.api import Clock, ended
from video.engine.embedded import answer, offer, report
from video.engine.embedded.admission import Admission, Pass
from video.engine.embedded.doors import Doors
from video.engine.embedded.feed import Feed
from video.engine.embedded.figures import Bringer
from video.engine.embedded.peer import Keys, Peer, Receiver
from video.engine.embedded.publisher import Publisher
from video.engine.embedded.relay import Relay
from video.engine.embedded.room import Room, Tell
from video.engine.embedded.source import Source
from video.engine.embedded.tap import Recorder, Taps
from video.engine.embedded.viewer import Viewer
from video.engine.interface import (
    Connected,
    EngineDown,
    EngineFull,
    Kind,
    Layer,
    NoSuchViewer,
    PullRefused,
    RecordingStats,
    Role,
    RoomStats,
)

log = structlog.get_logger()
# Missing packets and keyframes are asked for this often, voices chosen and layers noted less.
REPAIR_S = 0.02
CHOOSE_EVERY, TELL_EVERY, JUDGE_EVERY = 5, 10, 50
# Nothing authenticated came for so long: the peer is gone, whatever its ICE says. A cut of ten
# seconds, or a page that sleeps a little, is outlived.
SILENT_S = 30.0
# One core passes on some 300 pictures; who only listens costs little.
MOST_PEERS = 1_000
# Of one person: some walls of sixteen pictures, a meeting, a phone.
MOST_OF_ONE = 100
# What was set for a room before anybody came is kept so long.
FORGET_S = 3_600.0


@dataclass(slots=True)
class Load:
    """What the process carries and how busy it is."""

    peers: int = 0
    publishers: int = 0
    forwards: int = 0
    busy_s: float = 0.0
    late_s: float = 0.0


class Puller(Protocol):
    """Brings cameras, files and test pictures."""

    async def pull(self, engine: "EmbeddedEngine", room: UUID, source: UUID, url: str) -> None:
        """Begin to bring a source by a feed of the engine. Raises `PullRefused`."""
        ...


class EmbeddedEngine:
    """Implements `MediaEngine` in this process."""

    def __init__(
        self,
        doors: Doors,
        clock: Clock,
        *,
        tell: Tell | None = None,
        puller: Puller | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self.doors = doors
        self.draining = False
        self.load = Load()
        self._clock, self._puller, self._recorder = clock, puller, recorder
        self._tell: Tell = tell or (lambda _room, _data: None)
        self._keys = Keys()
        self._admission = Admission()
        self._rooms: dict[UUID, Room] = {}
        self._stopping: set[asyncio.Task[None]] = set()
        self._ticking: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()

    @property
    def rooms(self) -> list[UUID]:
        """The rooms somebody is in."""
        return list(self._rooms)

    async def start(self) -> None:
        """Open the ports and begin."""
        self.doors.open()
        self._ticking = asyncio.create_task(self._tick(), name="media-tick")

    async def stop(self) -> None:
        """Let all go and close the ports."""
        await ended([self._ticking])
        for room in list(self._rooms):
            await self.close(room)
        await asyncio.gather(*self._stopping, return_exceptions=True)
        self.doors.close()

    async def publish(
        self, room: UUID, source: UUID, offer: str, *, role: Role, holder: str = ""
    ) -> str:
        """Take a publisher in."""
        return await self._publish(room, Source(source, 0, role, holder=holder), offer)

    async def _publish(self, room: UUID, coming: Source, text: str) -> str:
        source, role = coming.id, coming.role
        offered = offer.read(text)
        entry = await self._enter(coming.holder)
        try:
            there = self._room(room)
            number = there.number(source)
            publisher = Publisher(
                offered, number, role, on_level=lambda level: there.voices.heard(source, level)
            )
            peer = publisher.peer = self._peer(publisher)
            text = answer.write(offered, publisher.told(offered), self._identity(peer))
        except BaseException:
            entry.leave()
            raise
        known = there.sources.get(source)
        if known is not None and known.publisher is not None:
            self._let_go(known.publisher)
        there.voices.gone(source)
        self.load.peers += 1
        publisher.on_connected = lambda: self._published(there, entry)
        publisher.on_gone = lambda: self._unpublished(there, source, publisher, entry)
        peer.start(offered.fingerprints)
        self._bring(there, Source(source, number, role, publisher, holder=coming.holder))
        return text

    async def pull(self, room: UUID, source: UUID, url: str) -> None:
        """Take a camera, file or test picture as a source."""
        if self._puller is None:
            raise PullRefused("this process takes no cameras")
        await self._puller.pull(self, room, source, url)

    def feed(self, room: UUID, source: UUID, codec: str, *, sound: bool) -> Feed:
        """Make a source whose packets come from this machine; ends with `close`."""
        there = self._room(room)
        self._drop_source(there, source)
        number = there.number(source)
        made = Feed(
            number, codec, sound=sound, on_level=lambda level: there.voices.heard(source, level)
        )
        self._bring(there, Source(source, number, Role.CAMERA, made))
        return made

    def relay(self, room: UUID, source: UUID, origin: UUID, *, sound: bool) -> None:
        """Show in a room what is sent to a source that is a room of its own in this process."""
        there = self._room(room)
        known = there.sources.get(source)
        if known is not None and isinstance(known.publisher, Relay):
            return
        level = (lambda heard: there.voices.heard(source, heard)) if sound else None
        self._drop_source(there, source)
        number = there.number(source)
        made = Relay(
            lambda: self._sender(origin),
            number,
            on_level=level,
        )
        made.repair(self._loop.time())
        self._bring(there, Source(source, number, Role.CAMERA, made))

    def _sender(self, origin: UUID) -> Bringer | None:
        there = self._rooms.get(origin)
        found = there.sources.get(origin) if there is not None else None
        return found.publisher if found is not None else None

    def _bring(self, room: Room, source: Source) -> None:
        room.sources[source.id] = source
        source.mute(room.muted.get(source.id, frozenset()), self._loop.time())
        self._settle(room)

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
        """Take a viewer in."""
        watching = Viewer(viewer, follows=follows, own=own, holder=holder)
        return await self._subscribe(room, watching, offer)

    async def _subscribe(self, room: UUID, watching: Viewer, text: str) -> str:
        offered = offer.read(text)
        entry = await self._enter(watching.holder)
        try:
            there = self._room(room)
            peer = self._peer(watching)
            told = watching.open(offered, peer)
            text = answer.write(offered, told, self._identity(peer))
        except BaseException:
            entry.leave()
            raise
        self._drop_viewer(there, watching.id)
        there.viewers[watching.id] = watching
        self.load.peers += 1
        watching.on_connected = lambda: self._subscribed(there, watching, entry)
        watching.on_gone = lambda: self._unsubscribed(there, watching, entry)
        there.follow(watching, self._loop.time())
        peer.start(offered.fingerprints)
        return text

    async def bind(
        self, room: UUID, viewer: UUID, slot: int, source: UUID | None, *, layer: Layer
    ) -> None:
        """Show a source in a slot."""
        there = self._room(room)
        watching, found = there.slot(viewer, slot)
        if source is not None:
            there.source(source)
        there.show(watching, found, source, layer=layer, now=self._loop.time())

    async def feature(self, room: UUID, source: UUID | None) -> None:
        """Make a source the main one; it may be on its way."""
        self._room(room).feature(source, self._loop.time())

    async def mute(self, room: UUID, source: UUID, kind: Kind, *, muted: bool) -> None:
        """Hold back a kind of a source."""
        self._room(room).mute(source, kind, muted=muted, now=self._loop.time())

    async def keyframe(self, room: UUID, source: UUID, layer: Layer) -> None:
        """Ask for a keyframe."""
        now = self._loop.time()
        track = self._room(room).source(source).pick(layer, now)
        if track is not None:
            track.want_keyframe(now)

    async def record(
        self, room: UUID, recording: UUID | None, *, without: frozenset[UUID] = frozenset()
    ) -> RecordingStats | None:
        """Record a room, or no longer."""
        if self._recorder is None:
            raise EngineDown("this process records nothing")
        there = self._rooms.get(room) if recording is None else self._room(room)
        if there is None:
            return None
        now, present = self._loop.time(), there.taps
        if (present.recording if present is not None else None) != recording:
            taps = Taps(recording, self._recorder, self._wall) if recording is not None else None
            there.record(taps, now)
        if there.taps is not None and there.taps.without != without:
            there.taps.without = without
            there.arrange(now)
        return self._recorder.stats(recording) if recording is not None else None

    def _wall(self) -> float:
        return self._clock.now().timestamp()

    async def stats(self, room: UUID) -> RoomStats:
        """Tell the room as it stands."""
        there = self._rooms.get(room)
        if there is None:
            return RoomStats(draining=self.draining)
        when = report.Moment(self._loop.time(), self._clock.now())
        return report.room_stats(there, when, draining=self.draining)

    async def peers(self) -> tuple[Connected, ...]:
        """Tell who is connected to any room."""
        return tuple(self._connected())

    async def close(
        self, room: UUID, peer: UUID | None = None, *, holder: str | None = None
    ) -> None:
        """Let a source or viewer go, or all of the room."""
        there = self._rooms.get(room)
        if there is None:
            return
        if holder is not None:
            _check_holder(there, peer, holder)
        for source in [one for one in list(there.sources) if peer in (None, one)]:
            self._drop_source(there, source)
        for viewer in [one for one in list(there.viewers) if peer in (None, one)]:
            self._drop_viewer(there, viewer)
        if peer is None:
            there.record(None, self._loop.time())
            self._rooms.pop(room, None)
        await asyncio.gather(*self._stopping, return_exceptions=True)

    async def _enter(self, holder: str) -> Pass:
        if self.draining:
            raise EngineFull("this media process is being restarted", headers={"Retry-After": "1"})
        if self.load.peers >= MOST_PEERS:
            raise EngineFull(f"{MOST_PEERS} are connected", headers={"Retry-After": "10"})
        if holder and sum(one.holder == holder for one in self._connected()) >= MOST_OF_ONE:
            detail = f"{MOST_OF_ONE} connections of one person"
            raise EngineFull(detail, headers={"Retry-After": "10"})
        return await self._admission.enter(holder)

    def _connected(self) -> Iterator[Connected]:
        for room in self._rooms.values():
            for source in room.sources.values():
                if source.publisher is not None and source.publisher.peer is not None:
                    yield Connected(room.id, source.id, source.holder, sends=True)
            for viewer in room.viewers.values():
                yield Connected(room.id, viewer.id, viewer.holder, sends=False)

    def _room(self, room: UUID) -> Room:
        found = self._rooms.get(room)
        if found is None:
            found = self._rooms[room] = Room(room, self._tell)
        return found

    def _peer(self, receiver: Receiver) -> Peer:
        return Peer(self.doors, self._keys, receiver, self._clock)

    def _identity(self, peer: Peer) -> answer.Identity:
        return answer.Identity(peer.ufrag, peer.secret, peer.fingerprint, self.doors.addresses())

    def _settle(self, room: Room) -> None:
        now = self._loop.time()
        room.arrange(now)
        room.arrange_voices(now)

    def _published(self, room: Room, entry: Pass) -> None:
        entry.leave()
        self._settle(room)

    def _unpublished(self, room: Room, source: UUID, publisher: Publisher, entry: Pass) -> None:
        entry.leave()
        found = room.sources.get(source)
        if found is not None and found.publisher is publisher:
            self._drop_source(room, source)

    def _subscribed(self, room: Room, viewer: Viewer, entry: Pass) -> None:
        entry.leave()
        if room.viewers.get(viewer.id) is viewer:
            self._settle(room)

    def _unsubscribed(self, room: Room, viewer: Viewer, entry: Pass) -> None:
        entry.leave()
        if room.viewers.get(viewer.id) is viewer:
            self._drop_viewer(room, viewer.id)

    def _drop_source(self, room: Room, source: UUID) -> None:
        found = room.sources.get(source)
        if found is not None and found.publisher is not None:
            self._let_go(found.publisher)
        room.remove_source(source, self._loop.time())

    def _let_go(self, publisher: Bringer) -> None:
        publisher.end()
        if publisher.peer is not None:
            self._stop(publisher.peer)

    def _drop_viewer(self, room: Room, viewer: UUID) -> None:
        found = room.viewers.pop(viewer, None)
        if found is not None:
            found.leave()
            self._stop(found.peer)

    def _stop(self, peer: Peer) -> None:
        self.load.peers -= 1
        task = asyncio.create_task(peer.stop(), name="media-stop")
        self._stopping.add(task)
        task.add_done_callback(self._stopping.discard)

    async def _tick(self) -> None:
        """Do what falls due; what one room does wrong holds up no other."""
        count, due, judged_at = 0, self._loop.time(), self._loop.time()
        while True:
            due += REPAIR_S
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            now = self._loop.time()
            self.load.busy_s = max(self.load.busy_s, now - due)
            due = max(due, now - REPAIR_S)
            count += 1
            seconds = now - judged_at
            for room in list(self._rooms.values()):
                try:
                    self._look(room, now, count, seconds)
                except Exception:
                    log.exception("media_room_failed", room=str(room.id))
            if count % JUDGE_EVERY == 0:
                judged_at, self.load.late_s, self.load.busy_s = now, self.load.busy_s, 0.0
                self._count()

    def _look(self, room: Room, now: float, count: int, seconds: float) -> None:
        for source in room.sources.values():
            if source.publisher is not None:
                source.publisher.repair(now)
        if count % CHOOSE_EVERY == 0:
            room.choose_voices(now)
        if count % TELL_EVERY == 0:
            room.note_wanted(now)
            if room.taps is not None:
                room.taps.remind(now)
        if count % JUDGE_EVERY == 0:
            self._judge(room, now, max(seconds, REPAIR_S))
            self._settle(room)

    def _judge(self, room: Room, now: float, seconds: float) -> None:
        wall = self._clock.now().timestamp()
        for source in list(room.sources.values()):
            if source.publisher is not None:
                source.publisher.judge(now, seconds, self.load.busy_s)
                if source.publisher.peer is not None and _silent(source.publisher.peer, now):
                    self._drop_source(room, source.id)
        for viewer in list(room.viewers.values()):
            viewer.report(now, wall, seconds)
            if _silent(viewer.peer, now):
                self._drop_viewer(room, viewer.id)
        room.idle_s = room.idle_s + seconds if room.empty else 0.0
        if room.idle_s > FORGET_S:
            self._rooms.pop(room.id, None)

    def _count(self) -> None:
        publishers = [s.publisher for r in self._rooms.values() for s in r.sources.values()]
        self.load.publishers = len(publishers)
        self.load.forwards = sum(
            len(track.slots) for one in publishers if one is not None for track in one.tracks
        )


def _check_holder(room: Room, peer: UUID | None, holder: str) -> None:
    """Raise `NoSuchViewer` when somebody of this id is there by another's right."""
    held = [one.holder for one in room.sources.values() if one.id == peer]
    held += [one.holder for one in room.viewers.values() if one.id == peer]
    if any(one.partition(" ")[0] != holder for one in held):
        raise NoSuchViewer(f"{peer} stands by another's right")


def _silent(peer: Peer, now: float) -> bool:
    return peer.heard_at is not None and now - peer.heard_at > SILENT_S
