"""Use cases of whoever is in a room: enter, leave, change oneself, be steered by the chair."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kernel.api import Conflict, NotFound, Tx, new_id
from registry.api import place_columns
from video.rooms import guest_queries as guests
from video.rooms import policies, queries, rolls, rules, service, sight
from video.rooms.schemas import EnterIn, OwnIn, SteerIn
from video.rooms.state import record, record_participant

Answer = dict[str, Any]
OWN = ("microphone", "camera", "sharing")
STEERED = ("role", "silenced", "barred")


@dataclass(frozen=True, slots=True)
class Being:
    """Who somebody is in every room it enters: what the account or the guest's link says."""

    name: str
    account: UUID | None = None
    guest: UUID | None = None
    organisation: UUID | None = None
    role: str | None = None


async def enter(tx: Tx, room: UUID, body: EnterIn) -> Answer:
    """Enter a room, or return to it; the page that enters last is the one that counts.

    Raises `NotFound`, `Forbidden`, `RoomOver`, `RoomNotOpen`, `RoomLocked`, `RoomFull`, `Barred`,
    `Conflict`.
    """
    policies.check_enters(tx.actor, room)
    row = await queries.lock(tx, room)
    if row is None:
        raise NotFound
    before = await sight.own(tx, row)
    chairs = policies.chairs(tx.actor, row, before)
    rules.check_enter(row, before, chairs=chairs, present=row.present)
    if await queries.stands_for_another(tx, room, body.page, before.id if before else None):
        # Its viewer or its source would be taken over.
        raise Conflict("This page id stands for somebody else in the room; make a new one.")
    being = await _being(tx)
    role = rules.role_of(tx.actor, row, before, being.role or body.role)
    values = body.model_dump(include={"page", "venue", "microphone", "camera"})
    values |= {"role": role, "entered_at": tx.now, "seen_at": tx.now}
    values |= {"left_at": None, "why_left": None, "sharing": False, "name": being.name}
    returns = before is not None and before.left_at is None
    participant = before.id if before else await _add(tx, row, values, being)
    if before is not None:
        await queries.set_fields(tx, "participant", participant, values)
    if body.place is not None:
        await queries.set_place(tx, participant, place_columns(body.place))
    if not returns:
        await _attend(tx, row, participant)
    await _open(tx, row, participant, role)
    kind = "participant.returned" if returns else "participant.entered"
    await record_participant(tx, kind, row, participant, told=not returns)
    await record(tx, "room.opened" if row.state == "planned" else "room.counted", room)
    entered = await queries.one(tx, room)
    return await service.view_of(tx, entered)


async def _being(tx: Tx) -> Being:
    actor = tx.actor
    if actor.kind != "link":
        return Being(actor.name, account=actor.account_id, organisation=actor.organisation_id)
    guest = await guests.one(tx, actor.credential_id) if actor.credential_id else None
    if guest is None or not rules.good(guest, tx.now):
        raise rules.GuestGone
    return Being(guest.name, guest=guest.id, role=guest.role)


async def _add(tx: Tx, room: Any, values: Answer, being: Being) -> UUID:
    participant = new_id()
    fixed = {
        "id": participant,
        "room_id": room.id,
        "scope_id": room.scope_id,
        "account_id": being.account,
        "guest_id": being.guest,
        "organisation_id": being.organisation,
        "screen_id": new_id(),
    }
    await queries.insert(tx, "participant", values | fixed)
    return participant


async def _attend(tx: Tx, room: Any, participant: UUID) -> None:
    span = {
        "id": new_id(),
        "room_id": room.id,
        "participant_id": participant,
        "scope_id": room.scope_id,
        "entered_at": tx.now,
    }
    await queries.insert(tx, "attendance", span)


async def _open(tx: Tx, room: Any, participant: UUID, role: str) -> None:
    """Open a planned room as its chair comes; the first who is seen stands on the big screen."""
    values: Answer = {"used_at": tx.now}
    if room.state == "planned":
        values |= {"state": "open", "opened_at": tx.now}
    if room.main_source in (None, participant):
        listens = role == "listener"
        there = await queries.present(tx, room.id) if listens else []
        values["main_source"] = rules.next_main(there) if listens else participant
    await queries.set_fields(tx, "room", room.id, values)


async def present(tx: Tx, room: UUID, page: UUID | None = None) -> tuple[Any, Any]:
    """Return a room and the asker as somebody who is in it, by the page that entered last.

    Raises `NotFound`, `RoomOver`, `NotInRoom`.
    """
    policies.check_enters(tx.actor, room)
    row = await queries.one(tx, room)
    if row is None:
        raise NotFound
    if row.state == "closed":
        raise rules.RoomOver
    me = await sight.own(tx, row)
    if me is None or me.left_at is not None or (page is not None and me.page != page):
        raise rules.NotInRoom
    return row, me


async def leave(tx: Tx, room: UUID, page: UUID) -> Answer:
    """Leave a room; a page that no longer counts takes nobody out."""
    row, me = await present(tx, room, page)
    return await service.let_go(tx, row, me.id, "left")


async def change_own(tx: Tx, room: UUID, body: OwnIn) -> Answer:
    """Say what one's own microphone, camera, screen and hand do."""
    row, me = await present(tx, room, body.page)
    changes = body.changes()
    values: Answer = {name: changes[name] for name in OWN if name in changes}
    if "hand" in changes:
        values["hand_at"] = (me.hand_at or tx.now) if changes["hand"] else None
    if not values:
        return await record_participant(tx, "participant.changed", row, me.id)
    await queries.set_fields(tx, "participant", me.id, values)
    ended = changes.get("sharing") is False and row.main_source == me.screen_id
    if ended:
        await queries.set_fields(tx, "room", room, {"main_source": me.id})
        await record(tx, "room.staged", room)
    return await record_participant(tx, "participant.changed", row, me.id)


async def steer(tx: Tx, room: UUID, participant: UUID, body: SteerIn) -> Answer:
    """Change somebody's role, silence or let speak, send out or let back in. Chairs only."""
    row = await service.chaired(tx, room)
    who = await queries.participant(tx, room, participant)
    if who is None:
        raise NotFound
    changes = body.changes()
    values: Answer = {name: changes[name] for name in STEERED if name in changes}
    if "hand" in changes or changes.get("silenced") is False:
        values["hand_at"] = None
    if values:
        await queries.set_fields(tx, "participant", participant, values)
    if changes.get("barred") and who.left_at is None:
        return await service.let_go(tx, row, participant, "kicked")
    if changes.get("role") == "listener" and row.main_source in (who.id, who.screen_id):
        main = rules.next_main(await queries.present(tx, room))
        await queries.set_fields(tx, "room", room, {"main_source": main})
        await record(tx, "room.staged", room)
    elif changes.get("role", "listener") != "listener" and row.main_source is None:
        # Only listeners were there: whoever may speak now is what there is to see.
        await queries.set_fields(tx, "room", room, {"main_source": participant})
        await record(tx, "room.staged", room)
    return await record_participant(tx, "participant.steered", row, participant)


async def silence(tx: Tx, room: UUID) -> Answer:
    """Silence everybody but the chairs."""
    row = await service.chaired(tx, room)
    for each in await queries.present(tx, room):
        if each.role != "chair" and not each.silenced:
            await queries.set_fields(tx, "participant", each.id, {"silenced": True})
            await record_participant(tx, "participant.steered", row, each.id)
    return await service.view_of(tx, row)


async def answer_call(tx: Tx, room: UUID, page: UUID) -> Answer:
    """Answer the roll call for the venue one is of."""
    row, me = await present(tx, room, page)
    return await rolls.answer(tx, row, me)
