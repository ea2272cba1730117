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
from video.recordings import contents as clips
from video.recordings.schemas import Clip, ClipIn
from video.relays.rules import credentials as relay_credentials
from video.relays.rules import urls_of as relay_urls
from video.rooms.guests import GuestBook
from video.sources import service as sources
from video.sources.city import load_sources
from video.sources.schemas import Source

__all__ = [
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
    "SlotStats",
    "Source",
    "SourceStats",
    "ViewerStats",
    "clips",
    "load_sources",
    "relay_credentials",
    "relay_urls",
    "sources",
]
