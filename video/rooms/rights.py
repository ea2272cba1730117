"""Whoever loses the right to a room is sent out of it: rights are looked at while people are in."""

from datetime import timedelta
from typing import Any

from kernel.api import Job, Runtime, system
from video.rooms import brought, brought_queries, guest_queries, policies, queries, rules, service
from video.sources.policies import WATCH

# Rights change a few times a day; a picture must not outlive them for long.
EVERY = timedelta(seconds=10)
ACTOR = system("rooms")


async def look(runtime: Runtime) -> None:
    """Send out whoever may no longer be in, and cameras that who brought them may not watch."""
    async with runtime.db.reading(ACTOR) as tx:
        people = await queries.everybody(tx)
        cameras = await brought_queries.everything(tx)
    for person in people:
        if not await _may_stay(runtime, person):
            await _send_out(runtime, person)
    for row in cameras:
        if not await _may_show(runtime, row):
            await _take_out(runtime, row)


async def _may_stay(runtime: Runtime, person: Any) -> bool:
    async with runtime.db.reading(ACTOR) as tx:
        if person.guest_id is not None:
            guest = await guest_queries.one(tx, person.guest_id)
            return guest is not None and rules.good(guest, tx.now)
        actor = await runtime.directory.actor(tx, person.account_id)
    if actor is None or not actor.may(policies.JOIN):
        return False
    async with runtime.db.reading(actor) as tx:
        return await queries.one(tx, person.room_id) is not None


async def _send_out(runtime: Runtime, person: Any) -> None:
    """Write down that somebody is out; the media engine follows at the next look."""
    async with runtime.db.transaction(ACTOR) as tx:
        room = await queries.lock(tx, person.room_id)
        who = await queries.participant(tx, person.room_id, person.id)
        if room is None or room.state != "open" or who is None or who.left_at is not None:
            return
        await service.let_go(tx, room, person.id, "kicked")


async def _may_show(runtime: Runtime, row: Any) -> bool:
    """Say whether who brought a source may still watch it, and it is in service."""
    async with runtime.db.reading(ACTOR) as tx:
        actor = await runtime.directory.actor(tx, row.account_id)
    if actor is None or not actor.may(WATCH):
        return False
    async with runtime.db.reading(actor) as tx:
        return await brought.may_be_shown(tx, row)


async def _take_out(runtime: Runtime, row: Any) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        room = await queries.lock(tx, row.room_id)
        found = await brought_queries.one(tx, row.room_id, row.id)
        if room is not None and found is not None and found.removed_at is None:
            await brought.end(tx, room, row.id, "rights")


rights_look = Job("room-rights", EVERY, look)
