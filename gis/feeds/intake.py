"""Takes a message of a feed: reads it, keeps what is new, judges thresholds, notes that it came.

One transaction holds the feed's row from the first to the last step, so messages of a feed count
one after the other, and the same message twice changes nothing.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from gis.areas import service as areas
from gis.feeds import observed, queries
from gis.feeds.forms import FORMS, Told, Unreadable
from gis.feeds.forms.model import Fault, Reading
from gis.feeds.pull import Known
from gis.warnings import rules
from gis.warnings import service as warnings
from gis.warnings.rules import Finding, Gauge, Ground
from kernel.api import FieldError, Invalid, Tx, feeds, new_id

# Clocks of gauges differ by minutes; what lies farther ahead is a wrong clock.
AHEAD = timedelta(minutes=15)


class MessageRefused(Invalid):
    """A message that is not of the form its feed speaks."""

    code = "message-refused"
    title = "The message is not of the form of this feed"


@dataclass(frozen=True, slots=True)
class Message:
    """Bytes as they came, how they came, and what they said of their age."""

    data: bytes
    how: Literal["pulled", "pushed"]
    known: Known = field(default_factory=Known)

    @property
    def digest(self) -> bytes:
        """What identifies the message."""
        return hashlib.sha256(self.data).digest()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message."""

    id: UUID | None
    rows: int
    taken: int
    repeats: int
    faults: list[Fault]
    warnings: list[UUID]


def watched(feed: Any) -> feeds.Feed:
    """Return a feed as the watch of the kernel knows it."""
    return feeds.Feed(
        f"feed:{feed.code}",
        feed.zh,
        feed.en,
        feed.dead_after_s,
        organisation_id=feed.organisation_id,
        scope_id=feed.scope_id,
        quiet=feed.exercise,
    )


async def read(form: str, data: bytes, settings: dict[str, Any]) -> Told:
    """Read a message aside, so that a long one keeps nobody waiting. Raises `MessageRefused`."""
    try:
        return await asyncio.to_thread(FORMS[form].read, data, settings)
    except Unreadable as error:
        detail = str(error)
        raise MessageRefused(detail, errors=[FieldError("", "unreadable", detail)]) from error


async def take(tx: Tx, feed: Any, message: Message) -> Taken:
    """Take a message of a feed whose row is locked. Raises `MessageRefused`."""
    again = feed.digest is not None and bytes(feed.digest) == message.digest
    told = await read(feed.form, message.data, feed.settings)
    taken, touched = 0, list[UUID]()
    if not again:
        told = punctual(told, tx)
        taken = await _keep(tx, feed, told)
        touched, left_out = await _judge(tx, feed, told)
        if left_out:
            told.faults.append(Fault(0, "too-many-warnings", f"{left_out} warnings not issued."))
    values = len(told.readings) + len(told.quakes) + sum(len(each.track) for each in told.storms)
    result = Taken(new_id(), told.rows, taken, told.repeats + values - taken, told.faults, touched)
    await _note(tx, feed, message, result)
    return result


async def alive(tx: Tx, feed: Any, known: Known) -> None:
    """Note that a feed answered that nothing is new."""
    await queries.received(tx, feed.id, digest=None, etag=known.etag, modified=known.modified)
    await feeds.beat(tx, watched(feed))


async def _note(tx: Tx, feed: Any, message: Message, result: Taken) -> None:
    await queries.add_message(
        tx,
        {
            "id": result.id,
            "feed": feed.id,
            "how": message.how,
            "bytes": len(message.data),
            "rows": result.rows,
            "taken": result.taken,
            "repeats": result.repeats,
            "refused": len(result.faults),
            "sender": tx.actor.name[:100],
        },
        result.faults,
    )
    known = message.known
    await queries.received(
        tx, feed.id, digest=message.digest, etag=known.etag, modified=known.modified
    )
    await feeds.beat(tx, watched(feed))


def punctual(told: Told, tx: Tx) -> Told:
    """Refuse what was observed in the future."""
    latest = tx.now + AHEAD
    late: list[Fault] = []

    def is_past(at: Any, what: str) -> bool:
        if at > latest:
            late.append(Fault(0, "future", f"{what} is told for {at:%Y-%m-%dT%H:%MZ}"))
        return bool(at <= latest)

    told.readings = [each for each in told.readings if is_past(each.at, each.station)]
    told.quakes = [each for each in told.quakes if is_past(each.at, each.code)]
    storms = [
        replace(storm, track=tuple(each for each in storm.track if is_past(each.at, storm.code)))
        for storm in told.storms
    ]
    told.storms = [storm for storm in storms if storm.track]
    told.faults += late
    return told


async def _keep(tx: Tx, feed: Any, told: Told) -> int:
    taken = 0
    if told.readings:
        taken += await observed.add_readings(tx, feed.id, told.readings)
        names = {each["code"]: each for each in feed.settings.get("stations", [])}
        await observed.set_stations(tx, feed.id, observed.newest(told.readings), names)
    if told.quakes:
        taken += await observed.set_quakes(tx, feed.id, told.quakes)
    for storm in told.storms:
        taken += await observed.set_storm(tx, feed.id, storm)
    return taken


async def _judge(tx: Tx, feed: Any, told: Told) -> tuple[list[UUID], int]:
    """Let the warnings of a feed follow what it told; say which changed, how many were too many."""
    steps = rules.by_kind(feed.thresholds)
    subjects: list[tuple[str, str]] = []
    found: list[Finding | None] = []
    if told.readings:
        standing = await warnings.colours(tx, feed.id, "level")
        for gauge in await _gauges(tx, feed.id, told.readings):
            subjects.append(("level", gauge.subject))
            known = standing.get(gauge.subject)
            found.append(rules.level(gauge, steps("level"), known, tx.now))
    if told.quakes or told.storms:
        ground = Ground((await areas.index(tx)).districts())
        for quake in told.quakes:
            subjects.append(("quake", quake.code))
            found.append(rules.quake(quake, steps("quake"), ground, tx.now))
        for storm in told.storms:
            subjects.append(("storm", storm.code))
            found.append(rules.storm(storm, steps("storm"), ground, tx.now))
    return await warnings.follow(tx, feed, subjects, [each for each in found if each])


async def _gauges(tx: Tx, feed: UUID, readings: Sequence[Reading]) -> list[Gauge]:
    """Return the gauges a message spoke of with their newest reading, also one it came after."""
    keys = sorted({(each.station, each.quantity) for each in readings})
    rows = await observed.stations(tx, feed, keys)
    return [
        Gauge(
            row.code,
            row.quantity,
            row.zh,
            row.en,
            row.unit,
            row.at,
            row.value,
            None if row.lon is None else (row.lon, row.lat),
        )
        for row in rows
    ]
