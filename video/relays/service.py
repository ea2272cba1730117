"""Who may use the relays, and until when."""

from datetime import datetime

from kernel.api import Actor, Forbidden, Runtime, system
from video.phones import service as phones
from video.relays.rules import LIVES
from video.rooms import guest_queries as guests
from video.rooms import rules as rooms
from video.rooms.policies import JOIN
from video.sources.policies import PUBLISH, WATCH

ACTOR = system("relays")


async def until(runtime: Runtime, actor: Actor) -> datetime:
    """Return when credentials of somebody have to end: with the link they were asked by.

    Raises `Forbidden` unless it meets, watches or publishes.
    """
    now = runtime.clock.now()
    if actor.kind != "link":
        if not any(actor.may(each) for each in (JOIN, WATCH, PUBLISH)):
            raise Forbidden("Relays are for whoever meets, watches or publishes.")
        return now + LIVES
    ends = await _link_ends(runtime, actor, now)
    if ends is None:
        raise Forbidden("Relays are for guests of a meeting and for phones that show live.")
    return min(ends, now + LIVES)


async def _link_ends(runtime: Runtime, actor: Actor, now: datetime) -> datetime | None:
    """Return when a link ends that lets into a meeting, or shows; None of others."""
    if actor.credential_id is None:
        return None
    async with runtime.db.reading(ACTOR) as tx:
        guest = await guests.one(tx, actor.credential_id)
        if guest is not None:
            found: datetime | None = guest.expires_at if rooms.good(guest, now) else None
            return found
        phone = await phones.of_sender(tx, actor.credential_id, None)
    return phone.ends_at if phone is not None and phone.ended_at is None else None
