"""The packages this server is made of, in floor order. Listed by hand: no scanning."""

from command.feature import feature as command
from gis.feature import feature as gis
from incidents.feature import feature as incidents
from kernel.access.feature import feature as access
from kernel.alarms.feature import feature as alarms
from kernel.feature import Feature
from kernel.files.feature import feature as files
from kernel.journal.upkeep import feature as journal
from kernel.live.feature import feature as live
from messages.feature import feature as messages
from registry.feature import feature as registry
from video.feature import feature as video

FEATURES: tuple[Feature, ...] = (
    access,
    journal,
    live,
    files,
    alarms,
    registry,
    messages,
    gis,
    video,
    incidents,
    command,
)
