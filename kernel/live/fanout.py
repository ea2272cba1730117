"""From one judged fact to the boards: who sees it, who loses it, each frame built once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.live import frames
from kernel.live.board import Board
from kernel.live.classes import EVERYONE, mask
from kernel.live.holdings import Held, Holdings
from kernel.live.hub import Hub, count
from kernel.live.place import Place, place_of

# One change of sight may move a whole organisation's subjects: beyond 200 a board starts over,
# because a snapshot in paced parts is kinder to it than a burst.
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact with the classes that see its subject now."""

    seq: int
    at: datetime
    topic: str
    subject: UUID
    drill: UUID
    version: int
    gone: bool
    place: Place | None
    text: str
    restricted: str | None
    sees: int

    @property
    def key(self) -> tuple[UUID, UUID]:
        """The subject as boards keep it."""
        return (self.drill, self.subject)


def judged(row: Any) -> Judged:
    """Return a row of the journal's tail with its classes as a set."""
    return Judged(
        seq=row["seq"],
        at=row["at"],
        topic=row["topic"],
        subject=row["subject"],
        drill=row["drill"],
        version=row["version"],
        gone=row["gone"],
        place=place_of(row["lon"], row["lat"]),
        text=row["text"],
        restricted=row["restricted"],
        sees=EVERYONE if row["to_all"] else mask(row["sees"]),
    )


class _Frames:
    """The few forms in which a fact reaches boards, each built at most once per board id."""

    __slots__ = ("_built", "_fact")

    def __init__(self, fact: Judged) -> None:
        self._fact = fact
        self._built: dict[tuple[str, bytes], bytes] = {}

    def shown(self, board: Board) -> bytes:
        personal = board.personal and self._fact.restricted is not None
        return self._of("personal" if personal else "open", board.key)

    def lost(self, board: Board) -> bytes:
        return self._of("sight.lost", board.key)

    def left(self, board: Board) -> bytes:
        return self._of("area.left", board.key)

    def _of(self, form: str, key: bytes) -> bytes:
        found = self._built.get((form, key))
        if found is None:
            found = self._built[form, key] = frames.fact(key, self._text(form).encode())
        return found

    def _text(self, form: str) -> str:
        fact = self._fact
        if form == "open":
            return fact.text
        if form == "personal":
            return frames.with_restricted(fact.text, fact.restricted)
        return frames.vanished(
            form,
            fact.topic,
            fact.subject,
            fact.drill,
            seq=fact.seq,
            at=fact.at.isoformat(),
            version=fact.version,
        )


class Fanout:
    """Puts facts on boards and keeps the holdings in step."""

    def __init__(self, hub: Hub, holdings: Holdings) -> None:
        self._hub = hub
        self._holdings = holdings

    def fact(self, fact: Judged) -> None:
        """Pass one fact on."""
        now = Held(fact.sees, fact.topic, fact.place)
        before = self._holdings.drop(fact.key) if fact.gone else self._holdings.put(fact.key, now)
        built = _Frames(fact)
        written = receivers = 0
        for board in self._hub.followers(fact.drill, fact.topic):
            frame = _frame(board, fact, before, built)
            if frame is not None:
                lost = not fact.sees & board.sight.bit
                board.put(fact.seq, fact.subject, frame, lost=lost)
                written += len(frame)
                receivers += 1
        count(receivers, written)
        self._withdraw(before.classes & ~fact.sees)

    def moved(self, subjects: list[Judged], saw: int, sees: int) -> None:
        """Pass on that a scope changed, which `saw` it before and `sees` it now: its subjects.

        Who held one and no longer sees it loses it; who sees it now and did not before gains it.
        """
        bursts: dict[Board, list[tuple[Judged, bytes]]] = defaultdict(list)
        for fact in subjects:
            now = Held(fact.sees, fact.topic, fact.place)
            held = self._holdings.put(fact.key, now).classes
            built = _Frames(fact)
            for board in self._hub.followers(fact.drill, fact.topic):
                frame = _moved_frame(board, fact, (held, saw), built)
                if frame is not None:
                    bursts[board].append((fact, frame))
        for board, burst in bursts.items():
            self._burst(board, burst)
        self._withdraw(saw & ~sees)

    def _withdraw(self, classes: int) -> None:
        """Start boards of the past over when their class lost sight of something."""
        for board in [board for board in self._hub.past if board.sight.bit & classes]:
            board.start_over("sight")

    def _burst(self, board: Board, burst: list[tuple[Judged, bytes]]) -> None:
        if len(burst) > MOST_AT_ONCE:
            board.start_over("sight")
            return
        for fact, frame in burst:
            lost = not fact.sees & board.sight.bit
            board.put(fact.seq, fact.subject, frame, lost=lost)
        count(len(burst), sum(len(frame) for _, frame in burst))


def _frame(board: Board, fact: Judged, before: Held, built: _Frames) -> bytes | None:
    if not board.follows(fact.subject):
        return None
    held = bool(before.classes & board.sight.bit)
    if not fact.sees & board.sight.bit:
        return built.lost(board) if held else None
    place = before.place if fact.gone else fact.place
    if board.area is None or board.area.holds(place):
        return built.shown(board)
    return built.left(board) if held and board.area.holds(before.place) else None


def _moved_frame(
    board: Board, fact: Judged, before: tuple[int, int], built: _Frames
) -> bytes | None:
    if not board.follows(fact.subject):
        return None
    bit = board.sight.bit
    held, saw = before
    if not fact.sees & bit:
        return built.lost(board) if held & bit else None
    if held & saw & bit:
        return None
    shown = board.area is None or board.area.holds(fact.place)
    return built.shown(board) if shown else None
