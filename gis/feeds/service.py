"""Use cases of the register of feeds: add, change, try, fill, take out of service, look into."""

import time
from typing import Any
from uuid import UUID

from gis.feeds import address, intake, observed, policies, pull, queries, rules
from gis.feeds.forms import FORMS
from gis.feeds.forms.model import Told
from gis.feeds.intake import Message, MessageRefused, watched
from gis.feeds.live import TOPIC, answer_of, state_of
from gis.feeds.queries import FIELDS
from gis.feeds.schemas import FeedFilter, FeedIn, FeedPatch, MessageFilter, SeriesFilter
from gis.feeds.words import words
from gis.warnings import service as warnings
from kernel.api import (
    Actor,
    Conflict,
    Forbidden,
    Invalid,
    NewFact,
    NotFound,
    Runtime,
    Tx,
    alarms,
    feeds,
    journal,
    merging,
    new_id,
    paging,
)
from registry.api import instant, organisations

# A city has dozens of services to listen to; each asks for a place in every health message.
MOST_FEEDS = 100
# What a trial shows of what was read, and of what was refused.
SHOWN = 20
Answer = dict[str, Any]


class TooManyFeeds(Conflict):
    """There are as many feeds as one installation listens to."""

    code = "too-many-feeds"
    title = "Too many feeds"


async def find_many(tx: Tx, wanted: FeedFilter) -> Answer:
    """Return a page of the feeds within sight, the oldest first."""
    policies.check_reader(tx.actor)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx, removed=wanted.removed, after=(key[0], key[1]) if key else None, limit=wanted.limit
    )
    items = await _answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, feed: UUID) -> Answer:
    """Return one feed within sight; to its keepers also how it is read."""
    policies.check_reader(tx.actor)
    row = await _seen(tx, feed)
    (answer,) = await _answers(tx, [row])
    settings = {"settings": row.settings} if answer["may_manage"] else {}
    return answer | settings | {"version": row.version}


async def add(tx: Tx, body: FeedIn, hosts: frozenset[str]) -> Answer:
    """Begin to listen to a feed."""
    tx.actor.require(policies.MANAGE)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Only somebody of an organisation keeps a feed.")
    if await queries.standing(tx) >= MOST_FEEDS:
        raise TooManyFeeds(f"{MOST_FEEDS} are listened to already; remove one.")
    feed = await insert(tx, body, organisation, hosts)
    return await _answer(tx, feed)


async def insert(tx: Tx, body: FeedIn, organisation: UUID, hosts: frozenset[str]) -> UUID:
    """Store a feed of an organisation with its first fact."""
    values = body.model_dump()
    _check(body.form, values, hosts)
    feed = new_id()
    values |= {
        "id": feed,
        "paused": False,
        "organisation_id": organisation,
        "scope_id": organisation if body.sight == "internal" else None,
        "next_at": tx.now if body.url else None,
    }
    await queries.insert(tx, values)
    await record(tx, feed, "feed.added")
    return feed


async def change(
    tx: Tx, feed: UUID, body: FeedPatch, *, seen: int | None, hosts: frozenset[str]
) -> Answer:
    """Change a feed; fields that others changed meanwhile are not overwritten."""
    row = await _kept(tx, feed)
    if row.removed_at is not None:
        raise Invalid("This feed is out of service; put it back first.")
    changes = body.changes()
    await merging.check_base(tx, feed, seen, changes)
    values = {name: getattr(row, name) for name in FIELDS} | changes
    _check(row.form, values, hosts if changes.get("url") else None)
    values["next_at"] = tx.now if values["url"] and not values["paused"] else None
    await queries.update(tx, feed, values, row.version + 1)
    if values["paused"]:
        await _unwatch(tx, row)
    elif row.received_at is not None and not row.paused:
        await feeds.describe(tx, watched(await _seen(tx, feed)))
    return await _record(tx, feed, "feed.changed")


async def remove(tx: Tx, feed: UUID) -> None:
    """Take a feed out of service: it is asked no more and its warnings end; `restore` undoes it."""
    row = await _kept(tx, feed)
    if row.removed_at is None:
        await queries.set_removed(tx, feed, tx.now, next_at=None, version=row.version + 1)
        await _unwatch(tx, row)
        await warnings.lift_all(tx, feed)
        await _record(tx, feed, "feed.removed")


async def restore(tx: Tx, feed: UUID) -> Answer:
    """Put a feed back into service."""
    row = await _kept(tx, feed)
    if row.removed_at is None:
        return await show(tx, feed)
    next_at = tx.now if row.url and not row.paused else None
    await queries.set_removed(tx, feed, None, next_at=next_at, version=row.version + 1)
    return await _record(tx, feed, "feed.added")


async def push(tx: Tx, feed: UUID, data: bytes) -> Answer:
    """Take a message somebody brings."""
    tx.actor.require(policies.PUSH)
    row = await queries.one(tx, feed, lock=True)
    if row is None or row.removed_at is not None:
        raise NotFound
    policies.check_keeper(tx.actor, row, policies.PUSH)
    if row.paused:
        raise Conflict("This feed is paused.")
    taken = await intake.take(tx, row, Message(data, "pushed"))
    return {
        "id": taken.id,
        "received_at": tx.now,
        "how": "pushed",
        "bytes": len(data),
        "rows": taken.rows,
        "taken": taken.taken,
        "repeats": taken.repeats,
        "refused": len(taken.faults),
        "faults": _faults(taken.faults[: queries.MOST_FAULTS]),
        "sender": tx.actor.name,
    }


async def note_refusal(tx: Tx, feed: UUID, refusal: MessageRefused) -> None:
    """Tell the keepers of a feed that a message somebody brought could not be read."""
    row = await queries.one(tx, feed, lock=True)
    if row is not None:
        error = {"at": tx.now, "code": refusal.code, "detail": refusal.detail}
        await queries.failed(tx, row.id, error, row.next_at)


async def messages(tx: Tx, feed: UUID, wanted: MessageFilter) -> Answer:
    """Return a page of the messages of a feed, newest first; for its keepers."""
    row = await _seen(tx, feed)
    policies.check_keeper(tx.actor, row)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.messages(
        tx, feed, after=(key[0], key[1]) if key else None, limit=wanted.limit
    )
    items = [dict(row._mapping) for row in rows]  # noqa: SLF001 - the row's own mapping
    return paging.page(items, wanted.limit, lambda item: (item["received_at"], item["id"]))


async def look(tx: Tx, feed: UUID) -> Answer:
    """Return what a feed told last: gauges, earthquakes, typhoons."""
    tx.actor.require(policies.READ)
    row = await _seen(tx, feed)
    recent = await observed.recent(tx, row.id)
    stations = [
        _worded(_placed(each)) | {"recent": recent[each.code, each.quantity]}
        for each in await observed.stations(tx, row.id)
    ]
    quakes = [_placed(each) for each in await observed.quakes(tx, row.id)]
    storms = [dict(each._mapping) for each in await observed.storms(tx, row.id)]  # noqa: SLF001
    return {"stations": stations, "quakes": quakes, "storms": storms}


async def series(tx: Tx, feed: UUID, wanted: SeriesFilter) -> Answer:
    """Return the series of a gauge, in order of time."""
    tx.actor.require(policies.READ)
    row = await _seen(tx, feed)
    rows = await observed.series(tx, row.id, **wanted.model_dump())
    return {"items": [{"at": each.at, "value": each.value} for each in rows], "next": None}


async def trial(runtime: Runtime, actor: Actor, feed: UUID) -> Answer:
    """Ask a feed now and say what could be read; keep nothing.

    Nothing is held while the other side takes its time. Raises `FeedUnreachable`, `MessageRefused`.
    """
    async with runtime.db.reading(actor) as tx:
        row = await _seen(tx, feed)
        policies.check_keeper(actor, row)
    if not row.url:
        raise Invalid("This feed is pushed to us; there is no address to ask.")
    hosts = address.allowed(runtime.settings.feed_hosts)
    began = time.monotonic()
    fetched = await pull.fetch(row.url, hosts, pull.Known(), longest_s=pull.LONGEST_TRIAL_S)
    took_ms = round((time.monotonic() - began) * 1000)
    data = fetched.data or b""
    told = await intake.read(row.form, data, row.settings)
    return {"bytes": len(data), "took_ms": took_ms} | _told(told)


def _told(told: Told) -> Answer:
    sample = [
        {"station": each.station, "quantity": each.quantity, "at": each.at, "value": each.value}
        for each in told.readings[:SHOWN]
    ]
    sample += [
        {"code": each.code, "at": each.at, "magnitude": each.magnitude, "where": each.where}
        for each in told.quakes[:SHOWN]
    ]
    sample += [
        {"code": each.code, "zh": each.zh, "at": each.track[-1].at, "points": len(each.track)}
        for each in told.storms[:SHOWN]
    ]
    return {
        "rows": told.rows,
        "readings": len(told.readings),
        "quakes": len(told.quakes),
        "storms": len(told.storms),
        "repeats": told.repeats,
        "refused": len(told.faults),
        "faults": _faults(told.faults[:SHOWN]),
        "sample": sample[:SHOWN],
    }


def _faults(faults: list[Any]) -> list[Answer]:
    return [{"row": each.row, "code": each.code, "detail": each.detail} for each in faults]


def _placed(row: Any) -> Answer:
    found = dict(row._mapping)  # noqa: SLF001 - the row's own mapping
    lon, lat = found.pop("lon"), found.pop("lat")
    return found | {"place": None if lon is None else {"lon": lon, "lat": lat}}


def _worded(station: Answer) -> Answer:
    zh, en = words(station["quantity"])
    return station | {"quantity_zh": zh, "quantity_en": en}


def _check(form: str, values: Answer, hosts: frozenset[str] | None) -> None:
    rules.check(FORMS[form].kind, form, values)
    if values["url"] and hosts is not None:
        address.check(values["url"], hosts)


async def _seen(tx: Tx, feed: UUID) -> Any:
    row = await queries.one(tx, feed)
    if row is None:
        raise NotFound
    return row


async def _kept(tx: Tx, feed: UUID) -> Any:
    tx.actor.require(policies.MANAGE)
    row = await queries.one(tx, feed, lock=True)
    if row is None:
        raise NotFound
    policies.check_keeper(tx.actor, row)
    return row


async def _unwatch(tx: Tx, row: Any) -> None:
    """Stop watching a feed; an alarm of its silence is over with it."""
    name = watched(row).name
    await feeds.forget(tx, name)
    await alarms.clear_alarm(tx, "feed-dead", name, scope_id=row.scope_id)


async def _answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [
        answer_of(row, state_of(row, owners, tx.now), tx.now, keeper=policies.keeps(tx.actor, row))
        for row in rows
    ]


async def _record(tx: Tx, feed: UUID, kind: str) -> Answer:
    await record(tx, feed, kind)
    return await _answer(tx, feed)


async def _answer(tx: Tx, feed: UUID) -> Answer:
    return await show(tx, feed) | {"version": await journal.version_after(tx, feed)}


async def record(tx: Tx, feed: UUID, kind: str) -> None:
    """Record what happened to a feed."""
    row = await _seen(tx, feed)
    owners = await organisations.refs(tx, {row.organisation_id})
    state = state_of(row, owners, tx.now) if row.removed_at is None else None
    tx.record(NewFact(kind, TOPIC, feed, state, row.scope_id))
