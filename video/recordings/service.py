"""Use cases of recordings: find, start, stop, hold, erase."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from kernel.api import NotFound, Settings, Tx, new_id, paging
from registry.api import instant, organisations
from video.recordings import film_queries, policies, queries, rules
from video.recordings.schemas import EraseIn, HoldIn, RecordingFilter, RecordingIn
from video.recordings.state import mark_room, record, state_of
from video.recordings.story import chapters_of
from video.rooms import policies as room_policies
from video.rooms import queries as room_queries
from video.rooms import rules as room_rules
from video.rooms import sight as room_sight
from video.sources import watching
from video.sources.policies import WATCH

Answer = dict[str, Any]
# Sixty venues, sound and picture, a minute each, for seven hours: 15 MB of an answer.
MOST_SEGMENTS = 50_000


async def find_many(tx: Tx, wanted: RecordingFilter, settings: Settings) -> Answer:
    """Return a page of the recordings within sight, newest first."""
    policies.check_reader(tx.actor)
    key = paging.key_of(wanted.cursor, instant, UUID)
    filters = wanted.model_dump(exclude={"cursor", "limit"})
    filters |= {"rooms": tx.actor.may(room_policies.READ), "sources": tx.actor.may(WATCH)}
    rows = await queries.listed(
        tx, filters=filters, after=(key[0], key[1]) if key else None, limit=wanted.limit
    )
    items = [await _shown(tx, row, settings) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["started_at"], item["id"]))


async def seen(tx: Tx, recording: UUID, *, lock: bool = False) -> Any:
    """Return a recording the asker may watch. Raises `NotFound`, `Forbidden`, `Barred`."""
    policies.check_reader(tx.actor)
    row = await queries.one(tx, recording, lock=lock)
    if row is None or not policies.reads(tx.actor, row):
        raise NotFound
    if row.room_id is not None:
        await room_sight.room_within(tx, row.room_id)
    return row


async def kept(tx: Tx, recording: UUID) -> Any:
    """Return a recording whose files are there. Raises as `seen`, and `RecordingErased`."""
    row = await seen(tx, recording)
    if row.state == "erased":
        raise rules.RecordingErased
    return row


async def view(tx: Tx, recording: UUID, settings: Settings) -> Answer:
    """Return all that a page of playback needs."""
    row = await seen(tx, recording)
    gone = row.state == "erased"
    names = ("id", "kind", "source_id", "name", "screen", "segments", "starts_at", "ends_at")
    tracks = [] if gone else await film_queries.tracks(tx, recording)
    files = [] if gone else await film_queries.segments(tx, recording, MOST_SEGMENTS + 1)
    return {
        "recording": await _shown(tx, row, settings),
        "tracks": [{name: getattr(each, name) for name in names} for each in tracks],
        "segments": [segment_answer(each) for each in files[:MOST_SEGMENTS]],
        "complete": len(files) <= MOST_SEGMENTS,
        "chapters": await chapters_of(tx, row),
        "server_time": tx.now,
    }


def segment_answer(row: Any) -> Answer:
    """Return one file as answers show it."""
    names = (
        "n", "track_id", "codec", "started_at", "ended_at", "bytes", "frames", "width", "height",
        "sha256",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {
        "media_type": rules.MEDIA_TYPES[row.codec],
        "duration_s": (row.ended_at - row.started_at).total_seconds(),
        "thumbnail": row.look == "made",
    }


async def _shown(tx: Tx, row: Any, settings: Settings) -> Answer:
    """Return a recording with what the asker may do with it."""
    state = state_of(row, await organisations.refs(tx, [row.organisation_id]))
    actor = tx.actor
    clips = actor.may(policies.RECORD) and row.state != "erased"
    may_erase = actor.may(policies.ERASE) and organisations.sees(actor, row.organisation_id)
    return state | {
        "keep_until": rules.keep_until(
            row, days=settings.recordings_days, incident_open=row.incident_open
        ),
        "may_stop": row.state == "running" and await _may_stop(tx, row),
        "may_hold": clips and organisations.sees(actor, row.organisation_id),
        "may_clip": clips,
        "may_erase": may_erase and row.state == "kept" and not row.held,
    }


async def _may_stop(tx: Tx, row: Any) -> bool:
    if row.room_id is None:
        return tx.actor.may(policies.RECORD)
    room = await room_queries.one(tx, row.room_id)
    me = await room_sight.own(tx, room) if room is not None else None
    return room is not None and policies.records_room(tx.actor, room, me)


async def start(tx: Tx, body: RecordingIn) -> Answer:
    """Begin to record a room or a source; the media engine follows.

    Raises `NotFound`, `Forbidden`, `RoomOver`, `SourceResting`, `RecordingRunning`,
    `NoRoomToRecord`.
    """
    tx.actor.require(policies.RECORD)
    of = await (_room(tx, body) if body.room_id is not None else _source(tx, body))
    if await queries.running_of(tx, body.room_id or body.source_id) is not None:  # type: ignore[arg-type]
        raise rules.RecordingRunning
    recording = new_id()
    await queries.insert(
        tx,
        of
        | {
            "id": recording,
            "room_id": body.room_id,
            "source_id": body.source_id,
            "started_by": tx.actor.card(),
        },
    )
    state = await record(tx, "recording.started", recording)
    if body.room_id is not None:
        await mark_room(tx, body.room_id, state)
    return state


async def _room(tx: Tx, body: RecordingIn) -> Answer:
    assert body.room_id is not None
    room_policies.check_reads(tx.actor, body.room_id)
    room = await room_queries.lock(tx, body.room_id)
    if room is None:
        raise NotFound
    policies.check_records_room(tx.actor, room, await room_sight.own(tx, room))
    if room.state == "closed":
        raise room_rules.RoomOver
    if room.state == "planned":
        raise room_rules.RoomNotOpen
    return {
        "incident_id": room.incident_id,
        "organisation_id": room.organisation_id,
        "scope_id": room.scope_id,
        "title": room.title,
        "ends_at": tx.now + rules.ROOM_LASTS,
    }


async def _source(tx: Tx, body: RecordingIn) -> Answer:
    assert body.source_id is not None
    row = await watching.usable(tx, body.source_id, WATCH)
    return {
        "incident_id": row.incident_id,
        "organisation_id": row.organisation_id,
        "scope_id": row.scope_id,
        "title": row.zh,
        "ends_at": tx.now + timedelta(minutes=body.minutes),
    }


async def stop(tx: Tx, recording: UUID) -> Answer:
    """End a recording. Raises `NotFound`, `Forbidden`, `RecordingOver`."""
    tx.actor.require(policies.RECORD)
    row = await seen(tx, recording, lock=True)
    if row.room_id is not None:
        room = await room_queries.one(tx, row.room_id)
        policies.check_records_room(tx.actor, room, await room_sight.own(tx, room))
    if row.state != "running":
        raise rules.RecordingOver
    return await end(tx, row, "stopped")


async def end(tx: Tx, row: Any, why: str) -> Answer:
    """End a locked recording that runs; its last files are put away by the job."""
    values: Answer = {"state": "closing", "ended_at": tx.now, "why_ended": why, "fault": None}
    await queries.set_fields(tx, row.id, values | {"ended_by": tx.actor.card()})
    state = await record(tx, "recording.stopped", row.id)
    if row.room_id is not None:
        await mark_room(tx, row.room_id, None)
    return state


async def hold(tx: Tx, recording: UUID, body: HoldIn) -> Answer:
    """Keep a recording whatever its age, or let retention have it again, and say why."""
    tx.actor.require(policies.RECORD)
    row = await seen(tx, recording, lock=True)
    _check_owner(tx, row)
    if row.state == "erased":
        raise rules.RecordingErased
    await queries.set_fields(tx, recording, {"held": body.held, "held_reason": body.reason})
    return await record(tx, "recording.held", recording)


async def erase(tx: Tx, recording: UUID, body: EraseIn) -> Answer:
    """Erase the files of a recording before their time; that it was there, and why, stays.

    Raises `NotFound`, `Forbidden`, `RecordingRunning`, `RecordingHeld`, `RecordingErased`.
    """
    tx.actor.require(policies.ERASE)
    row = await seen(tx, recording, lock=True)
    _check_owner(tx, row)
    if row.state in ("running", "closing"):
        raise rules.RecordingRunning
    return await let_go(tx, row, body.reason)


def _check_owner(tx: Tx, row: Any) -> None:
    if not organisations.sees(tx.actor, row.organisation_id):
        raise rules.ForeignRecording


async def let_go(tx: Tx, row: Any, reason: str) -> Answer:
    """Mark a locked recording as erased; the job removes its files."""
    if row.held:
        raise rules.RecordingHeld
    if row.state == "erased":
        raise rules.RecordingErased
    values: Answer = {"state": "erased", "erased_at": tx.now, "erased_reason": reason}
    await queries.set_fields(tx, row.id, values | {"erased_by": tx.actor.card()})
    return await record(tx, "recording.erased", row.id)
