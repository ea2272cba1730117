"""Use cases of alarms: raise (repeats fold), acknowledge, shelve, unshelve, clear, attend."""

from typing import Any
from uuid import UUID

from kernel.access.directory import Directory
from kernel.alarms import queries, rules
from kernel.alarms.kinds import alarm_kinds
from kernel.alarms.rules import Alarm, Cause
from kernel.db import Tx
from kernel.errors import Conflict, NotFound
from kernel.ids import new_id
from kernel.journal import append as journal
from kernel.journal.fact import NewFact

TOPIC = "alarms"
READ = "alarms.read"
ACT = "alarms.acknowledge"


class AlarmOver(Conflict):
    """The alarm was cleared meanwhile; there is nothing left to do about it."""

    code = "alarm-over"
    title = "This alarm is over"


async def raise_alarm(tx: Tx, cause: Cause) -> UUID:
    """Raise an alarm, or count a repeat of the open one; return its id."""
    kind = alarm_kinds()[cause.kind]
    before = await queries.open_one(tx, cause.kind, cause.key, scope_id=cause.scope_id)
    if before is None:
        alarm = rules.raised(cause, kind, alarm_id=new_id(), drill=tx.drill, now=tx.now)
        if await queries.add(tx, alarm):
            _record(tx, "alarm.raised", alarm)
            return alarm.id
        before = await queries.open_one(tx, cause.kind, cause.key, scope_id=cause.scope_id)
    if before is None:
        raise Conflict("The same alarm was raised and cleared at this moment; try again.")
    alarm, fact = rules.folded(before, cause, kind, now=tx.now)
    await queries.save(tx, alarm)
    if fact:
        _record(tx, fact, alarm)
    return alarm.id


async def clear_alarm(tx: Tx, kind: str, key: str, *, scope_id: UUID | None = None) -> bool:
    """Clear the open alarm with this kind, key and scope: its cause is gone; say if any."""
    alarm = await queries.open_one(tx, kind, key, scope_id=scope_id)
    if alarm is None:
        return False
    await _store(tx, "alarm.cleared", rules.cleared(alarm, tx.actor.card(), tx.now))
    return True


async def is_open(tx: Tx, kind: str, key: str, *, scope_id: UUID | None = None) -> bool:
    """Say whether an alarm with this kind, key and scope is open."""
    found = await queries.open_one(tx, kind, key, scope_id=scope_id, lock=False)
    return found is not None


async def acknowledge(tx: Tx, alarm_id: UUID) -> dict[str, Any]:
    """Take an alarm on; whoever comes second sees who was first.

    Kinds that only announce something are cleared with it. Raises `AlarmOver`, `NotFound`.
    """
    alarm = await _open(tx, alarm_id)
    if alarm.acknowledged_at is None or alarm.shelved_until is not None:
        who = tx.actor.card()
        alarm = rules.acknowledged(alarm, who, tx.now)
        _record(tx, "alarm.acknowledged", alarm)
        if alarm_kinds()[alarm.kind].clears_on_acknowledge:
            alarm = rules.cleared(alarm, who, tx.now)
            _record(tx, "alarm.cleared", alarm)
        await queries.save(tx, alarm)
    return await _answer(tx, alarm)


async def shelve(tx: Tx, alarm_id: UUID, minutes: int, reason: str) -> dict[str, Any]:
    """Pause an alarm; it comes back by itself. Raises `Invalid`, `AlarmOver`, `NotFound`."""
    alarm = await _open(tx, alarm_id)
    alarm = rules.shelved(alarm, minutes, reason, by=tx.actor.card(), now=tx.now)
    await _store(tx, "alarm.shelved", alarm)
    return await _answer(tx, alarm)


async def unshelve(tx: Tx, alarm_id: UUID) -> dict[str, Any]:
    """Bring a shelved alarm back before its time. Raises `AlarmOver`, `NotFound`."""
    alarm = await _open(tx, alarm_id)
    if alarm.shelved_until is not None:
        alarm = rules.unshelved(alarm, tx.now)
        await _store(tx, "alarm.unshelved", alarm)
    return await _answer(tx, alarm)


async def clear(tx: Tx, alarm_id: UUID) -> dict[str, Any]:
    """Clear an alarm by hand; if the cause stands it is raised anew. Raises `NotFound`."""
    alarm = await _acting(tx, alarm_id)
    if alarm.cleared_at is None:
        alarm = rules.cleared(alarm, tx.actor.card(), tx.now)
        await _store(tx, "alarm.cleared", alarm)
    return await _answer(tx, alarm)


async def find(tx: Tx, alarm_id: UUID) -> dict[str, Any]:
    """Return one alarm; raise `NotFound`."""
    tx.actor.require(READ)
    alarm = await queries.find(tx, alarm_id)
    if alarm is None:
        raise NotFound
    return await _answer(tx, alarm)


async def listed(
    tx: Tx, which: str, *, about: UUID | None, before: UUID | None, limit: int
) -> dict[str, Any]:
    """Return one page of alarms, newest first."""
    tx.actor.require(READ)
    alarms = await queries.listed(tx, which, about=about, before=before, limit=limit + 1)
    page = alarms[:limit]
    versions = await queries.versions(tx, [alarm.id for alarm in page])
    items = [_state(alarm) | {"version": versions.get(alarm.id, 0)} for alarm in page]
    return {"items": items, "next": page[-1].id if len(alarms) > limit else None}


async def attend(tx: Tx, directory: Directory, alarm_id: UUID) -> bool:
    """Do the one thing an alarm is due for now, if it still is; say whether anything was done.

    Each step is one transaction with its fact, so a kill between steps loses and repeats nothing.
    """
    alarm = await queries.locked_if_free(tx, alarm_id)
    if alarm is None:
        return False
    if rules.leaves(alarm, tx.now):
        await queries.leave(tx, alarm_id)
        tx.record(NewFact("alarm.left", TOPIC, alarm_id, None, alarm.scope_id, alarm.about))
    elif rules.shelf_is_over(alarm, tx.now):
        await _store(tx, "alarm.unshelved", rules.unshelved(alarm, tx.now))
    elif rules.due(alarm, tx.now):
        await _call_next(tx, directory, alarm)
    elif rules.untold(alarm, tx.now):
        await _store(tx, "alarm.folded", rules.told(alarm, tx.now))
    else:
        return False
    return True


async def _call_next(tx: Tx, directory: Directory, alarm: Alarm) -> None:
    kind = alarm_kinds()[alarm.kind]
    step = kind.steps[alarm.level + 1]
    if alarm.level == rules.NOT_ROUTED and alarm.posts:
        posts: list[dict[str, Any]] = [dict(alarm.owner_post)]
        ids = alarm.posts
    else:
        posts = await directory.posts(tx, alarm.organisation_id, step.post, above=step.above)
        ids = [UUID(str(post["id"])) for post in posts]
    held = bool(ids) and bool(await directory.holders(tx, ids))
    stepped = rules.stepped(alarm, kind, posts, held=held, now=tx.now)
    await _store(tx, "alarm.escalated" if stepped.level else "alarm.routed", stepped)


async def _acting(tx: Tx, alarm_id: UUID) -> Alarm:
    tx.actor.require(ACT)
    alarm = await queries.locked(tx, alarm_id)
    if alarm is None:
        raise NotFound
    return alarm


async def _open(tx: Tx, alarm_id: UUID) -> Alarm:
    alarm = await _acting(tx, alarm_id)
    if alarm.cleared_at is not None:
        raise AlarmOver("The cause is gone; the alarm was cleared.")
    return alarm


async def _store(tx: Tx, fact: str, alarm: Alarm) -> None:
    await queries.save(tx, alarm)
    _record(tx, fact, alarm)


def _record(tx: Tx, fact: str, alarm: Alarm) -> None:
    tx.record(NewFact(fact, TOPIC, alarm.id, _state(alarm), alarm.scope_id, alarm.about))


def _state(alarm: Alarm) -> dict[str, Any]:
    return rules.state(alarm, alarm_kinds()[alarm.kind])


async def _answer(tx: Tx, alarm: Alarm) -> dict[str, Any]:
    return _state(alarm) | {"version": await journal.version_after(tx, alarm.id)}
