"""Whom the asker is in a room, and what the asker may read of it."""

from typing import Any
from uuid import UUID

from kernel.api import NotFound, Tx
from video.rooms import policies, queries, rules


async def own(tx: Tx, room: Any) -> Any | None:
    """Return who the asker is in a room, None when it never was there."""
    if tx.actor.account_id is not None:
        return await queries.of_account(tx, room.id, tx.actor.account_id)
    if tx.actor.kind == "link" and tx.actor.credential_id is not None:
        return await queries.of_guest(tx, room.id, tx.actor.credential_id)
    return None


async def room_within(tx: Tx, room: UUID) -> Any:
    """Return a room of which the asker may read what was said and done.

    Raises `NotFound`, and `Barred` for whom the chair has sent out.
    """
    policies.check_reads(tx.actor, room)
    row = await queries.one(tx, room)
    if row is None:
        raise NotFound
    me = await own(tx, row)
    if me is not None and me.barred:
        raise rules.Barred
    return row
