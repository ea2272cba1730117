"""What one room of this process brings of another: a phone that publishes, shown in a meeting.

Packets pass with their numbers, so that a gap stays a gap until the publisher has closed it.
"""

from collections.abc import Callable

from video.engine.embedded.figures import Bringer, Figures
from video.engine.embedded.peer import Peer
from video.engine.embedded.track import Track
from video.engine.interface import Layer
from video.engine.rtp import Packet

# Further than numbers of sixteen bits can tell ahead from behind.
FAR = 0x4000
Find = Callable[[], Bringer | None]
Heard = Callable[[int], None]


class _Passed(Track):
    """A track whose clock is that of the one it comes from: lips stay in step."""

    def __init__(self, origin: Track, number: int) -> None:
        super().__init__(origin.codec, number, lambda _: origin.want_keyframe(self.last_at))
        self._origin = origin

    def moment(self, now: float, wall: float) -> tuple[int, int]:
        return self._origin.moment(now, wall)


class _Tap:
    """Takes a track as a slot does, and puts its packets into a track of the other room."""

    def __init__(self, origin: Track, to: Track, on_level: Heard | None) -> None:
        self.track: Track | None = None
        self.ahead: Track | None = origin
        self._to, self._on_level = to, on_level
        self._index: int | None = None
        origin.waiting.append(self)

    def begin(self, track: Track, packet: Packet, now: float) -> None:
        self._leave_ahead()
        self.leave()
        self.track = track
        track.slots.append(self)

    def leave(self) -> None:
        if self.track is not None:
            self.track.slots.remove(self)
            self.track = None

    def head_for(self, track: Track | None, now: float) -> None:
        """Leave: the origin has ended, or the relay has."""
        self._leave_ahead()
        self.leave()

    def _leave_ahead(self) -> None:
        if self.ahead is not None:
            self.ahead.waiting.remove(self)
            self.ahead = None

    def send(self, packet: Packet, now: float) -> None:
        if self._on_level is not None:
            self._on_level(packet.level)
        sequence = packet.index & 0xFFFF
        if self._index is not None and packet.index - self._index > FAR:
            self._to.begin_anew(self._to.ssrc, sequence)  # it sends another stream by now
        self._index = packet.index if self._index is None else max(self._index, packet.index)
        copy = Packet(packet.marker, 0, sequence, packet.timestamp, 0, packet.payload, packet.level)
        self._to.take(copy, now)


class Relay:
    """Follows whoever sends to a source, also one that comes later or comes back."""

    peer: Peer | None = None
    allowed_kbps = 0  # its bit rate is the publisher's

    def __init__(self, find: Find, number: int, *, on_level: Heard | None) -> None:
        """`on_level` hears how loud it is; None: its sound is not passed on."""
        self.audio: Track | None = None
        self.layers: dict[Layer, Track] = {}
        self.figures: dict[Track, Figures] = {}
        self._find, self._number, self._on_level = find, number, on_level
        self._from: Bringer | None = None
        self._taps: list[_Tap] = []
        self._octets: dict[Track, int] = {}

    @property
    def tracks(self) -> list[Track]:
        """All tracks, sound first."""
        return [*([self.audio] if self.audio is not None else []), *self.layers.values()]

    @property
    def connected(self) -> bool:
        """Whether packets come."""
        return self._from is not None and self._from.connected

    @property
    def heard_at(self) -> float | None:
        """When the publisher was heard for certain."""
        return self._from.heard_at if self._from is not None else None

    def repair(self, now: float) -> None:
        """Follow the publisher; what it lost the publisher's own room asks for."""
        found = self._find()
        if found is not self._from:
            self._leave()
            self._from = found
            if found is not None:
                self._follow(found)
        for track in self.tracks:
            track.remind(now)

    def _follow(self, origin: Bringer) -> None:
        if origin.audio is not None and self._on_level is not None:
            self.audio = self._passed(origin.audio, self._on_level)
        self.layers = {layer: self._passed(track) for layer, track in origin.layers.items()}

    def _passed(self, origin: Track, on_level: Heard | None = None) -> Track:
        made = _Passed(origin, self._number)
        self._taps.append(_Tap(origin, made, on_level))
        return made

    def judge(self, now: float, seconds: float, busy_s: float) -> None:
        """Take stock of the last second."""
        self.figures = {}
        for track in self.tracks:
            octets, before = track.octets, self._octets.get(track, 0)
            self._octets[track] = octets
            self.figures[track] = Figures(round((octets - before) * 8 / 1000 / seconds))

    def end(self) -> None:
        """Take it off all slots."""
        self._leave()

    def _leave(self) -> None:
        for tap in self._taps:
            tap.head_for(None, 0.0)
        for track in self.tracks:
            track.end()
        self.audio, self.layers, self._taps, self._octets = None, {}, [], {}
        self._from = None
