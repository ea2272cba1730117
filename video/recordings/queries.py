"""All SQL of recordings."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import NIL, Tx

# One round of a job; the next takes the rest.
MOST_IN_A_ROUND = 50
CARDS = frozenset({"started_by", "ended_by", "erased_by"})
_SELECT = (
    "select r.id, r.room_id, r.source_id, r.incident_id, r.organisation_id, r.scope_id, r.title, "
    "r.state, r.fault, r.started_at, r.ends_at, r.ended_at, r.why_ended, r.started_by, r.ended_by, "
    "r.held, r.held_reason, r.erased_at, r.erased_by, r.erased_reason, r.removed_at, "
    "coalesce(s.bytes, 0) as bytes, coalesce(s.frames, 0) as frames, s.segments, s.tracks, "
    "exists (select from kernel.subject_state i where i.subject = r.incident_id "
    "and i.drill = :nil and i.state is not null "
    "and i.state ->> 'state' not in ('closed', 'merged')) as incident_open "
    "from video.recording r, lateral (select sum(g.bytes)::bigint as bytes, "
    "sum(g.frames)::bigint as frames, count(*) as segments, count(distinct g.track_id) as tracks "
    "from video.recorded_segment g where g.recording_id = r.id) s"
)
_SEGMENT = (
    "select g.recording_id, g.n, g.track_id, g.file, g.codec, g.started_at, g.ended_at, g.bytes, "
    "g.frames, g.width, g.height, g.sha256, g.look, t.kind, t.source_id, t.name "
    "from video.recorded_segment g join video.recorded_track t on t.id = g.track_id"
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
        "and (cast(:incident as uuid) is null or r.incident_id = :incident) "
        "and (cast(:state as text) is null or r.state = :state) "
        "and (cast(:since as timestamptz) is null or coalesce(r.ended_at, :now) >= :since) "
        "and (cast(:until as timestamptz) is null or r.started_at <= :until) "
        "and (case when r.room_id is null then cast(:sources as boolean) "
        "else cast(:rooms as boolean) end) "
        "and (cast(:after_at as timestamptz) is null "
        "or (r.started_at, r.id) < (:after_at, cast(:after_id as uuid))) "
        "order by r.started_at desc, r.id desc limit :most",
        **filters,
        now=tx.now,
        nil=NIL,
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
    """Return recordings whose source has gone to another scope, with where it is now."""
    return await tx.rows(
        "select r.id, v.scope_id, v.organisation_id from video.recording r "
        "join video.source v on v.id = r.source_id where r.removed_at is null "
        "and (v.scope_id, v.organisation_id) is distinct from (r.scope_id, r.organisation_id) "
        "limit :most",
        most=MOST_IN_A_ROUND,
    )


async def room_of(tx: Tx, room: UUID) -> Any | None:
    """Return what of a room decides whether its recording goes on."""
    return await tx.row("select id, state, scope_id from video.room where id = :id", id=room)


# Tracks and segments ---


async def tracks(tx: Tx, recording: UUID) -> list[Any]:
    """Return the tracks of a recording that have anything, in the order they began."""
    return await tx.rows(
        "select t.id, t.kind, t.source_id, t.name, t.screen, count(g.n) as segments, "
        "min(g.started_at) as starts_at, max(g.ended_at) as ends_at "
        "from video.recorded_track t join video.recorded_segment g on g.track_id = t.id "
        "where t.recording_id = :recording group by t.id order by min(g.started_at), t.id",
        recording=recording,
    )


async def segments(tx: Tx, recording: UUID, most: int) -> list[Any]:
    """Return the files of a recording by their beginnings."""
    return await tx.rows(
        f"{_SEGMENT} where g.recording_id = :recording order by g.started_at, g.n limit :most",
        recording=recording,
        most=most,
    )


async def segment(tx: Tx, recording: UUID, n: int) -> Any | None:
    """Return one file of a recording."""
    return await tx.row(
        f"{_SEGMENT} where g.recording_id = :recording and g.n = :n", recording=recording, n=n
    )


async def between(
    tx: Tx, recording: UUID, tracks: list[UUID], span: tuple[datetime, datetime]
) -> list[Any]:
    """Return the files of some tracks that hold anything of a span, in their order."""
    return await tx.rows(
        f"{_SEGMENT} where g.recording_id = :recording and g.track_id = any(:tracks) "
        "and g.started_at < :until and g.ended_at >= :since order by g.started_at, g.n",
        recording=recording,
        tracks=tracks,
        since=span[0],
        until=span[1],
    )


async def known_files(tx: Tx, recording: UUID) -> set[str]:
    """Return the names of the files of a recording that are registered."""
    rows = await tx.rows(
        "select file from video.recorded_segment where recording_id = :recording",
        recording=recording,
    )
    return {row.file for row in rows}


async def track(tx: Tx, values: dict[str, Any]) -> UUID:
    """Return the track of a source in a recording, made when it is new."""
    await tx.run(
        "insert into video.recorded_track (id, recording_id, source_id, kind, name, screen) "
        "values (:id, :recording_id, :source_id, :kind, :name, :screen) "
        "on conflict (recording_id, source_id, kind) do nothing",
        **values,
    )
    found: UUID = await tx.value(
        "select id from video.recorded_track where recording_id = :recording_id "
        "and source_id = :source_id and kind = :kind",
        recording_id=values["recording_id"],
        source_id=values["source_id"],
        kind=values["kind"],
    )
    return found


async def add_segment(tx: Tx, values: dict[str, Any]) -> None:
    """Register a file; one that is known is no news. The caller holds the recording's lock."""
    await tx.run(
        "insert into video.recorded_segment (recording_id, n, track_id, file, codec, started_at, "
        "ended_at, bytes, frames, width, height, sha256, look) select :recording_id, "
        "coalesce(max(n), 0) + 1, :track_id, :file, :codec, :started_at, :ended_at, :bytes, "
        ":frames, :width, :height, :sha256, :look from video.recorded_segment "
        "where recording_id = :recording_id on conflict (recording_id, file) do nothing",
        **values,
    )


async def name_of(tx: Tx, recording: Any, source: UUID) -> tuple[str, bool] | None:
    """Return whose track this is, and whether it is a shared screen."""
    if recording.source_id is not None:
        return recording.title, False
    row = await tx.row(
        "select coalesce(venue, name) as name, screen_id = :source as screen "
        "from video.participant where room_id = :room and (id = :source or screen_id = :source) "
        "union all select zh, false from video.room_source where room_id = :room and id = :source",
        room=recording.room_id,
        source=source,
    )
    return None if row is None else (row.name, row.screen)


async def unlooked(tx: Tx, most: int) -> list[Any]:
    """Return files of which a small picture is due."""
    return await tx.rows(
        f"{_SEGMENT} where g.look = 'due' order by g.recording_id, g.n limit :most", most=most
    )


async def set_look(tx: Tx, recording: UUID, n: int, look: str) -> None:
    """Note whether a file has a small picture."""
    await tx.run(
        "update video.recorded_segment set look = :look where recording_id = :id and n = :n",
        look=look,
        id=recording,
        n=n,
    )


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


async def to_remove(tx: Tx) -> list[UUID]:
    """Return erased recordings whose files may still be there."""
    rows = await tx.rows(
        "select id from video.recording where state = 'erased' and removed_at is null limit :most",
        most=MOST_IN_A_ROUND,
    )
    return [row.id for row in rows]


async def leaving(tx: Tx, before: datetime) -> list[Any]:
    """Return recordings that ended before a moment and still stand on boards."""
    return await tx.rows(
        "select id, scope_id from video.recording where ended_at < :before and cleared_at is null "
        "and state in ('kept', 'erased') order by ended_at limit :most for update skip locked",
        before=before,
        most=MOST_IN_A_ROUND,
    )


# What happened meanwhile ---


async def facts(tx: Tx, recording: Any, until: datetime, most: int) -> list[Any]:
    """Return what the journal tells of a room while it was recorded, and of the recording.

    The last fact of each subject before the beginning stands first: how things were then.
    """
    return await tx.rows(
        "select f.seq, f.at, f.kind, f.subject, f.state, f.actor from kernel.fact f "
        "where f.drill = :nil "
        "and (f.subject = any(:subjects) or f.about @> array[cast(:room as uuid)]) "
        "and f.at >= :since and f.at <= :until order by f.seq limit :most",
        nil=NIL,
        subjects=[recording.id, recording.room_id or recording.id],
        room=recording.room_id or recording.id,
        since=recording.started_at,
        until=until,
        most=most,
    )


async def before(tx: Tx, recording: Any) -> list[Any]:
    """Return how a room and its people stood when its recording began."""
    return await tx.rows(
        "select distinct on (f.subject) f.seq, f.at, f.kind, f.subject, f.state, f.actor "
        "from kernel.fact f where f.drill = :nil and f.at < :since "
        "and (f.subject = :room or f.about @> array[cast(:room as uuid)]) "
        "order by f.subject, f.seq desc",
        nil=NIL,
        room=recording.room_id,
        since=recording.started_at,
    )
