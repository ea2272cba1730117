"""One published thing of a room; outlives the connection that brings it."""

from dataclasses import dataclass, field
from uuid import UUID

from video.engine.embedded.figures import Bringer
from video.engine.embedded.publisher import LAYERS
from video.engine.embedded.track import Track
from video.engine.interface import Kind, Layer, Role


@dataclass(slots=True)
class Source:
    """What viewers are shown by its id, whoever sends it at the moment."""

    id: UUID
    number: int
    role: Role
    publisher: Bringer | None = None
    wanted: frozenset[Layer] = field(default_factory=frozenset)
    holder: str = ""

    @property
    def audio(self) -> Track | None:
        """The sound, while somebody sends."""
        return self.publisher.audio if self.publisher is not None else None

    @property
    def layers(self) -> dict[Layer, Track]:
        """The picture, while somebody sends."""
        return self.publisher.layers if self.publisher is not None else {}

    def pick(self, layer: Layer, now: float) -> Track | None:
        """Return the track that serves a layer best: itself, or the other while it has paused."""
        own = self.layers.get(layer)
        other = self.layers.get(LAYERS[1 - LAYERS.index(layer)])
        if own is None or (not own.live(now) and other is not None and other.live(now)):
            return other or own
        return own

    def asked(self, wanted: set[Layer]) -> frozenset[Layer]:
        """Return which layers it has to send for these to be shown."""
        return frozenset(one if one in self.layers else Layer.LARGE for one in wanted)

    def mute(self, muted: frozenset[Kind], now: float) -> None:
        """Hold back kinds of media."""
        if self.audio is not None:
            self.audio.mute(muted=Kind.AUDIO in muted, now=now)
        for track in self.layers.values():
            if track.muted != (Kind.VIDEO in muted):
                track.mute(muted=Kind.VIDEO in muted, now=now)
