"""The life of an order: six receipts, never backwards; which clocks run and what is overdue; pure.

sent → delivered → seen → accepted → acting → done, or refused; whoever gave it may withdraw it.
A later receipt implies the earlier ones. Overdue and escalated are no states: clocks tell them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from incidents.api import clock_colour, clocks_of
from kernel.api import Conflict, FieldError, Invalid

Receipt = Literal["delivered", "seen", "accepted", "acting", "done", "refused"]
State = Literal["sent", "delivered", "seen", "accepted", "acting", "done", "refused", "withdrawn"]
Via = Literal["crew", "desk", "device", "status"]
RECEIPTS: tuple[Receipt, ...] = get_args(Receipt)
STATES: tuple[State, ...] = get_args(State)
# The way of an order, each step implying those before it.
WAY: tuple[State, ...] = ("sent", "delivered", "seen", "accepted", "acting", "done")
ENDED: frozenset[str] = frozenset({"done", "refused", "withdrawn"})
OPEN: frozenset[str] = frozenset(STATES) - ENDED
# A clock that is overdue reminds the recipient at once and twice more; then people must talk.
REMIND_EVERY = timedelta(seconds=60)
MOST_REMINDERS = 3
DUE = {"code": "order-due", "zh": "完成期限", "en": "Due"}
WARN_SHARE = 0.8
MINUTE_S = 60
Mark = Mapping[str, Any]
Clock = Mapping[str, Any]


class TaskOver(Conflict):
    """The order has ended otherwise."""

    code = "task-over"
    title = "This order has ended"


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt: by whom, when we learned of it, and when the sender's clock says it was given."""

    receipt: Receipt
    at: datetime
    by: str
    via: Via
    device_at: datetime | None = None
    reason: str | None = None
    word: str | None = None

    def mark(self, *, implied: bool = False) -> dict[str, Any]:
        """Return what the order keeps of it; an implied one has no time of a device."""
        return {
            "at": self.at,
            "device_at": None if implied else self.device_at,
            "by": self.by,
            "via": self.via,
            "implied": implied,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """An order as the rules see it."""

    state: State
    receipts: Mapping[str, Mark]
    ended_at: datetime | None = None
    reason: str | None = None
    last_word: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The order after a receipt, and the fact it makes, None when nothing changed."""

    standing: Standing
    fact: str | None = None


def receive(task: Standing, given: Given) -> Outcome:
    """Return the order after a receipt; the same one twice changes nothing.

    One of before the end that arrives after it (a phone was off line) is noted and ends nothing.
    Raises `TaskOver`, `Invalid` for a refusal without a reason.
    """
    if given.receipt == "refused" and not given.reason:
        raise Invalid(
            "Say why it is refused.",
            errors=[FieldError("/reason", "required", "why it is refused")],
        )
    if task.state in ENDED and not _belongs(task, given):
        raise TaskOver(f"It was {task.state} before.", state=task.state)
    receipts = _with(task.receipts, given)
    word = _word(given) or task.last_word
    fact = _fact(task, given, receipts)
    moved = task.state in OPEN and _rank(given.receipt) > _rank(task.state)
    after = replace(task, receipts=receipts, last_word=word)
    if moved:
        over = given.receipt in ENDED
        after = replace(
            after,
            state=given.receipt,
            ended_at=given.at if over else None,
            reason=given.reason if given.receipt == "refused" else task.reason,
        )
    return Outcome(after, fact)


def withdraw(task: Standing, at: datetime, reason: str | None) -> Standing:
    """Return the order taken back. Raises `TaskOver` when it has ended otherwise."""
    if task.state in ENDED:
        raise TaskOver(f"It was {task.state} before.", state=task.state)
    return replace(task, state="withdrawn", ended_at=at, reason=reason)


def _belongs(task: Standing, given: Given) -> bool:
    """Say whether a receipt may still be noted after the end: it was given before, or is known."""
    known = task.receipts.get(given.receipt)
    if known is not None and not known["implied"]:
        return True
    assert task.ended_at is not None
    return given.device_at is not None and given.device_at <= task.ended_at


def _rank(state: str) -> int:
    return len(WAY) if state in ("refused", "withdrawn") else WAY.index(state)


def _with(receipts: Mapping[str, Mark], given: Given) -> dict[str, Mark]:
    """Return the receipts with one more; those it implies are filled, a real one stays."""
    found = dict(receipts)
    known = found.get(given.receipt)
    if known is None:
        found[given.receipt] = given.mark()
    elif known["implied"]:  # known since then, told with its own time only now
        found[given.receipt] = given.mark() | {"at": known["at"]}
    # Who refuses has read it; more is not implied.
    last = WAY.index("seen") + 1 if given.receipt == "refused" else WAY.index(given.receipt)
    for step in WAY[1:last]:
        found.setdefault(step, given.mark(implied=True))
    return found


def _word(given: Given) -> dict[str, Any] | None:
    if given.word is None:
        return None
    return {"at": given.at, "by": given.by, "text": given.word}


def _fact(task: Standing, given: Given, receipts: Mapping[str, Mark]) -> str | None:
    if receipts != task.receipts:
        return f"task.{given.receipt}"
    said = (task.last_word or {}).get("text")
    return "task.noted" if given.word is not None and given.word != said else None


# Clocks -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Timed:
    """What chooses the clocks of an order and what stops them."""

    task: Standing
    event_class: int | None
    grade: str | None
    due_at: datetime | None = None
    late: Sequence[str] = field(default_factory=tuple)
    reminded: Mapping[str, Any] = field(default_factory=dict)


def clocks(rows: Sequence[Mapping[str, Any]], timed: Timed) -> list[dict[str, Any]]:
    """Return the clocks of an order: those of the table, and its own date of completion."""
    marks = _marks(timed.task)
    found = clocks_of(rows, marks, event_class=timed.event_class, grade=timed.grade)
    if timed.due_at is not None:
        sent = marks["task.sent"]
        warn = sent + (timed.due_at - sent) * WARN_SHARE
        times = {"started_at": sent, "warn_at": warn, "due_at": timed.due_at}
        found.append(DUE | times | {"done_at": marks.get("task.done")})
    return found


def _marks(task: Standing) -> dict[str, datetime]:
    """Return the moments clocks start and stop at, by our clock alone."""
    marks = {f"task.{name}": moment(mark["at"]) for name, mark in task.receipts.items()}
    words = [moment(task.last_word["at"])] if task.last_word else []
    answers = [marks[name] for name in ("task.done", "task.refused") if name in marks] + words
    return marks | ({"task.answered": min(answers)} if answers else {})


def moment(value: datetime | str) -> datetime:
    """Return a moment the database kept as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def limit(clock: Clock) -> dict[str, str]:
    """Return in both languages how long a clock gives."""
    seconds = round((clock["due_at"] - clock["started_at"]).total_seconds())
    if seconds < MINUTE_S:
        return {"zh": f"{seconds} 秒", "en": f"{seconds} s"}
    minutes = seconds // MINUTE_S
    return {"zh": f"{minutes} 分", "en": f"{minutes} min"}


@dataclass(frozen=True, slots=True)
class Watch:
    """What the watch finds: clocks newly overdue, whether to remind, when to look again."""

    late: tuple[Clock, ...] = ()
    fresh: tuple[Clock, ...] = ()
    remind: bool = False
    look_at: datetime | None = None
    late_at: datetime | None = None


def watch(timed: Timed, running: Sequence[Clock], now: datetime) -> Watch:
    """Return what is due about an order now; nothing once it has ended."""
    if timed.task.state in ENDED:
        return Watch()
    going = [clock for clock in running if clock["done_at"] is None]
    late = tuple(clock for clock in going if clock_colour(clock, now) == "red")
    fresh = tuple(clock for clock in late if clock["code"] not in timed.late)
    last = timed.reminded.get("last_at")
    again = moment(last) + REMIND_EVERY if last else now
    unaccepted = timed.task.state in ("sent", "delivered", "seen")
    few = timed.reminded.get("count", 0) < MOST_REMINDERS
    remind = bool(fresh) or (bool(late) and unaccepted and few and again <= now)
    ahead = [clock["due_at"] for clock in going if clock not in late]
    if late and unaccepted and few:
        ahead.append((now if remind else again - REMIND_EVERY) + REMIND_EVERY)
    return Watch(
        late=late,
        fresh=fresh,
        remind=remind,
        look_at=min(ahead, default=None),
        late_at=min((clock["due_at"] for clock in going), default=None),
    )
