"""One room: who sends, who watches, and what is shown to whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from video.engine.embedded.slot import Slot
from video.engine.embedded.source import Source
from video.engine.embedded.tap import Taps
from video.engine.embedded.track import Track
from video.engine.embedded.viewer import Viewer
from video.engine.interface import Kind, Layer, NoSuchSource, NoSuchViewer
from video.engine.voices import SPOKEN, Voices

# A layer nobody is shown goes on for so long: whoever turns pages comes back.
PAUSE_AFTER_S = 2.0
# Kinds held back of sources that may return.
MOST_MUTED = 1_000

Tell = Callable[[UUID, dict[str, Any]], None]


class Room:
    """All of it lives in one process; nothing here waits."""

    def __init__(self, room: UUID, tell: Tell) -> None:
        self.id = room
        self.sources: dict[UUID, Source] = {}
        self.viewers: dict[UUID, Viewer] = {}
        self.voices: Voices[UUID] = Voices()
        self.muted: dict[UUID, frozenset[Kind]] = {}
        self.main: UUID | None = None
        self.idle_s = 0.0
        # What is recorded of it, if anything.
        self.taps: Taps | None = None
        self._tell = tell
        self._numbers: dict[UUID, int] = {}
        self._unwanted: dict[tuple[UUID, Layer], float] = {}
        self._told: dict[str, Any] = {}

    @property
    def empty(self) -> bool:
        """Whether nobody is here."""
        return not (self.sources or self.viewers)

    def number(self, source: UUID) -> int:
        """Return the number of a source, which stays its own as long as the room lives."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def source(self, source: UUID) -> Source:
        """Return a source. Raises `NoSuchSource`."""
        found = self.sources.get(source)
        if found is None:
            raise NoSuchSource(f"no source {source} in this room")
        return found

    def slot(self, viewer: UUID, slot: int) -> tuple[Viewer, Slot]:
        """Return a viewer and its picture slot. Raises `NoSuchViewer`."""
        found = self.viewers.get(viewer)
        if found is None or not 0 <= slot < len(found.pictures):
            raise NoSuchViewer(f"no slot {slot} of viewer {viewer} in this room")
        return found, found.pictures[slot]

    def show(
        self, viewer: Viewer, slot: Slot, source: UUID | None, *, layer: Layer, now: float
    ) -> None:
        """Bind a slot."""
        slot.source, slot.layer = source, layer
        self._head(viewer, slot, now)

    def feature(self, source: UUID | None, now: float) -> None:
        """Make a source the main one."""
        self.main = source
        for viewer in self.viewers.values():
            self.follow(viewer, now)

    def follow(self, viewer: Viewer, now: float) -> None:
        """Show the main source to somebody who follows."""
        if viewer.follows and viewer.pictures:
            self.show(viewer, viewer.pictures[0], self.main, layer=Layer.LARGE, now=now)

    def mute(self, source: UUID, kind: Kind, *, muted: bool, now: float) -> None:
        """Hold back a kind of a source, which may be away at the moment."""
        before = self.muted.get(source, frozenset())
        after = before | {kind} if muted else before - {kind}
        if after and len(self.muted) < MOST_MUTED:
            self.muted[source] = after
        elif not after:
            self.muted.pop(source, None)
        found = self.sources.get(source)
        if found is not None:
            found.mute(after, now)
            self.choose_voices(now)

    def arrange(self, now: float) -> None:
        """Give every picture slot the track that serves it best now."""
        for viewer in self.viewers.values():
            for slot in viewer.pictures:
                self._head(viewer, slot, now)
        if self.taps is not None:
            self.taps.arrange(self.sources, now)

    def record(self, taps: Taps | None, now: float) -> None:
        """Record from now on, or no longer."""
        if self.taps is not None:
            self.taps.end(now)
        self.taps = taps
        self.arrange(now)

    def _head(self, viewer: Viewer, slot: Slot, now: float) -> None:
        found = self.sources.get(slot.source) if slot.source is not None else None
        slot.head_for(found.pick(viewer.layer_of(slot), now) if found is not None else None, now)

    def choose_voices(self, now: float) -> None:
        """Choose who is heard, and give the voice slots their tracks when that changes."""
        if self.voices.choose(self._audible(), now):
            self.arrange_voices(now)

    def _audible(self) -> set[UUID]:
        return {
            one.id for one in self.sources.values() if one.audio is not None and not one.audio.muted
        }

    def arrange_voices(self, now: float) -> None:
        """Give the voice slots the tracks of who is heard."""
        tracks = [self._voice(source) for source in self.voices.slots]
        for viewer in self.viewers.values():
            for place, slot in enumerate(viewer.voices):
                own = self.voices.slots[place] in viewer.own
                slot.head_for(tracks[SPOKEN if own else place], now)

    def _voice(self, source: UUID | None) -> Track | None:
        found = self.sources.get(source) if source is not None else None
        return found.audio if found is not None else None

    def note_wanted(self, now: float) -> None:
        """Note which layers are shown to anybody, and tell pages when that or the voices change."""
        shown: dict[UUID, set[Layer]] = {}
        for viewer in self.viewers.values():
            for slot in viewer.pictures:
                if slot.source is not None:
                    shown.setdefault(slot.source, set()).add(viewer.layer_of(slot))
        for source in self.sources.values() if self.taps is not None else ():
            shown.setdefault(source.id, set()).add(Layer.LARGE)
        for source in self.sources.values():
            asked = source.asked(shown.get(source.id, set()))
            source.wanted = asked | self._kept(source, asked, now)
        told = {
            "voices": [self.number(one) for one in self.voices.loudest()],
            "wanted": {str(one.id): sorted(one.wanted) for one in self.sources.values()},
            "numbers": {str(one.id): one.number for one in self.sources.values()},
        }
        if told != self._told:
            self._told = told
            self._tell(self.id, told)

    def _kept(self, source: Source, asked: frozenset[Layer], now: float) -> frozenset[Layer]:
        """Return the layers that are wanted a little longer than they are shown."""
        kept: set[Layer] = set()
        for layer in source.layers:
            key = (source.id, layer)
            if layer in asked:
                self._unwanted.pop(key, None)
            elif now - self._unwanted.setdefault(key, now) < PAUSE_AFTER_S:
                kept.add(layer)
        return frozenset(kept)

    def remove_source(self, source: UUID, now: float) -> None:
        """Forget a source; slots that ask for it stay empty until it returns."""
        if self.sources.pop(source, None) is not None:
            self.voices.gone(source)
            for layer in Layer:
                self._unwanted.pop((source, layer), None)
            self.arrange(now)
            self.arrange_voices(now)
