"""SQL of recordings: what is recorded, kept and gone, and what the journal tells of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import NIL, Tx

# One round of a job; the next takes the rest.
MOST_IN_A_ROUND = 50
CARDS = frozenset({"started_by", "ended_by", "erased_by"})
# The incident as the journal knows it, then what it was merged into, and so on.
_LAST = (
    "select f.subject, f.state from kernel.fact f where f.drill = :nil and f.state is not null "
    "and f.subject = {subject} order by f.seq desc limit 1"
)
_OWN = _LAST.format(subject="r.incident_id")
_NEXT = _LAST.format(subject="cast(c.state ->> 'merged_into' as uuid)")
_INCIDENT = (
    f"with recursive chain as ((select * from ({_OWN}) l) "
    f"union select n.subject, n.state from chain c, lateral ({_NEXT}) n)"
)
# An incident and what is merged into it now, and into that, and so on.
_FAMILY = (
    "with recursive family as (select cast(:incident as uuid) as id "
    "union select m.subject from family a join kernel.fact m on m.about @> array[a.id] "
    "and m.kind = 'incident.merged' and m.drill = :nil "
    f"cross join lateral ({_LAST.format(subject='m.subject')}) n "
    "where n.state ->> 'merged_into' = a.id::text) select id from family"
)
_SELECT = (
    "select r.id, r.room_id, r.source_id, r.incident_id, r.organisation_id, r.scope_id, r.title, "
    "r.state, r.fault, r.started_at, r.ends_at, r.ended_at, r.why_ended, r.started_by, r.ended_by, "
    "r.held, r.held_reason, r.erased_at, r.erased_by, r.erased_reason, r.removed_at, "
    "coalesce(s.bytes, 0) as bytes, coalesce(s.frames, 0) as frames, s.segments, s.tracks, "
    f"exists ({_INCIDENT} select from chain where state ->> 'state' not in ('closed', 'merged')) "
    "as incident_open "
    "from video.recording r, lateral (select sum(g.bytes)::bigint as bytes, "
    "sum(g.frames)::bigint as frames, count(*) as segments, count(distinct g.track_id) as tracks "
    "from video.recorded_segment g where g.recording_id = r.id) s"
)


async def one(tx: Tx, recording: UUID, *, lock: bool = False) -> Any | None:
    """Return a visible recording, locked for a change when asked."""
    if lock:
        await tx.run("select id from video.recording where id = :id for update", id=recording)
    return await tx.row(f"{_SELECT} where r.id = :id", id=recording, nil=NIL)


async def listed(
    tx: Tx, *, filters: dict[str, Any], after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible recordings, newest first, `limit + 1` of them."""
    return await tx.rows(
        f"{_SELECT} where (cast(:room as uuid) is null or r.room_id = :room) "
        "and (cast(:source as uuid) is null or r.source_id = :source) "
        f"and (cast(:incident as uuid) is null or r.incident_id = any(array({_FAMILY}))) "
        "and (cast(:state as text) is null or r.state = :state) "
        "and (cast(:since as timestamptz) is null or coalesce(r.ended_at, :now) >= :since) "
        "and (cast(:until as timestamptz) is null or r.started_at <= :until) "
        "and (case when r.room_id is null then cast(:sources as boolean) "
        "else cast(:rooms as boolean) end) "
        # A chair sent the asker out of the room.
        "and (select p.barred from video.participant p "
        "where p.room_id = r.room_id and p.account_id = :account) is not true "
        "and (cast(:after_at as timestamptz) is null "
        "or (r.started_at, r.id) < (:after_at, cast(:after_id as uuid))) "
        "order by r.started_at desc, r.id desc limit :most",
        **filters,
        now=tx.now,
        nil=NIL,
        account=tx.actor.account_id,
        after_at=after[0] if after else None,
        after_id=after[1] if after else None,
        most=limit + 1,
    )


async def running_of(tx: Tx, subject: UUID) -> UUID | None:
    """Return the recording of a room or source that runs."""
    found: UUID | None = await tx.value(
        "select id from video.recording where coalesce(room_id, source_id) = :subject "
        "and state = 'running'",
        subject=subject,
    )
    return found


async def busy(tx: Tx) -> list[Any]:
    """Return the recordings that run or are being put away."""
    return await tx.rows(
        f"{_SELECT} where r.state in ('running', 'closing') order by r.id", nil=NIL
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a recording."""
    await tx.run(
        "insert into video.recording (id, room_id, source_id, incident_id, organisation_id, "
        "scope_id, title, state, started_at, ends_at, started_by) values (:id, :room_id, "
        ":source_id, :incident_id, :organisation_id, :scope_id, :title, 'running', :now, "
        ":ends_at, cast(:started_by as jsonb))",
        **_bound(values),
        now=tx.now,
    )


async def set_fields(tx: Tx, recording: UUID, values: dict[str, Any]) -> None:
    """Write some columns of a recording by name."""
    parts = ", ".join(
        f"{name} = cast(:{name} as jsonb)" if name in CARDS else f"{name} = :{name}"
        for name in sorted(values)
    )
    await tx.run(
        f"update video.recording set {parts} where id = :id", **_bound(values), id=recording
    )


def _bound(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: orjson.dumps(value).decode() if name in CARDS else value
        for name, value in values.items()
    }


async def astray(tx: Tx) -> list[Any]:
    """Return recordings whose source has gone to another scope, with where it is now.

    And those of a phone that had no incident yet, with the incident it came to show.
    """
    return await tx.rows(
        "select r.id, v.scope_id, v.organisation_id, "
        "coalesce(r.incident_id, p.incident_id) as incident_id from video.recording r "
        "join video.source v on v.id = r.source_id left join video.phone p on p.source_id = v.id "
        "where r.removed_at is null "
        "and (v.scope_id, v.organisation_id, coalesce(r.incident_id, p.incident_id)) "
        "is distinct from (r.scope_id, r.organisation_id, r.incident_id) limit :most",
        most=MOST_IN_A_ROUND,
    )


async def room_of(tx: Tx, room: UUID) -> Any | None:
    """Return what of a room decides whether its recording goes on."""
    return await tx.row("select id, state, scope_id from video.room where id = :id", id=room)


# Keeping ---


async def past_keeping(tx: Tx, before: datetime) -> list[UUID]:
    """Return recordings that ended before a moment and nothing holds, the oldest first."""
    rows = await tx.rows(
        f"select q.id from ({_SELECT} where r.state = 'kept' and not r.held "
        "and r.ended_at < :before) q where not q.incident_open order by q.ended_at limit :most",
        nil=NIL,
        before=before,
        most=MOST_IN_A_ROUND,
    )
    return [row.id for row in rows]


async def to_remove(tx: Tx, among: list[UUID] | None = None) -> list[UUID]:
    """Return erased recordings whose files may still be there, of some or of all."""
    rows = await tx.rows(
        "select id from video.recording where state = 'erased' and removed_at is null "
        "and (cast(:among as uuid[]) is null or id = any(:among)) limit :most",
        among=among,
        most=MOST_IN_A_ROUND,
    )
    return [row.id for row in rows]


async def oldest(tx: Tx) -> UUID | None:
    """Return the oldest recording that has files."""
    found: UUID | None = await tx.value(
        "select r.id from video.recording r where r.removed_at is null and exists (select "
        "from video.recorded_segment g where g.recording_id = r.id) "
        "order by r.started_at, r.id limit 1"
    )
    return found


async def leaving(tx: Tx, before: datetime) -> list[Any]:
    """Return recordings that ended before a moment and still stand on boards."""
    return await tx.rows(
        "select id, room_id, scope_id from video.recording "
        "where ended_at < :before and cleared_at is null and state in ('kept', 'erased') "
        "order by ended_at limit :most for update skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )


# What happened meanwhile ---


async def facts(tx: Tx, recording: Any, kinds: list[str], most: int) -> list[Any]:
    """Return what the journal tells of a room while it was recorded, and of the recording.

    By the order of facts, not by their moments: from its beginning to its end.
    """
    return await tx.rows(
        "with own as (select min(seq) as first, min(seq) filter (where kind = 'recording.stopped') "
        "as last from kernel.fact where drill = :nil and subject = :recording) "
        "select f.seq, f.at, f.kind, f.subject, f.state, f.actor from kernel.fact f, own "
        "where f.drill = :nil "
        "and (f.subject = any(:subjects) or f.about @> array[cast(:room as uuid)]) "
        "and f.kind = any(cast(:kinds as text[])) "
        "and f.seq >= own.first and f.seq <= coalesce(own.last, f.seq) order by f.seq limit :most",
        nil=NIL,
        kinds=kinds,
        recording=recording.id,
        subjects=[recording.id, recording.room_id or recording.id],
        room=recording.room_id or recording.id,
        most=most,
    )


async def before(tx: Tx, recording: Any) -> list[Any]:
    """Return how a room and its people stood when its recording began."""
    return await tx.rows(
        "select distinct on (f.subject) f.seq, f.at, f.kind, f.subject, f.state, f.actor "
        "from kernel.fact f where f.drill = :nil "
        "and f.seq < (select min(o.seq) from kernel.fact o "
        "where o.drill = :nil and o.subject = :recording) "
        "and (f.subject = :room or f.about @> array[cast(:room as uuid)]) "
        "order by f.subject, f.seq desc",
        nil=NIL,
        recording=recording.id,
        room=recording.room_id,
    )
