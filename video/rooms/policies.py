"""Who may do what in a room they see; sight itself is the database's."""

from typing import Any
from uuid import UUID

from kernel.api import Actor
from registry.api import organisations
from video.rooms.rules import NotChair

READ, JOIN, MANAGE = "rooms.read", "rooms.join", "rooms.manage"


def check_reads(actor: Actor, room: UUID) -> None:
    """Raise `Forbidden` unless the actor may look into rooms; a guest into its own alone."""
    if room not in actor.subjects:
        actor.require(READ)


def check_enters(actor: Actor, room: UUID) -> None:
    """Raise `Forbidden` unless the actor may enter rooms; a guest its own alone."""
    if room not in actor.subjects:
        actor.require(JOIN)


def chairs(actor: Actor, room: Any, participant: Any | None) -> bool:
    """Say whether the actor chairs a room: made it, was made chair, or stands for its owner."""
    if actor.kind == "system":
        return True
    if participant is not None and participant.role == "chair" and not participant.barred:
        return True
    if actor.account_id is not None and actor.account_id == room.chair_account:
        return actor.may(JOIN)
    return actor.may(MANAGE) and organisations.sees(actor, room.organisation_id)


def check_chairs(actor: Actor, room: Any, participant: Any | None) -> None:
    """Raise `NotChair` unless the actor chairs a room."""
    if not chairs(actor, room, participant):
        raise NotChair
