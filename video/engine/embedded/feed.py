"""What a camera, a file or a test picture brings: packets made on this machine, nobody to ask."""

import asyncio
import secrets
from collections.abc import Callable

from video.engine.codecs import OPUS
from video.engine.embedded.figures import Figures
from video.engine.embedded.peer import Peer
from video.engine.embedded.track import Track
from video.engine.interface import Kind, Layer
from video.engine.rtp import MOST_PAYLOAD, SILENCE, SPOKEN_BYTES, UNTOLD_LEVEL, Packet


class Feed:
    """One large layer and, if it has any, sound; viewers begin with the keyframe that is kept."""

    peer: Peer | None = None
    allowed_kbps = 0  # its bit rate is the camera's

    def __init__(
        self, number: int, codec: str, *, sound: bool, on_level: Callable[[int], None]
    ) -> None:
        self.audio = Track(OPUS, number) if sound else None
        self.layers = {Layer.LARGE: Track(codec, number)}
        self.figures: dict[Track, Figures] = {}
        self.heard_at: float | None = None
        self.stopped = asyncio.Event()
        # Packets too long to go on.
        self.giants = 0
        self._on_level = on_level
        self._sequences = {track: secrets.randbits(15) for track in self.tracks}
        self._octets: dict[Track, int] = {}
        self._time = asyncio.get_running_loop().time

    @property
    def tracks(self) -> list[Track]:
        """All tracks, sound first."""
        return [*([self.audio] if self.audio is not None else []), *self.layers.values()]

    @property
    def connected(self) -> bool:
        """Whether packets come."""
        return self.layers[Layer.LARGE].live(self._time())

    def take(self, kind: Kind, payload: bytes, timestamp: int, *, marker: bool) -> None:
        """Pass on the payload of one packet; `timestamp` may run past 32 bits."""
        track = self.audio if kind is Kind.AUDIO else self.layers[Layer.LARGE]
        if track is None or self.stopped.is_set():
            return
        if len(payload) > MOST_PAYLOAD:
            self.giants += 1
            return
        now = self.heard_at = self._time()
        sequence = self._sequences[track] = (self._sequences[track] + 1) & 0xFFFF
        level = SILENCE
        if track is self.audio:
            level = UNTOLD_LEVEL if len(payload) > SPOKEN_BYTES else SILENCE
            self._on_level(level)
        mark = 0x80 if marker else 0
        packet = Packet(mark, 0, sequence, timestamp & 0xFFFFFFFF, 0, payload, level)
        track.take(packet, now)

    def repair(self, now: float) -> None:
        """Do nothing: no packet of a feed is lost before it comes."""

    def judge(self, now: float, seconds: float, busy_s: float) -> None:
        """Take stock of the last second."""
        for track in self.tracks:
            octets, before = track.octets, self._octets.get(track, 0)
            self._octets[track] = octets
            self.figures[track] = Figures(round((octets - before) * 8 / 1000 / seconds))

    def end(self) -> None:
        """Take it off all slots; whoever brings it sees `stopped`."""
        self.stopped.set()
        for track in self.tracks:
            track.end()
