"""When a recording may begin, end and go; what is written where. Pure."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.api import Conflict, Forbidden, Problem

# A meeting that lasts longer is one that nobody ended.
ROOM_LASTS = timedelta(hours=24)
# A camera that is asked shows its first picture within so long, or gives none.
FIRST_MEDIA_WITHIN = timedelta(seconds=20)
# Whoever looks at a room sees for so long that it was recorded just now.
STAYS_ON_BOARDS = timedelta(hours=12)
MEDIA_TYPES = {"VP8": "video/webm", "H264": "video/mp4", "opus": "audio/webm"}
# A clip is a piece of evidence, not a copy of the meeting; half an hour has some 140 MB a track.
LONGEST_CLIP = timedelta(minutes=30)


class RecordingRunning(Conflict):
    """The room or source is being recorded already, or the recording has not ended yet."""

    code = "recording-running"
    title = "It is being recorded"


class RecordingOver(Conflict):
    """The recording has ended."""

    code = "recording-over"
    title = "This recording has ended"


class RecordingHeld(Conflict):
    """The recording is held: it must not be erased."""

    code = "recording-held"
    title = "This recording is held and must not be erased"


class ForeignRecording(Forbidden):
    """The recording may be seen, but another organisation keeps it."""

    code = "foreign-recording"
    title = "Another organisation keeps this recording"


class RecordingErased(Problem):
    """The files of the recording are gone."""

    code = "recording-erased"
    status = 410
    title = "This recording was erased"


class NothingRecorded(Conflict):
    """No track has anything at the moment asked for."""

    code = "nothing-recorded"
    title = "Nothing was recorded at that moment"


class NoRoomToRecord(Problem):
    """The disk has less room than recordings must leave free."""

    code = "recording-no-space"
    status = 507
    title = "There is no room on disk to record"


def why_over(row: Any, *, room_closed: bool, now: datetime) -> str | None:
    """Return why a running recording ends by itself now, None when it goes on."""
    if room_closed:
        return "room-closed"
    return "time-over" if now >= row.ends_at else None


def fault_of(row: Any, told: str | None, writing: int, now: datetime) -> str | None:
    """Return why nothing is written: what the engine told, or that a source brings nothing.

    A room in which nobody sends is no fault.
    """
    if told is not None:
        return told
    silent = row.source_id is not None and writing == 0
    return "no-media" if silent and now - row.started_at > FIRST_MEDIA_WITHIN else None


def keep_until(row: Any, *, days: int, incident_open: bool) -> datetime | None:
    """Return until when a recording is kept; None while nothing sets an end."""
    if row.state != "kept" or row.held or incident_open:
        return None
    ended: datetime = row.ended_at
    return ended + timedelta(days=days)


def engine_room(row: Any) -> UUID:
    """Return the room at the media engine that is recorded: a source's has its own id."""
    found: UUID = row.room_id or row.source_id
    return found
