"""What meetings do by themselves: venues are reminded, past ones leave the boards."""

from datetime import timedelta
from uuid import UUID

from kernel.api import Runtime, Tx, system
from video.meetings import queries, service
from video.rooms import queries as rooms
from video.rooms import service as room_service

# Who missed one still finds it, and the way to its record, on the next day.
STAYS_ON_BOARDS = timedelta(days=1)


async def remind(runtime: Runtime) -> None:
    """Tell the venues of meetings that are about to begin; take past ones off the boards."""
    async with runtime.db.transaction(system("meetings")) as tx:
        for row in await queries.to_remind(tx):
            await rooms.set_fields(tx, "meeting", row.id, {"remind_at": None})
            await service.record(tx, "meeting.reminded", row.id)
    async with runtime.db.transaction(system("meetings")) as tx:
        for row in await queries.ended(tx, tx.now - STAYS_ON_BOARDS):
            state = "held" if row.state == "booked" else row.state
            values = {"state": state, "cleared_at": tx.now, "remind_at": None}
            await rooms.set_fields(tx, "meeting", row.id, values)
            service.gone(tx, row)
            await _end_unopened(tx, row.room_id)


async def _end_unopened(tx: Tx, identity: UUID) -> None:
    """Close the room of a meeting that nobody opened."""
    room = await rooms.lock(tx, identity)
    if room is not None and room.state == "planned":
        await room_service.end(tx, room)
