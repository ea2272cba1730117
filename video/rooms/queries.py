"""SQL of rooms and of who is in them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx
from registry.api import point

JSON_COLUMNS = frozenset({
    "made_by", "called_by", "decided_by", "booked_by", "added_by", "recording", "opened_by",
    "closed_by", "drawn_by",
})  # fmt: skip
# One round of a job; the next takes the rest.
MOST_IN_A_ROUND = 100
_ROOM = (
    "select r.id, r.title, r.sight, r.organisation_id, r.incident_id, r.scope_id, r.venues, "
    "r.posts, r.state, r.locked, r.layout, r.main_source, r.made_by, r.chair_account, "
    "r.created_at, r.opened_at, r.closed_at, r.used_at, r.recording, "
    "(select count(*) from video.participant p where p.room_id = r.id and p.left_at is null) "
    "as present, m.id as meeting_id, m.starts_at, m.ends_at, m.agenda "
    "from video.room r left join video.meeting m on m.room_id = r.id"
)
_PARTICIPANT = (
    "select p.id, p.room_id, p.account_id, p.guest_id, p.organisation_id, p.name, p.venue, "
    "st_x(p.place) as place_lon, st_y(p.place) as place_lat, p.role, p.page, p.screen_id, "
    "p.microphone, p.camera, p.sharing, p.silenced, p.hand_at, p.entered_at, p.seen_at, p.left_at, "
    "p.why_left, p.barred, p.scope_id from video.participant p"
)


async def one(tx: Tx, room: UUID) -> Any | None:
    """Return a visible room."""
    return await tx.row(f"{_ROOM} where r.id = :id", id=room)


async def lock(tx: Tx, room: UUID) -> Any | None:
    """Lock a visible room for a change and return it."""
    await tx.run("select id from video.room where id = :id for update", id=room)
    return await one(tx, room)


async def listed(
    tx: Tx,
    *,
    state: str | None,
    incident: UUID | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Any]:
    """Return visible rooms, newest first, `limit + 1` of them."""
    where = []
    if state:
        where.append("r.state = :state")
    if incident:
        where.append("r.incident_id = :incident")
    if after:
        where.append("(r.created_at, r.id) < (:at, cast(:after_id as uuid))")
    given: dict[str, Any] = {"state": state, "incident": incident}
    if after:
        given |= {"at": after[0], "after_id": after[1]}
    return await tx.rows(
        _ROOM
        + (f" where {' and '.join(where)}" if where else "")
        + " order by r.created_at desc, r.id desc limit :most",
        **{name: value for name, value in given.items() if value is not None},
        most=limit + 1,
    )


async def insert(tx: Tx, table: str, values: dict[str, Any]) -> None:
    """Insert a row of this package by column names."""
    names = sorted(values)
    holders = ", ".join(_placeholder(name) for name in names)
    await tx.run(
        f"insert into video.{table} ({', '.join(names)}) values ({holders})", **bound(values)
    )


async def set_fields(tx: Tx, table: str, row: UUID, values: dict[str, Any]) -> None:
    """Write some columns of a row of this package by name."""
    parts = ", ".join(f"{name} = {_placeholder(name)}" for name in sorted(values))
    await tx.run(f"update video.{table} set {parts} where id = :id", **bound(values), id=row)


async def set_place(tx: Tx, participant: UUID, place: dict[str, Any]) -> None:
    """Keep where a venue is."""
    await tx.run(
        f"update video.participant set place = {point('place')} where id = :id",
        place_lon=place["place_lon"],
        place_lat=place["place_lat"],
        id=participant,
    )


def _placeholder(name: str) -> str:
    return f"cast(:{name} as jsonb)" if name in JSON_COLUMNS else f":{name}"


def bound(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as parameters: JSON columns as text."""
    return {
        name: orjson.dumps(value).decode() if name in JSON_COLUMNS else value
        for name, value in values.items()
    }


# Who is there ---


async def participant(tx: Tx, room: UUID, identity: UUID) -> Any | None:
    """Return somebody of a room."""
    return await tx.row(
        f"{_PARTICIPANT} where p.id = :id and p.room_id = :room", id=identity, room=room
    )


async def of_account(tx: Tx, room: UUID, account: UUID) -> Any | None:
    """Return who an account is in a room."""
    return await tx.row(
        f"{_PARTICIPANT} where p.room_id = :room and p.account_id = :account",
        room=room,
        account=account,
    )


async def of_guest(tx: Tx, room: UUID, guest: UUID) -> Any | None:
    """Return who a guest is in a room."""
    return await tx.row(
        f"{_PARTICIPANT} where p.room_id = :room and p.guest_id = :guest", room=room, guest=guest
    )


async def participants(tx: Tx, room: UUID, most: int) -> list[Any]:
    """Return who is in a room, then who left it last."""
    return await tx.rows(
        f"{_PARTICIPANT} where p.room_id = :room "
        "order by p.left_at desc nulls first, p.entered_at, p.id limit :most",
        room=room,
        most=most,
    )


async def present(tx: Tx, room: UUID) -> list[Any]:
    """Return who is in a room, in the order they came."""
    return await tx.rows(
        f"{_PARTICIPANT} where p.room_id = :room and p.left_at is null order by p.entered_at, p.id",
        room=room,
    )


async def note_seen(tx: Tx, ids: list[UUID], moments: list[datetime]) -> None:
    """Note when the media engine had these participants last."""
    await tx.run(
        "update video.participant p set seen_at = s.at from unnest(cast(:ids as uuid[]), "
        "cast(:moments as timestamptz[])) as s (id, at) where p.id = s.id and p.seen_at < s.at",
        ids=ids,
        moments=moments,
    )


async def stands_for_another(tx: Tx, room: UUID, page: UUID, own: UUID | None) -> bool:
    """Say whether an id a page made names something of a room other than its own page."""
    return bool(
        await tx.value(
            "select true from video.participant p where p.room_id = :room and (p.id = :page "
            "or p.screen_id = :page or (p.page = :page "
            "and p.id is distinct from cast(:own as uuid))) limit 1",
            room=room,
            page=page,
            own=own,
        )
    )


async def keep_seen(tx: Tx, room: UUID, asked: datetime) -> None:
    """Begin anew the patience with whoever is in a room, or has been asked for media since then."""
    await tx.run(
        "update video.participant set seen_at = :now where room_id = :room and left_at is null "
        "and seen_at < :now and (seen_at > entered_at or entered_at < :asked)",
        room=room,
        asked=asked,
        now=tx.now,
    )


# Attendance ---


async def end_attendance(tx: Tx, participant_id: UUID, why: str) -> None:
    """End the span of somebody's presence."""
    await tx.run(
        "update video.attendance set left_at = :now, why_left = :why "
        "where participant_id = :id and left_at is null",
        id=participant_id,
        why=why,
        now=tx.now,
    )


async def attendance(tx: Tx, room: UUID, most: int) -> list[Any]:
    """Return the spans of presence in a room, in the order they began."""
    return await tx.rows(
        "select a.participant_id, a.entered_at, a.left_at, a.why_left, p.name, p.venue, "
        "p.organisation_id from video.attendance a "
        "join video.participant p on p.id = a.participant_id where a.room_id = :room "
        "order by a.entered_at, a.id limit :most",
        room=room,
        most=most,
    )


# What follows by itself ---


async def alive(tx: Tx, since: datetime) -> list[UUID]:
    """Return the open rooms somebody is in, and rooms used or closed since a moment."""
    rows = await tx.rows(
        "select r.id from video.room r where r.closed_at > :since or (r.state = 'open' and "
        "(r.used_at > :since or exists (select from video.participant p "
        "where p.room_id = r.id and p.left_at is null))) order by r.id",
        since=since,
    )
    return [row.id for row in rows]


async def everybody(tx: Tx) -> list[Any]:
    """Return who is in any open room, as whom."""
    return await tx.rows(
        "select p.id, p.room_id, p.account_id, p.guest_id from video.participant p "
        "join video.room r on r.id = p.room_id where r.state = 'open' and p.left_at is null "
        "order by p.room_id, p.id"
    )


async def deserted(tx: Tx, before: datetime) -> list[UUID]:
    """Return open rooms nobody but listeners has been in since a moment.

    A wall left hanging listens for days and comes back by itself: it keeps no room open.
    """
    rows = await tx.rows(
        "select r.id from video.room r where r.state = 'open' and r.opened_at < :before "
        "and not exists (select from video.attendance a "
        "join video.participant p on p.id = a.participant_id where a.room_id = r.id "
        "and p.role <> 'listener' and coalesce(a.left_at > :before, true)) "
        "order by r.opened_at limit :most",
        before=before,
        most=MOST_IN_A_ROUND,
    )
    return [row.id for row in rows]


async def leaving(tx: Tx, before: datetime) -> list[Any]:
    """Return rooms closed before a moment that still stand on boards, locked."""
    return await tx.rows(
        "select r.id, r.scope_id from video.room r where r.closed_at < :before "
        "and r.cleared_at is null order by r.closed_at limit :most for update skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )


async def on_boards(tx: Tx, room: UUID) -> list[Any]:
    """Return what of a room boards hold beside itself: people, calls, sources, sheets."""
    return await tx.rows(
        "select p.id, 'participant' as kind from video.participant p where p.room_id = :room "
        "union all select c.id, 'roll-call' from video.roll_call c where c.room_id = :room "
        "union all select d.id, 'decision' from video.decision d where d.room_id = :room "
        "union all select b.id, 'room-source' from video.room_source b where b.room_id = :room "
        "union all select w.id, 'whiteboard' from video.whiteboard w where w.room_id = :room",
        room=room,
    )
