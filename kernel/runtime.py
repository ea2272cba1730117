"""What one process holds: made in the lifespan, reached by typed dependencies, never global."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redis.asyncio import Redis

from kernel.access.directory import Directory
from kernel.city import City
from kernel.clock import Clock
from kernel.db import Database
from kernel.feature import Feature
from kernel.settings import Settings

if TYPE_CHECKING:
    from kernel.access.credentials import LinkBook


@dataclass(frozen=True, slots=True)
class Runtime:
    """The parts every use case may need."""

    settings: Settings
    clock: Clock
    db: Database
    redis: Redis
    directory: Directory
    links: "LinkBook"
    city: City
    features: tuple[Feature, ...]
