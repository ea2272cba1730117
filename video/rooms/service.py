"""Use cases of a room: make, find, set the stage, invite, close."""

from typing import Any
from uuid import UUID

from gis.api import about_incident
from kernel.api import FieldError, Forbidden, Invalid, NotFound, Tx, new_id, paging, scopes
from messages.api import talks
from registry.api import instant, organisations, posts
from video.rooms import (
    brought,
    brought_queries,
    policies,
    queries,
    rolls,
    rules,
    sight,
    whiteboard_state,
)
from video.rooms.schemas import InviteIn, RoomFilter, RoomIn, StageIn
from video.rooms.state import named, participant_state, record, record_participant, shown

Answer = dict[str, Any]
# Who left long ago is in the attendance; the page shows the others.
MOST_SHOWN = 300


async def find_many(tx: Tx, wanted: RoomFilter) -> Answer:
    """Return a page of the rooms within sight, newest first."""
    tx.actor.require(policies.READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        state=wanted.state,
        incident=wanted.incident,
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = [await shown(tx, row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def make(tx: Tx, body: RoomIn, *, state: str = "open") -> Answer:
    """Make a room; whoever makes it chairs it. Raises `Invalid`, `Forbidden`."""
    tx.actor.require(policies.MANAGE)
    owner, account = tx.actor.organisation_id, tx.actor.account_id
    if owner is None or account is None:
        raise Forbidden("Only somebody of an organisation makes a room.")
    venues = await known_venues(tx, body.venues)
    kind, scope = await _sight(tx, body, owner, venues)
    room = new_id()
    values = {
        "id": room,
        "title": body.title,
        "sight": kind,
        "organisation_id": owner,
        "incident_id": body.incident_id,
        "scope_id": scope,
        "venues": venues,
        "posts": sorted(set(body.posts)),
        "state": state,
        "made_by": tx.actor.card(),
        "chair_account": account,
        "created_at": tx.now,
        "opened_at": tx.now if state == "open" else None,
        "used_at": tx.now if state == "open" else None,
    }
    await queries.insert(tx, "room", values)
    return await record(tx, "room.opened" if state == "open" else "room.planned", room)


async def _sight(tx: Tx, body: RoomIn, owner: UUID, venues: list[UUID]) -> tuple[str, UUID]:
    """Return by what a room is seen, and the scope that says so."""
    if body.incident_id is not None:
        if body.posts:
            raise _refused("/posts", "one-of", "a room is for an incident or for posts")
        about = await about_incident(tx, body.incident_id)
        if about.scope is None:
            raise _refused("/incident_id", "unknown", "an incident on the boards you may see")
        return "incident", about.scope
    if body.posts:
        return "posts", await _for_posts(tx, body.posts, owner)
    return "invited", await scopes.create(tx, [owner, *venues])


async def _for_posts(tx: Tx, wanted: list[UUID], owner: UUID) -> UUID:
    known = await posts.refs(tx, wanted)
    if set(wanted) - set(known):
        raise _refused("/posts", "unknown", "posts of this installation")
    if not tx.actor.posts & set(wanted):
        raise _refused("/posts", "own-post", "name one of your own posts too, or you shut it")
    return await scopes.create(tx, [owner], label="restricted", named=wanted)


async def known_venues(tx: Tx, wanted: list[UUID]) -> list[UUID]:
    """Return invited organisations once each, in their order. Raises `Invalid`."""
    known = await organisations.refs(tx, wanted)
    if set(wanted) - set(known):
        raise _refused("/venues", "unknown", "organisations of this installation")
    return list(dict.fromkeys(wanted))


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


async def view(tx: Tx, room: UUID) -> Answer:
    """Return all that the page of a room shows. Raises `NotFound`, `Barred` for a guest sent out.

    An account that was sent out still sees the room as its sight says, and that it is barred.
    """
    policies.check_reads(tx.actor, room)
    row = await queries.one(tx, room)
    if row is None:
        raise NotFound
    if tx.actor.kind == "link":
        me = await sight.own(tx, row)
        if me is not None and me.barred:
            raise rules.Barred
    return await view_of(tx, row)


async def view_of(tx: Tx, row: Any) -> Answer:
    """Return all that the page of a room shows, for whoever asks."""
    people = await queries.participants(tx, row.id, MOST_SHOWN)
    refs = await named(tx, [each.organisation_id for each in people])
    states = [participant_state(each, refs) for each in people]
    me = await sight.own(tx, row)
    state = await shown(tx, row)
    call = state["roll_call"]
    return {
        "room": state,
        "me": next((each for each in states if me and each["id"] == me.id), None),
        "chairs": policies.chairs(tx.actor, row, me),
        "participants": states,
        "sources": await brought.listed(tx, row.id),
        "whiteboard": await whiteboard_state.shown(tx, row.id),
        "roll_call": (await rolls.answers(tx, [call["id"]]))[0] if call else None,
        "server_time": tx.now,
    }


async def chaired(tx: Tx, room: UUID) -> Any:
    """Return a locked room that is not over and that the asker chairs.

    Raises `NotFound`, `NotChair`, `RoomOver`.
    """
    policies.check_reads(tx.actor, room)
    row = await queries.lock(tx, room)
    if row is None:
        raise NotFound
    policies.check_chairs(tx.actor, row, await sight.own(tx, row))
    if row.state == "closed":
        raise rules.RoomOver
    return row


async def set_stage(tx: Tx, room: UUID, body: StageIn) -> Answer:
    """Lock or unlock, choose the layout and whose picture is the main one; for everybody."""
    row = await chaired(tx, room)
    changes = body.changes()
    if changes.get("main_source") is not None:
        await _check_source(tx, row, changes["main_source"])
    if not changes:
        return await shown(tx, row)
    await queries.set_fields(tx, "room", room, changes)
    return await record(tx, "room.staged", room)


async def _check_source(tx: Tx, room: Any, source: UUID) -> None:
    present = await queries.present(tx, room.id)
    there = {each.id for each in await brought_queries.shown(tx, room.id)}
    there |= {each for row in present for each in (row.id, row.screen_id)}
    if source not in there:
        raise _refused("/main_source", "unknown", "who is in the room, its screen, or a camera")


async def invite(tx: Tx, room: UUID, body: InviteIn) -> Answer:
    """Invite venues: they see the room from now on, unless an incident or posts say who does."""
    row = await chaired(tx, room)
    venues = list(dict.fromkeys([*row.venues, *await known_venues(tx, body.venues)]))
    await queries.set_fields(tx, "room", room, {"venues": venues})
    if row.sight == "invited":
        seeing = [row.organisation_id, *venues]
        await scopes.change(tx, row.scope_id, label="internal", sight=seeing)
    return await record(tx, "room.invited", room)


async def close(tx: Tx, room: UUID) -> Answer:
    """Close a room: everybody is out, nobody comes in any more."""
    row = await chaired(tx, room)
    return await end(tx, row)


async def end(tx: Tx, row: Any) -> Answer:
    """Close a locked room that is not closed yet."""
    await rolls.finish_running(tx, row)
    for each in await queries.present(tx, row.id):
        await let_go(tx, row, each.id, "closed")
    for shown_there in await brought_queries.shown(tx, row.id):
        await brought.end(tx, row, shown_there.id, "closed")
    await whiteboard_state.end(tx, row)
    values = {"state": "closed", "closed_at": tx.now, "main_source": None}
    await queries.set_fields(tx, "room", row.id, values)
    await talks.close(tx, row.id)
    return await record(tx, "room.closed", row.id)


async def let_go(tx: Tx, room: Any, participant: UUID, why: str) -> Answer:
    """Write down that somebody is no longer in a room; its picture leaves the big screen."""
    gone = {"left_at": tx.now, "why_left": why, "sharing": False, "hand_at": None}
    await queries.set_fields(tx, "participant", participant, gone)
    await queries.end_attendance(tx, participant, why)
    state = await record_participant(tx, "participant.left", room, participant, told=True)
    if why != "closed" and room.main_source in (participant, state["screen_id"]):
        left = await queries.present(tx, room.id)
        await queries.set_fields(tx, "room", room.id, {"main_source": rules.next_main(left)})
    if why != "closed":
        await queries.set_fields(tx, "room", room.id, {"used_at": tx.now})
        await record(tx, "room.counted", room.id)
    return state
