"""Who may record, see, hold and erase; sight itself is the database's."""

from typing import Any

from kernel.api import Actor, Forbidden
from video.rooms.policies import READ as ROOMS
from video.rooms.policies import chairs
from video.sources.policies import WATCH

RECORD, ERASE = "video.record", "video.erase"


def check_reader(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor looks into rooms or at sources."""
    if not actor.may(WATCH):
        actor.require(ROOMS)


def reads(actor: Actor, row: Any) -> bool:
    """Say whether the permissions of somebody who sees a recording let him watch it."""
    return actor.may(ROOMS if row.room_id is not None else WATCH)


def records_room(actor: Actor, room: Any, participant: Any | None) -> bool:
    """Say whether the actor may record a room: its chair or recorder, with the right to record."""
    recorder = participant is not None and participant.role == "recorder"
    present = recorder and participant is not None and participant.left_at is None
    return actor.may(RECORD) and (present or chairs(actor, room, participant))


def check_records_room(actor: Actor, room: Any, participant: Any | None) -> None:
    """Raise `Forbidden` unless the actor may record a room."""
    actor.require(RECORD)
    if not records_room(actor, room, participant):
        raise Forbidden("Only the chair or the recorder of a room has it recorded.")
