"""SQL of tracks and films."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

_SEGMENT = (
    "select g.recording_id, g.n, g.track_id, g.file, g.codec, g.started_at, g.ended_at, g.bytes, "
    "g.frames, g.width, g.height, g.sha256, g.look, t.kind, t.source_id, t.name "
    "from video.recorded_segment g join video.recorded_track t on t.id = g.track_id"
)


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
