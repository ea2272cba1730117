"""What hinders a recording: written down, shown in the room, raised as an alarm."""

from typing import Any

from kernel.api import AlarmCause, Tx, alarms
from video.recordings import queries
from video.recordings.state import mark_room, record

ALARM = "recording-failed"
WHY = {
    "no-media": ("无画面", "no pictures come"),
    "disk-full": ("磁盘已满", "the disk is full"),
    "disk-low": ("磁盘空间不足", "the disk is nearly full"),
    "disk-slow": ("磁盘太慢", "the disk is too slow"),
    "disk-failed": ("磁盘故障", "the disk fails"),
    "media-down": ("媒体进程无应答", "no media process answers"),
}


async def note(tx: Tx, row: Any, fault: str | None) -> None:
    """Write down that something hinders a recording, or no longer does, and raise the alarm."""
    if fault == row.fault:
        return
    await queries.set_fields(tx, row.id, {"fault": fault})
    state = await record(tx, "recording.failed" if fault else "recording.resumed", row.id)
    if row.room_id is not None:
        await mark_room(tx, row.room_id, state)
    key, scope = str(row.id), row.scope_id
    if fault is None:
        await alarms.clear_alarm(tx, ALARM, key, scope_id=scope)
        return
    zh, en = WHY.get(fault, ("原因不明", "for a reason unknown"))
    cause = AlarmCause(
        ALARM,
        key,
        zh={"title": row.title, "why": zh},
        en={"title": row.title, "why": en},
        about=[row.id],
        organisation_id=row.organisation_id,
        scope_id=scope,
    )
    await alarms.raise_alarm(tx, cause)


async def cleared(tx: Tx, row: Any) -> None:
    """End the alarm of a recording that has ended."""
    await alarms.clear_alarm(tx, ALARM, str(row.id), scope_id=row.scope_id)
