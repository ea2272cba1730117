"""A room in figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from video.engine.embedded.figures import Figures
from video.engine.embedded.room import Room
from video.engine.embedded.slot import Slot
from video.engine.embedded.source import Source
from video.engine.embedded.viewer import Viewer
from video.engine.interface import (
    LayerStats,
    RoomStats,
    SlotStats,
    SourceStats,
    ViewerStats,
)
from video.engine.rtp import SILENCE


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by the loop and by the clock."""

    now: float
    at: datetime

    def of(self, then: float | None) -> datetime | None:
        """Return the time of day of a moment of the loop."""
        return self.at - timedelta(seconds=self.now - then) if then is not None else None


def room_stats(room: Room, when: Moment, *, draining: bool) -> RoomStats:
    """Return a room as it stands."""
    return RoomStats(
        sources=tuple(_source(room, one, when) for one in room.sources.values()),
        viewers=tuple(_viewer(one, when) for one in room.viewers.values()),
        voices=tuple(room.voices.loudest()),
        main=room.main,
        draining=draining,
        at=when.at,
    )


def _source(room: Room, source: Source, when: Moment) -> SourceStats:
    publisher = source.publisher
    figures = publisher.figures if publisher is not None else {}
    sound = figures.get(source.audio, Figures()) if source.audio is not None else Figures()
    layers = []
    for layer, track in source.layers.items():
        seen = figures.get(track, Figures())
        layers.append(
            LayerStats(
                layer=layer,
                codec=track.codec,
                kbps=seen.kbps,
                loss=seen.loss,
                wanted=layer in source.wanted,
                keyframes=track.keyframes,
            )
        )
    return SourceStats(
        source=source.id,
        number=source.number,
        role=source.role,
        connected=publisher is not None and publisher.connected,
        heard_at=when.of(publisher.heard_at) if publisher is not None else None,
        layers=tuple(layers),
        audio_kbps=sound.kbps,
        audio_loss=sound.loss,
        level=room.voices.level(source.id) if source.audio is not None else SILENCE,
        muted=room.muted.get(source.id, frozenset()),
        allowed_kbps=publisher.allowed_kbps if publisher is not None else 0,
    )


def _viewer(viewer: Viewer, when: Moment) -> ViewerStats:
    return ViewerStats(
        viewer=viewer.id,
        connected=viewer.peer.connected,
        heard_at=when.of(viewer.peer.heard_at),
        kbps=viewer.kbps,
        loss=viewer.loss(),
        dropped=viewer.peer.dropped,
        narrow=viewer.thrift.small,
        slots=tuple(_slot(viewer, one) for one in viewer.pictures),
    )


def _slot(viewer: Viewer, slot: Slot) -> SlotStats:
    waiting = slot.source is not None and slot.track is None
    return SlotStats(slot.source, viewer.layer_of(slot), waiting=waiting)
