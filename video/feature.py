"""Video as the composition root sees it."""

from datetime import timedelta

from kernel.api import Feature, Job, Topic
from video.meetings.jobs import remind
from video.meetings.router import router as meetings
from video.meetings.service import TOPIC as MEETINGS
from video.phones.jobs import phones_look
from video.recordings.contents_router import router as recorded
from video.recordings.following import recordings_follow
from video.recordings.keeping import recordings_keep, recordings_look
from video.recordings.policies import ERASE, RECORD
from video.recordings.router import router as recordings
from video.recordings.state import OF_ROOMS, OF_SOURCES
from video.relays.router import router as relays
from video.rooms.jobs import tidy
from video.rooms.media_router import router as media
from video.rooms.people_router import router as people
from video.rooms.policies import JOIN, MANAGE, READ
from video.rooms.presence import follow
from video.rooms.rights import rights_look as room_rights_look
from video.rooms.router import router as rooms
from video.rooms.state import TOPIC as ROOMS
from video.rooms.whiteboard_router import router as whiteboards
from video.rooms.whiteboard_state import TOPIC as WHITEBOARDS
from video.sources.doors import router as source_doors
from video.sources.following import cameras_follow
from video.sources.live import PHONES
from video.sources.live import TOPIC as SOURCES
from video.sources.looks import sources_look
from video.sources.policies import MANAGE as KEEP
from video.sources.policies import PUBLISH, WATCH
from video.sources.rights import rights_look
from video.sources.router import router as sources

feature = Feature(
    name="video",
    routers=(
        meetings,
        people,
        media,
        rooms,
        whiteboards,
        relays,
        sources,
        source_doors,
        recordings,
        recorded,
    ),
    topics=(
        Topic(ROOMS, READ),
        Topic(WHITEBOARDS, READ),
        Topic(MEETINGS, READ),
        Topic(SOURCES, WATCH),
        Topic(PHONES, WATCH),
        Topic(OF_ROOMS, READ),
        Topic(OF_SOURCES, WATCH),
    ),
    permissions={
        READ: "See rooms and meetings",
        JOIN: "Enter rooms",
        MANAGE: "Make rooms, book meetings, chair those of one's organisation",
        WATCH: "Watch cameras and other sources of pictures",
        KEEP: "Register sources: addresses, credentials",
        PUBLISH: "Send pictures to a source",
        RECORD: "Record rooms and sources, hold recordings, take clips out of them",
        ERASE: "Erase recordings before their time",
    },
    reactions=(cameras_follow,),
    jobs=(
        sources_look,
        rights_look,
        phones_look,
        recordings_follow,
        recordings_look,
        recordings_keep,
        room_rights_look,
        Job("room-follow", timedelta(seconds=2), follow),
        Job("room-tidy", timedelta(seconds=20), tidy),
        Job("meeting-remind", timedelta(seconds=20), remind),
    ),
)
