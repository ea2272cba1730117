"""What rooms do by themselves: calls end, deserted rooms close, closed ones leave the boards."""

from datetime import timedelta
from typing import Any

from kernel.api import NewFact, Runtime, Tx, system
from video.rooms import queries, roll_queries, rolls, rules, service
from video.rooms.state import TOPIC

# Whoever looks at a room that was closed just now still sees how it ended.
STAYS_ON_BOARDS = timedelta(hours=12)
ACTOR = "rooms"


async def tidy(runtime: Runtime) -> None:
    """End roll calls nobody ended, close rooms of listeners alone, take old ones off the boards."""
    async with runtime.db.transaction(system(ACTOR)) as tx:
        for call in await roll_queries.overdue(tx, tx.now - rules.ROLL_CALL_LASTS):
            room = await queries.lock(tx, call.room_id)
            if room is not None:
                await rolls.finish_running(tx, room)
    async with runtime.db.transaction(system(ACTOR)) as tx:
        for identity in await queries.deserted(tx, tx.now - rules.EMPTY_FOR):
            room = await queries.lock(tx, identity)
            if room is None or room.state != "open":
                continue
            present = await queries.present(tx, identity)
            if all(each.role == "listener" for each in present):
                await service.end(tx, room)
    async with runtime.db.transaction(system(ACTOR)) as tx:
        for room in await queries.leaving(tx, tx.now - STAYS_ON_BOARDS):
            await _clear(tx, room)


async def _clear(tx: Tx, room: Any) -> None:
    identity, scope = room.id, room.scope_id
    for each in await queries.on_boards(tx, identity):
        tx.record(NewFact(f"{each.kind}.cleared", TOPIC, each.id, None, scope))
    tx.record(NewFact("room.cleared", TOPIC, identity, None, scope))
    await queries.set_fields(tx, "room", identity, {"cleared_at": tx.now})
