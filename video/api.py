"""What other packages may use of video."""

from video.engine.interface import (
    BadOffer,
    EngineDown,
    EngineFull,
    Kind,
    Layer,
    LayerStats,
    MediaEngine,
    NoPort,
    NoSuchSource,
    NoSuchViewer,
    PullRefused,
    RecordingStats,
    Role,
    RoomStats,
    SlotStats,
    SourceStats,
    ViewerStats,
)
from video.engine.remote import engine_of
from video.phones import jobs as phone_jobs
from video.phones import service as phones
from video.phones.rules import CREW_LASTS
from video.phones.service import Showing
from video.recordings import cuts as clips
from video.recordings.schemas import Clip, ClipIn
from video.relays.rules import credentials as relay_credentials
from video.relays.rules import urls_of as relay_urls
from video.rooms.guests import GuestBook
from video.sources import service as sources
from video.sources.city import load_sources
from video.sources.policies import PUBLISH, WATCH
from video.sources.schemas import Source

__all__ = [
    "CREW_LASTS",
    "PUBLISH",
    "WATCH",
    "BadOffer",
    "Clip",
    "ClipIn",
    "EngineDown",
    "EngineFull",
    "GuestBook",
    "Kind",
    "Layer",
    "LayerStats",
    "MediaEngine",
    "NoPort",
    "NoSuchSource",
    "NoSuchViewer",
    "PullRefused",
    "RecordingStats",
    "Role",
    "RoomStats",
    "Showing",
    "SlotStats",
    "Source",
    "SourceStats",
    "ViewerStats",
    "clips",
    "engine_of",
    "load_sources",
    "phone_jobs",
    "phones",
    "relay_credentials",
    "relay_urls",
    "sources",
]
