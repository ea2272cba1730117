"""What whoever brings a source has in common."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from video.engine.embedded.peer import Peer
from video.engine.interface import Layer

if TYPE_CHECKING:
    from video.engine.embedded.track import Track


@dataclass(slots=True)
class Figures:
    """What came in the last second."""

    kbps: int = 0
    loss: float = 0.0


class Bringer(Protocol):
    """A publisher's connection, or a feed of this machine."""

    audio: "Track | None"
    layers: "dict[Layer, Track]"
    figures: "dict[Track, Figures]"

    @property
    def peer(self) -> Peer | None:
        """The connection; None for what is made here."""
        ...

    @property
    def tracks(self) -> "list[Track]":
        """All tracks, sound first."""
        ...

    @property
    def connected(self) -> bool:
        """Whether it can bring anything."""
        ...

    @property
    def heard_at(self) -> float | None:
        """When it was heard for certain."""
        ...

    @property
    def allowed_kbps(self) -> int:
        """What it may send; 0 = as it likes."""
        ...

    def repair(self, now: float) -> None:
        """Ask for what is missing."""
        ...

    def judge(self, now: float, seconds: float, busy_s: float) -> None:
        """Take stock of the last second."""
        ...

    def end(self) -> None:
        """Take it off all slots."""
        ...
