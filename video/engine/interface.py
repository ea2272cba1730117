"""What a media engine does for rooms, whatever stands behind it.

A **source** is one published thing: a person's camera and microphone, a shared screen, a fixed
camera, a test picture. Its picture comes in up to two layers. A **viewer** has fixed slots: the
pictures it asked for in its offer, then three voices. Whoever calls gives the ids.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kernel.api import Invalid, NotFound, Unavailable


class Kind(StrEnum):
    """What a track carries."""

    AUDIO = "audio"
    VIDEO = "video"


class Layer(StrEnum):
    """The size of a picture: large for the main one, small for tiles; small falls back to large."""

    LARGE = "large"
    SMALL = "small"


class Role(StrEnum):
    """What a source is for; sets the bounds of its bit rate."""

    CHAIR = "chair"
    SPEAKER = "speaker"
    LISTENER = "listener"
    PHONE = "phone"
    SCREEN = "screen"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class LayerStats:
    """One layer of a source. `wanted` is false while nobody is shown it: it may pause."""

    layer: Layer
    codec: str
    kbps: int
    loss: float
    wanted: bool
    keyframes: int


@dataclass(frozen=True, slots=True)
class SourceStats:
    """One source. `number` stands as CSRC in every packet of it that viewers receive.

    `heard_at` is when media or control that only the publisher can have made came last: it tells
    who is there. `level` is the loudness in -dBov: 0 loudest, 127 silent.
    """

    source: UUID
    number: int
    role: Role
    connected: bool
    heard_at: datetime | None
    layers: tuple[LayerStats, ...]
    audio_kbps: int
    audio_loss: float
    level: int
    muted: frozenset[Kind]
    allowed_kbps: int


@dataclass(frozen=True, slots=True)
class SlotStats:
    """What a slot shows now; `waiting` until the keyframe of a new binding has come."""

    source: UUID | None
    layer: Layer
    waiting: bool


@dataclass(frozen=True, slots=True)
class ViewerStats:
    """One viewer; `loss` is what it reported itself, 0 to 1.

    `narrow`: its way is full, so that it gets small pictures whatever its slots ask for.
    """

    viewer: UUID
    connected: bool
    heard_at: datetime | None
    kbps: int
    loss: float
    dropped: int
    slots: tuple[SlotStats, ...]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class RoomStats:
    """One room as it stands. `voices` are the sources in the voice slots, loudest first."""

    sources: tuple[SourceStats, ...] = ()
    viewers: tuple[ViewerStats, ...] = ()
    voices: tuple[UUID, ...] = ()
    main: UUID | None = None
    draining: bool = False
    # By the clock of the engine, as all its moments: theirs and ours may differ by hours.
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordingStats:
    """How the recording of a room goes.

    `writing` tracks had something written of late; `dropped` frames were not whole or found no
    room; `fault` says why nothing is written: disk-full, disk-low, disk-slow, disk-failed.
    """

    recording: UUID
    writing: int = 0
    frames: int = 0
    dropped: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    """One connection: who publishes (`peer` is the source) or watches (`peer` is the viewer).

    `holder` says by whose right it stands, as whoever asked for it wrote; "" where nobody did.
    """

    room: UUID
    peer: UUID
    holder: str
    sends: bool


class NoPort(RuntimeError):
    """No UDP port is free for a media process, or its addresses are not of this machine."""


class EngineFull(Unavailable):
    """The engine has as many peers, or as many joins under way, as it takes."""

    code = "media-full"
    title = "The media engine takes no more at the moment"


class EngineDown(Unavailable):
    """No media process answers."""

    code = "media-down"
    title = "No media process answers at the moment"


class BadOffer(Invalid):
    """The session description cannot be answered: the pointer says where, the detail why."""

    code = "bad-offer"
    title = "The offer of media cannot be answered"


class NoSuchSource(NotFound):
    """The room has no source of this id."""

    code = "no-such-source"
    title = "The room has no such source"


class NoSuchViewer(NotFound):
    """The room has no viewer, or the viewer no slot, of this id."""

    code = "no-such-viewer"
    title = "The room has no such viewer"


class PullRefused(Invalid):
    """A camera, file or test picture cannot be taken as a source."""

    code = "pull-refused"
    title = "This cannot be taken as a source"


class MediaEngine(Protocol):
    """Raises the refusals above; every call may be repeated."""

    async def publish(
        self, room: UUID, source: UUID, offer: str, *, role: Role, holder: str = ""
    ) -> str:
        """Take a publisher's offer and return the answer.

        A second publisher of the same source takes the place of the first (a page that returns):
        viewers keep it in their slots. One `holder` has a bounded number of connections.
        """
        ...

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
        """Take a viewer's offer of slots and return the answer.

        The first picture slot of a viewer that `follows` shows the room's main source. A second
        offer of the same viewer takes the place of the first; bindings are made anew. A viewer
        never hears a source of its own id, nor those that are its `own`.
        """
        ...

    async def bind(
        self, room: UUID, viewer: UUID, slot: int, source: UUID | None, *, layer: Layer
    ) -> None:
        """Show a source in a picture slot from its next keyframe on; None empties the slot."""
        ...

    async def feature(self, room: UUID, source: UUID | None) -> None:
        """Show a source in the first slot of all that follow, at once."""
        ...

    async def mute(self, room: UUID, source: UUID, kind: Kind, *, muted: bool) -> None:
        """Pass on nothing of a kind whatever the publisher sends; outlives a return of it."""
        ...

    async def keyframe(self, room: UUID, source: UUID, layer: Layer) -> None:
        """Ask a source for a keyframe, at most as often as its encoder bears."""
        ...

    async def pull(self, room: UUID, source: UUID, url: str) -> None:
        """Take a camera, file or test picture as a source."""
        ...

    async def record(
        self, room: UUID, recording: UUID | None, *, without: frozenset[UUID] = frozenset()
    ) -> RecordingStats | None:
        """Write sound and the large picture of every source but some to films; None ends it.

        Whoever comes later is recorded too. Asked again it tells how the recording goes.
        """
        ...

    async def stats(self, room: UUID) -> RoomStats:
        """Tell the room as it stands; an empty one when nobody was here."""
        ...

    async def peers(self) -> tuple[Connected, ...]:
        """Tell who is connected to any room."""
        ...

    async def close(
        self, room: UUID, peer: UUID | None = None, *, holder: str | None = None
    ) -> None:
        """Let a source or viewer go, or all of the room; who is not there is gone already.

        With `holder` (the first word of it) only what stands by that right, else `NoSuchViewer`.
        """
        ...
