"""Where what a room passes on is recorded as well: a tap on each track, which nothing waits for."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from video.engine.interface import Kind, Layer, RecordingStats
from video.engine.rtcp import NTP_EPOCH
from video.engine.rtp import Packet

if TYPE_CHECKING:
    from video.engine.embedded.source import Source
    from video.engine.embedded.track import Track

# Senders' clocks differ from ours by some 10 s a day: looked at so often, in packets.
STAMP_EVERY = 64
# Senders' reports are made ours at their first; one that is so far away by now is not believed.
FARTHEST_S = 5.0
# What a camera keeps for newcomers is some seconds old, a minute at a picture a second.
OLDEST_S = 120.0
_WRAP = 1 << 32


class Sink(Protocol):
    """Takes the packets of one track; must not wait."""

    @property
    def wants_key(self) -> bool:
        """Whether it cannot go on without a keyframe."""
        ...

    def begin(self, codec: str) -> bool:
        """Begin anew, with a keyframe; False when there is no room."""
        ...

    def put(self, packet: Packet, moment: float | None) -> bool:
        """Take a packet and, now and then, when its timestamp was (since 1970, s); False = full."""
        ...

    def end(self) -> None:
        """Know that no more comes."""
        ...


class Recorder(Protocol):
    """Opens sinks for the tracks of a recording, and tells how it goes."""

    def open(self, recording: UUID, source: UUID, kind: Kind) -> Sink:
        """Return where a track goes."""
        ...

    def stats(self, recording: UUID) -> RecordingStats:
        """Tell how a recording goes."""
        ...


class Tap:
    """Stands among the slots of a track and hands its packets to a sink."""

    __slots__ = ("_count", "_wall", "ahead", "sink", "track")

    def __init__(self, sink: Sink, wall: Callable[[], float]) -> None:
        self.sink = sink
        self.track: Track | None = None
        self.ahead: Track | None = None
        self._count = 0
        self._wall = wall

    def head_for(self, track: "Track | None", now: float) -> None:
        """Record a track from its next keyframe on; None records nothing."""
        if track is None:
            self._leave_ahead()
            self.leave()
        elif track is self.track:
            self._leave_ahead()
        elif track is not self.ahead:
            self._leave_ahead()
            self.ahead = track
            track.awaited_by(self, now)

    def begin(self, track: "Track", packet: Packet, now: float) -> None:
        """Record a track from this packet on; without room it is tried again at the next look."""
        self._leave_ahead()
        self.leave()
        if self.sink.begin(track.codec):
            self.track = track
            track.slots.append(self)
            self._count = 0

    def leave(self) -> None:
        """Record nothing."""
        if self.track is not None:
            self.track.slots.remove(self)
            self.track = None

    def _leave_ahead(self) -> None:
        if self.ahead is not None:
            self.ahead.waiting.remove(self)
            self.ahead = None

    def send(self, packet: Packet, now: float) -> None:
        """Hand a packet on; where there is no room, begin again at a keyframe to come."""
        if self.track is None:
            return  # there was no room even to begin
        moment = None
        if self._count % STAMP_EVERY == 0 or packet.keyframe:
            moment = self._moment(packet, now)
        self._count += 1
        if not self.sink.put(packet, moment):
            self.leave()

    def _moment(self, packet: Packet, now: float) -> float:
        """Return when the timestamp of a packet was, by our clock."""
        assert self.track is not None
        wall = self._wall()
        ntp, timestamp = self.track.moment(now, wall)
        told = ntp / _WRAP - NTP_EPOCH
        ahead = (timestamp - packet.timestamp) % _WRAP
        if ahead >= _WRAP >> 1:
            ahead -= _WRAP
        moment = told - ahead / self.track.clock
        wrong = abs(told - wall) > FARTHEST_S or abs(moment - wall) > OLDEST_S
        return wall if wrong else moment


class Taps:
    """All tracks of a room that is recorded: sound and the large picture of each source."""

    def __init__(self, recording: UUID, recorder: Recorder, wall: Callable[[], float]) -> None:
        self.recording = recording
        self._recorder = recorder
        self._wall = wall
        # Sources that are shown and not recorded.
        self.without: frozenset[UUID] = frozenset()
        self._taps: dict[tuple[UUID, Kind], Tap] = {}

    def arrange(self, sources: Mapping[UUID, "Source"], now: float) -> None:
        """Give every tap the track it records now; who is gone has none any more."""
        recorded = {each: one for each, one in sources.items() if each not in self.without}
        for source in recorded.values():
            self._tap(source.id, Kind.VIDEO, source.pick(Layer.LARGE, now), now)
            self._tap(source.id, Kind.AUDIO, source.audio, now)
        for source_id, kind in [one for one in self._taps if one[0] not in recorded]:
            self._end(self._taps.pop((source_id, kind)), now)

    def _tap(self, source: UUID, kind: Kind, track: "Track | None", now: float) -> None:
        tap = self._taps.get((source, kind))
        if tap is None and track is not None:
            sink = self._recorder.open(self.recording, source, kind)
            tap = self._taps[source, kind] = Tap(sink, self._wall)
        if tap is not None:
            tap.head_for(track, now)

    def remind(self, now: float) -> None:
        """Ask for the keyframes films cannot go on without."""
        for tap in self._taps.values():
            if tap.track is not None and tap.sink.wants_key:
                tap.track.want_keyframe(now)

    def end(self, now: float) -> None:
        """Record nothing any more."""
        for tap in self._taps.values():
            self._end(tap, now)
        self._taps.clear()

    def _end(self, tap: Tap, now: float) -> None:
        tap.head_for(None, now)
        tap.sink.end()
