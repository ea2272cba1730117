"""What happened in a room while it was recorded, read out of the journal's facts. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

State = Mapping[str, Any]
Answer = dict[str, Any]
# Facts that are a chapter whatever their subject was before.
_PLAIN = {
    "room.opened": "opened",
    "room.closed": "closed",
    "roll-call.started": "roll-call",
    "roll-call.finished": "roll-call-ended",
    "participant.entered": "entered",
    "participant.left": "left",
    "whiteboard.opened": "whiteboard-opened",
    "whiteboard.wiped": "whiteboard-wiped",
    "whiteboard.closed": "whiteboard-closed",
    "recording.started": "recording-started",
    "recording.failed": "recording-paused",
    "recording.resumed": "recording-resumed",
    "recording.stopped": "recording-stopped",
}
# All that can make a chapter; others, of which a day has many, are not read.
KINDS = frozenset(_PLAIN) | {
    "decision.made",
    "participant.changed",
    "participant.returned",
    "participant.steered",
    "roll-call.answered",
    "room.counted",
    "room.staged",
}
# Fields of a participant whose change is a chapter, by what they become.
_TURNS = (
    ("silenced", "silenced", "unsilenced"),
    ("sharing", "sharing", "sharing-ended"),
    ("hand_at", "hand", None),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the room, its people, calls and decisions, or of the recording."""

    at: datetime
    kind: str
    subject: str
    state: State | None


def chapters(before: Iterable[Told], facts: Iterable[Told]) -> list[Answer]:
    """Return the chapters facts tell; `before` says how things stood when it began."""
    log = _Log()
    for fact in before:
        log.note(fact)
    found: list[Answer] = []
    for fact in facts:
        found += log.told(fact)
        log.note(fact)
    return found


def chapter(
    at: datetime,
    kind: str,
    *,
    name: str | None = None,
    source: str | None = None,
    text: str | None = None,
) -> Answer:
    """Return one chapter."""
    return {"at": at, "kind": kind, "name": name, "source_id": source, "text": text}


class _Log:
    """Knows how each subject stood last."""

    def __init__(self) -> None:
        self._states: dict[str, State] = {}
        self._names: dict[str, str] = {}

    def note(self, fact: Told) -> None:
        state = fact.state
        if state is None:
            return
        self._states[fact.subject] = state
        if "screen_id" in state:
            name = state.get("venue") or state["name"]
            self._names[fact.subject] = self._names[state["screen_id"]] = name

    def told(self, fact: Told) -> Iterator[Answer]:
        state, was = fact.state, self._states.get(fact.subject, {})
        if state is None:
            return
        noun = fact.kind.split(".")[0]
        if fact.kind in _PLAIN and not (fact.kind == "room.opened" and was.get("state") == "open"):
            yield self._plain(fact, state)
        if fact.kind == "decision.made":
            yield chapter(fact.at, "decision", name=state.get("decided_by"), text=state.get("text"))
        if fact.kind == "roll-call.answered":
            text = f"{state.get('answered')}/{state.get('expected')}"
            yield chapter(fact.at, "answered", text=text)
        if fact.kind == "recording.started":
            yield from self._standing(fact)
        if noun == "room":
            yield from self._staged(fact, state, was)
        if noun == "participant" and fact.subject in self._states:
            yield from self._turned(fact, state, was)

    def _plain(self, fact: Told, state: State) -> Answer:
        person = "screen_id" in state
        text = state.get("why_left") if fact.kind == "participant.left" else state.get("fault")
        by = state.get("by") if fact.kind.startswith("whiteboard.") else None
        return chapter(
            fact.at,
            _PLAIN[fact.kind],
            name=state.get("venue") or state.get("name") if person else by,
            source=fact.subject if person else None,
            text=text,
        )

    def _standing(self, fact: Told) -> Iterator[Answer]:
        """Tell what stood on the screens already."""
        for room in [state for state in self._states.values() if "main_source" in state]:
            main = room["main_source"]
            if main is not None:
                yield chapter(fact.at, "main", name=self._names.get(main), source=main)
            yield chapter(fact.at, "layout", text=room.get("layout"))

    def _staged(self, fact: Told, state: State, was: State) -> Iterator[Answer]:
        main = state.get("main_source")
        if main is not None and main != was.get("main_source"):
            yield chapter(fact.at, "main", name=self._names.get(main), source=main)
        if was and state.get("layout") != was.get("layout"):
            yield chapter(fact.at, "layout", text=state.get("layout"))
        if was and state.get("locked") != was.get("locked"):
            yield chapter(fact.at, "locked" if state.get("locked") else "unlocked")

    def _turned(self, fact: Told, state: State, was: State) -> Iterator[Answer]:
        name = state.get("venue") or state.get("name")
        for field, begun, ended in _TURNS:
            if bool(state.get(field)) != bool(was.get(field)):
                kind = begun if state.get(field) else ended
                # Whoever leaves shares and asks no more: that it left says so.
                if kind is not None and not (kind == ended and state.get("left_at")):
                    yield chapter(fact.at, kind, name=name, source=fact.subject)
