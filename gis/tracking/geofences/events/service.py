"""Use cases of what rules find: begin, end, leave the boards, list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gis.tracking.geofences.events import queries
from gis.tracking.geofences.events.book import Who
from gis.tracking.geofences.live import EVENTS, event_state
from gis.tracking.geofences.presence import KMH
from gis.tracking.geofences.schemas import EventFilter
from gis.tracking.geofences.service import UNITS
from kernel.api import AlarmCause, NewFact, NotFound, Tx, alarms, journal, new_id, paging
from registry.api import instant, organisations

# Boards show what is over for a day.
SHOWN = timedelta(hours=24)
# Events that go on until something ends them.
STANDING = ("dwell", "speed", "inside", "outside")
# Their alarms end with them; the others are over once somebody took note.
BREACHED, PASSED = "geofence-breached", "geofence-passed"
CLEARS = ("dwell", "inside", "outside")
FACTS = {
    "enter": "geofence.entered",
    "exit": "geofence.departed",
    "dwell": "geofence.stayed",
    "speed": "geofence.sped",
    "inside": "geofence.trespassed",
    "outside": "geofence.strayed",
}
TITLES = {
    "enter": ("{who} 进入 {fence}", "{who} entered {fence}"),
    "exit": ("{who} 离开 {fence}", "{who} left {fence}"),
    "dwell": ("{who} 在 {fence} 停留超过 {minutes} 分", "{who} in {fence} for over {minutes} min"),
    "speed": (
        "{who} 在 {fence} 超速：{speed} km/h，限 {limit}",
        "{who} speeding in {fence}: {speed} km/h, limit {limit}",
    ),
    "inside": ("{who} 在禁入区 {fence} 内", "{who} is inside {fence}, where it must not be"),
    "outside": ("{who} 不在规定区域（{rule}）", "{who} is outside where it must be ({rule})"),
}
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: whom, at which geofence (None = outside all), when and where."""

    rule: Any
    fence: Any | None
    who: Who
    at: datetime
    place: tuple[float, float]
    speed_mps: float | None = None
    late: bool = False

    @property
    def key(self) -> tuple[UUID, UUID, UUID | None]:
        """Rule, unit and geofence: of what goes on, one stands."""
        return self.rule.id, self.who.id, self.fence.id if self.fence else None


async def begin(tx: Tx, found: Found) -> None:
    """Note what a rule found, once; call somebody if the rule says so."""
    rule, who = found.rule, found.who
    event = new_id()
    values = {
        "id": event,
        "rule_id": rule.id,
        "event": rule.event,
        "fence_id": found.key[2],
        "device_id": who.device_id,
        "unit_id": who.unit_id,
        "who": who.id,
        "named": _named(found),
        "at": found.at,
        "standing": rule.event in STANDING,
        "figures": _figures(found),
        "lon": found.place[0],
        "lat": found.place[1],
        "late": found.late,
        "organisation_id": rule.organisation_id,
        "scope_id": rule.scope_id,
    }
    if not await queries.insert(tx, values):
        return
    if rule.alarm and not found.late:
        alarm = await alarms.raise_alarm(tx, _cause(found, values["named"]["title"]))
        await queries.set_alarm(tx, event, alarm)
    await _record(tx, event, FACTS[rule.event])


async def end(tx: Tx, row: Any, until: datetime) -> None:
    """Note that what went on is over, and the alarm with it."""
    await queries.end(tx, row.id, until)
    if row.alarm_id is not None and row.event in CLEARS:
        key = alarm_key(row.rule_id, row.who, row.fence_id)
        await alarms.clear_alarm(tx, BREACHED, key, scope_id=row.scope_id)
    await _record(tx, row.id, "geofence.ended")


async def leave_boards(tx: Tx, most: int) -> None:
    """Take events of yesterday off the boards; lists keep them."""
    for row in await queries.run_out(tx, tx.now - SHOWN, most):
        await queries.leave(tx, row.id)
        await _record(tx, row.id, "geofence.cleared")


async def find_many(tx: Tx, wanted: EventFilter) -> Answer:
    """Return a page of the events within sight, the newest first."""
    tx.actor.require(UNITS)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        filters=wanted.model_dump(include={"fence", "unit", "rule", "standing"}),
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = await _states(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["at"], item["id"]))


async def show(tx: Tx, event: UUID) -> Answer:
    """Return one event within sight."""
    tx.actor.require(UNITS)
    row = await queries.one(tx, event)
    if row is None:
        raise NotFound
    (state,) = await _states(tx, [row])
    return state | {"version": await journal.version_of(tx, event)}


def alarm_key(rule: UUID, who: UUID, fence: UUID | None) -> str:
    """Return what repeats of an alarm fold by."""
    return f"{rule}:{who}:{fence or ''}"


def _cause(found: Found, title: Answer) -> AlarmCause:
    rule, who = found.rule, found.who
    about = [who.id, found.fence.id] if found.fence else [who.id]
    return AlarmCause(
        BREACHED if rule.event in CLEARS else PASSED,
        alarm_key(*found.key),
        zh={"title": title["zh"]},
        en={"title": title["en"]},
        subject_text=rule.name,
        about=about,
        organisation_id=rule.organisation_id,
        scope_id=rule.scope_id,
        severity=rule.severity,
    )


def _figures(found: Found) -> Answer:
    speed = None if found.speed_mps is None else round(found.speed_mps * KMH)
    return {
        "minutes": found.rule.minutes,
        "limit_kmh": found.rule.limit_kmh,
        "speed_kmh": speed,
    }


def _named(found: Found) -> Answer:
    rule, fence, who = found.rule, found.fence, found.who
    figures = _figures(found)
    words = {
        "who": who.name,
        "fence": fence.name if fence else "",
        "rule": rule.name,
        "minutes": figures["minutes"],
        "limit": figures["limit_kmh"],
        "speed": figures["speed_kmh"],
    }
    zh, en = (text.format(**words) for text in TITLES[rule.event])
    return {
        "rule": {"id": str(rule.id), "name": rule.name},
        "fence": {"id": str(fence.id), "name": fence.name} if fence else None,
        "unit": {"id": str(who.unit_id), "name": who.name} if who.unit_id else None,
        "device": {"id": str(who.device_id), "name": who.device_name},
        "title": {"zh": zh, "en": en},
    }


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [event_state(row, owners) for row in rows]


async def _record(tx: Tx, event: UUID, kind: str) -> None:
    row = await queries.one(tx, event)
    assert row is not None
    (state,) = await _states(tx, [row])
    about = [row.who, row.fence_id] if row.fence_id else [row.who]
    told = None if row.left_at else state
    tx.record(NewFact(kind, EVENTS, event, told, row.scope_id, about=about))
