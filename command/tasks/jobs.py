"""What follows of itself: reminders, what is overdue, orders of incidents that are over."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from command.tasks import queries, rules, service
from command.tasks.state import record, running, standing_of, timed
from kernel.api import AlarmCause, ReadFact, Runtime, Tx, alarms, system
from registry.api import organisations

WATCH = system("task-watch")
CLEAR = system("task-clear")
OVERDUE = "order-overdue"
# The statuses by which a unit shows that it carries its order out.
ACTING = frozenset({"en_route", "on_scene", "transporting"})
OVER = "事件已办结"


async def watch(runtime: Runtime) -> None:
    """Remind recipients and raise alarms of orders that are overdue; each drill by itself."""
    async with runtime.db.reading(WATCH) as tx:
        drills = await queries.drills(tx)
    for drill in drills:
        await runtime.db.run(WATCH, watch_tasks, drill=drill)


async def watch_tasks(tx: Tx) -> None:
    """Bring reminders and alarms to what orders call for now."""
    for row in await queries.due(tx):
        task = standing_of(row)
        found = rules.watch(timed(row, task), running(row, task), tx.now)
        columns = {
            "look_at": found.look_at,
            "late_at": found.late_at,
            "told_late": [clock["code"] for clock in found.late],
        }
        if found.remind:
            await service.reminded(tx, row, columns)
        else:
            await queries.set_fields(tx, row.id, columns)
        if found.fresh:
            await record(tx, "task.overdue", row.id)
            await alarms.raise_alarm(tx, await _cause(tx, row, found))
        elif row.told_late and not await queries.any_late(tx, row.incident_id, row.watcher_id):
            await alarms.clear_alarm(tx, OVERDUE, _key(row), scope_id=row.scope_id)


def _key(row: Any) -> str:
    """Alarms of one incident under the same posts fold into one."""
    return f"{row.incident_id} {row.watcher_id}"


async def _cause(tx: Tx, row: Any, found: rules.Watch) -> AlarmCause:
    worst = min(found.fresh, key=lambda clock: clock["due_at"])
    to = await organisations.ref(tx, row.recipient_id) if row.unit_id is None else None
    limit = rules.limit(worst)
    values = {"number": row.incident_number}
    names = {"zh": row.call_sign, "en": row.call_sign} if to is None else to
    return AlarmCause(
        OVERDUE,
        _key(row),
        zh=values | {"to": names["zh"], "clock": worst["zh"], "limit": limit["zh"]},
        en=values | {"to": names["en"], "clock": worst["en"], "limit": limit["en"]},
        subject_text=f"{row.incident_number} {names['zh']}",
        about=[each for each in (row.id, row.incident_id, row.unit_id) if each is not None],
        organisation_id=row.watcher_id,
        scope_id=row.scope_id,
    )


async def clear_ended(runtime: Runtime) -> None:
    """Take orders that have ended off the boards; the journal keeps them."""
    age = timedelta(minutes=runtime.settings.clear_closed_after_minutes)
    await runtime.db.run(CLEAR, lambda tx: clear_tasks(tx, age))


async def clear_tasks(tx: Tx, age: timedelta) -> None:
    """Take orders that ended so long ago off the boards."""
    for row in await queries.leaving(tx, tx.now - age):
        await queries.set_fields(tx, row.id, {"cleared_at": tx.now})
        await record(tx, "task.cleared", row.id, gone=True)


async def follow_incident(tx: Tx, fact: ReadFact) -> None:
    """Take back what is still open when its incident is closed."""
    for task in await queries.open_of_incident(tx, fact.subject):
        row = await service.locked(tx, task)
        if row is not None and row.state in rules.OPEN:
            await service.end(tx, row, OVER)


async def follow_text(tx: Tx, fact: ReadFact) -> None:
    """Read the answer of a device that showed an order as its receipt."""
    cause = (fact.state or {}).get("cause")
    row = await service.locked(tx, UUID(cause)) if cause else None
    if row is not None and row.state in rules.OPEN:
        await service.take(tx, row, rules.Given("delivered", tx.now, row.call_sign, "device"))


async def follow_unit(tx: Tx, fact: ReadFact) -> None:
    """Read a unit's own status as a receipt: who drives out carries the order out."""
    state = fact.state
    if state is None or state["status"] not in ACTING or state["incident_id"] is None:
        return
    for task in await queries.open_of_unit(tx, fact.subject, UUID(state["incident_id"])):
        row = await service.locked(tx, task)
        if row is not None and row.state in rules.OPEN:
            told = rules.moment(state["reported_at"]) if state["reported_at"] else None
            by = str(fact.actor["name"])
            await service.take(tx, row, rules.Given("acting", tx.now, by, "status", told))
