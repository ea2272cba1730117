"""What a worker makes of crossings, and of the clock: events, facts, alarms.

A crossing is erased in the transaction that tells what came of it, so it is told once, whoever is
killed when.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gis.tracking.geofences.events import queries, service
from gis.tracking.geofences.events.book import Book, Who
from gis.tracking.geofences.events.service import Found
from kernel.api import Tx

# A device that fell silent is taken to stay where it was for so long.
HELD = timedelta(minutes=5)
# Of whom nothing was heard for so long nobody knows whether it is outside.
UNHEARD = timedelta(minutes=10)
# Whether somebody is inside a new shape is known from the first position judged by it.
JUDGED = timedelta(seconds=5)
# Who is off duty need not be anywhere.
EXCUSED = ("off_duty", "out_of_service")
MOST_LEAVING = 100
# Where a device was inside matters as long as it may be sent again.
FORGOTTEN = timedelta(days=7)
Key = tuple[UUID, UUID, UUID | None]


async def tell(tx: Tx, zone: str, most: int) -> int:
    """Tell what came of the oldest crossings; return how many there were."""
    rows = await queries.crossings(tx, most)
    if rows:
        book = await Book.load(tx, zone)
        for row in rows:
            await _told(tx, book, row)
        await queries.forget_crossings(tx, [row.id for row in rows])
    return len(rows)


async def _told(tx: Tx, book: Book, row: Any) -> None:
    """Let every rule that watches for a crossing find it; what ends is ended by the clock."""
    fence = book.fences.get(row.fence_id)
    if fence is None or (row.limit_kmh and not row.begins):
        return
    who = Who.of(row)
    rules = [
        rule
        for event in _events(row)
        for rule in book.about(event, row.fence_id, row.limit_kmh or None)
        if not rule.minutes
        and book.concerns(rule, who)
        and book.since(rule, row.fence_id, row.at) is not None
    ]
    if not rules or (who.unit_id and not row.limit_kmh and await queries.elsewhere(tx, row)):
        return
    for rule in rules:
        place = (row.lon, row.lat)
        await service.begin(tx, Found(rule, fence, who, row.at, place, row.speed_mps, row.late))


def _events(row: Any) -> list[str]:
    """Return what rules may watch for in a crossing.

    Where nobody must be one must not pass either, though the clock would not see it; who came late
    is left to the clock, which knows whether it is still there.
    """
    if row.limit_kmh:
        return ["speed"]
    crossed = [] if row.found else ["enter" if row.begins else "exit"]
    return [*crossed, "inside"] if row.begins and not row.late else crossed


async def look(tx: Tx, zone: str, keep: timedelta, most: int) -> bool:
    """Begin and end what depends on time: staying, being where one must not, or not where one must.

    Also ends what a rule or geofence that counts no more had begun; forgets events after `keep`.
    Begins and ends `most` at the most; says whether that was all there was.
    """
    await queries.tidy(tx, tx.now - FORGOTTEN)
    await queries.forget_events(tx, tx.now - keep, MOST_LEAVING)
    book = await Book.load(tx, zone)
    rows = await queries.standing(tx, HELD)
    standing = {(row.rule_id, row.who, row.fence_id): row for row in rows}
    found = {each.key: each for each in await _staying(tx, book)}
    strayed, silent = await _strayed(tx, book, standing)
    found |= {each.key: each for each in strayed}
    begun = [each for key, each in found.items() if key not in standing]
    over = [
        row
        for key, row in standing.items()
        if key not in found and key not in silent and not _goes_on(book, row)
    ]
    for each in begun[:most]:
        await service.begin(tx, each)
    for row in over[:most]:
        await service.end(tx, row, row.gone_at or tx.now)
    await service.leave_boards(tx, MOST_LEAVING)
    return max(len(begun), len(over)) <= most


def _goes_on(book: Book, row: Any) -> bool:
    """Say whether somebody who was too fast still is."""
    rule = book.rules.get(row.rule_id)
    if row.event != "speed" or rule is None or row.fence_id not in rule.fences:
        return False
    return row.there and row.fence_id in book.fences


async def _staying(tx: Tx, book: Book) -> list[Found]:
    pairs = list(_pairs(book, tx.now, ("dwell", "inside")))
    rows = await queries.staying(tx, pairs, HELD) if pairs else []
    found: dict[Key, Found] = {}
    for row in rows:
        rule, who = book.rules[row.rule_id], Who.of(row)
        if book.concerns(rule, who):
            fence = book.fences[row.fence_id]
            place = (row.lon, row.lat)
            each = Found(rule, fence, who, row.since, place, row.speed_mps)
            found.setdefault(each.key, each)
    return list(found.values())


def _pairs(
    book: Book, now: datetime, kinds: tuple[str, ...]
) -> Iterator[tuple[UUID, UUID, datetime, int]]:
    """Return (rule, geofence, since when it counts, minutes) of rules that count now."""
    for rule in book.rules.values():
        for fence in rule.fences if rule.event in kinds else ():
            since = book.since(rule, fence, now)
            if since is not None:
                yield rule.id, fence, since, rule.minutes


async def _strayed(tx: Tx, book: Book, standing: dict[Key, Any]) -> tuple[list[Found], set[Key]]:
    """Return who is outside where it must be, and of whom nothing is heard any more."""
    counting: dict[UUID, list[tuple[UUID, datetime]]] = {}
    for rule_id, fence, since, _ in _pairs(book, tx.now, ("outside",)):
        counting.setdefault(rule_id, []).append((fence, since))
    if not counting:
        return [], set()
    heard = await queries.heard(tx, tx.now - UNHEARD)
    places = {fence for pairs in counting.values() for fence, _ in pairs}
    visits: dict[UUID, dict[UUID, Any]] = {}
    for visit in await queries.visits(tx, sorted(places)):
        visits.setdefault(visit.unit_id, {})[visit.fence_id] = visit
    found: list[Found] = []
    those = [(row, Who.of(row)) for row in heard]
    for rule_id, pairs in counting.items():
        rule = book.rules[rule_id]
        for row, who in those:
            if not book.concerns(rule, who):
                continue
            left = _outside_since(book, row, pairs, visits.get(row.unit_id, {}))
            if left is not None and tx.now - left >= timedelta(minutes=rule.minutes):
                place = (row.lon, row.lat)
                found.append(Found(rule, None, who, max(left, rule.created_at), place))
    known = {row.unit_id for row in heard}
    watched = {rule_id: {fence for fence, _ in pairs} for rule_id, pairs in counting.items()}
    silent = {
        key
        for key in standing
        if key[0] in counting
        and key[1] not in known
        and not any(
            visit.inside and fence in watched[key[0]]
            for fence, visit in visits.get(key[1], {}).items()
        )
    }
    return found, silent


def _outside_since(
    book: Book, row: Any, pairs: list[tuple[UUID, datetime]], visits: dict[UUID, Any]
) -> datetime | None:
    """Return since when a unit is outside all these geofences; None inside one, or unknown."""
    if row.status in EXCUSED:
        return None
    latest = max(since for _, since in pairs)
    for fence, _ in pairs:
        if row.received_at < book.fences[fence].shaped_at + JUDGED:
            return None
        visit = visits.get(fence)
        if visit is not None:
            if visit.inside:
                return None
            latest = max(latest, visit.at)
    return latest
