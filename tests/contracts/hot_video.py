"""What meetings, cameras and recordings ask the database all day."""

from datetime import timedelta

from messages.talks import queries as talks
from tests.contracts.crowded import thing
from tests.contracts.crowded_video import ROOMS, planted
from tests.contracts.plans import Step
from tests.harness.clock import START
from video.meetings import queries as meetings
from video.phones import queries as phones
from video.recordings import film_queries as films
from video.recordings import queries as recordings
from video.rooms import brought_queries as brought
from video.rooms import queries as rooms
from video.rooms import roll_queries as rolls
from video.sources import queries as sources

ROOM, CLOSED = planted("11", ROOMS - 1), planted("11", 7)
SOURCE, RECORDING = planted("1b", 8), planted("1f", 8)
BEFORE = START - timedelta(days=400)
NO_FILTER = dict.fromkeys(("room", "source", "incident", "state", "since", "until"))
EVERY_SOURCE = dict.fromkeys(("kind", "state", "organisation", "camera", "q")) | {"removed": False}
PAGE = (START, ROOM)

# As somebody of a district.
ASKED: dict[str, Step] = {
    "rooms": lambda tx: rooms.listed(tx, state=None, incident=None, after=None, limit=50),
    "rooms of an incident": lambda tx: rooms.listed(
        tx, state="open", incident=thing("2", 7), after=None, limit=50
    ),
    "rooms further on": lambda tx: rooms.listed(
        tx, state=None, incident=None, after=PAGE, limit=50
    ),
    "people of a room": lambda tx: rooms.participants(tx, ROOM, 300),
    "attendance": lambda tx: rooms.attendance(tx, CLOSED, 300),
    "what was said": lambda tx: talks.listed(tx, CLOSED, before=None, limit=50),
    "sources": lambda tx: sources.listed(tx, filters=EVERY_SOURCE, after=None, limit=50),
    "sources of cameras": lambda tx: sources.of_cameras(tx, [thing("4", 80), thing("4", 90)]),
    "sources that may be used": lambda tx: sources.usable(tx, [SOURCE]),
    "phones of an incident": lambda tx: phones.live(
        tx, incidents=[thing("2", 7)], report=None, most=20
    ),
    "a snapshot": lambda tx: sources.snapshot(tx, SOURCE),
    "recordings": lambda tx: recordings.listed(
        tx, filters=NO_FILTER | {"rooms": True, "sources": True}, after=None, limit=50
    ),
    "recordings of a room": lambda tx: recordings.listed(
        tx,
        filters=NO_FILTER | {"rooms": True, "sources": True, "room": CLOSED},
        after=None,
        limit=50,
    ),
    "recordings of an incident": lambda tx: recordings.listed(
        tx,
        filters=NO_FILTER | {"rooms": True, "sources": True, "incident": thing("2", 7)},
        after=None,
        limit=50,
    ),
}
# By the jobs, every second or two.
FOLLOWED: dict[str, Step] = {
    "rooms alive": lambda tx: rooms.alive(tx, START),
    "who is in": rooms.everybody,
    "who is in a room": lambda tx: rooms.present(tx, ROOM),
    "deserted rooms": lambda tx: rooms.deserted(tx, START),
    "rooms that leave boards": lambda tx: rooms.leaving(tx, START),
    "roll calls that last": lambda tx: rolls.overdue(tx, START),
    "cameras in rooms": brought.everything,
    "cameras of a room": lambda tx: brought.shown(tx, ROOM),
    "cameras to be looked at": lambda tx: sources.due(tx, 20),
    "cameras that are away": lambda tx: sources.offline(tx, planted("1b", 1)),
    "sources of a camera that moved": lambda tx: sources.astray(tx, thing("4", 80)),
    "sources that are watched": lambda tx: sources.known(tx, {SOURCE, ROOM}),
    "phones of links": phones.of_links,
    "phones that end": lambda tx: phones.due(tx, START),
    "phones that ended": lambda tx: phones.just_ended(tx, START + timedelta(days=30)),
    "reminders": meetings.to_remind,
    "meetings nobody opened": lambda tx: meetings.ended(tx, START),
    "recordings under way": recordings.busy,
    "recordings of sources that moved": recordings.astray,
    "recordings past their time": lambda tx: recordings.past_keeping(tx, BEFORE),
    "recordings to remove": recordings.to_remove,
    "recordings that leave boards": lambda tx: recordings.leaving(tx, START),
    "a recording that runs": lambda tx: recordings.running_of(tx, ROOM),
    "pictures to be made": lambda tx: films.unlooked(tx, 20),
}
