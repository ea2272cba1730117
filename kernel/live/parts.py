"""What the live part of one process consists of, reached by every screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.live.classes import SightClasses
from kernel.live.ephemeral import Ephemeral
from kernel.live.holdings import Holdings
from kernel.live.hub import Hub
from kernel.live.reader import Reader
from kernel.live.readings import Readings
from kernel.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Parts:
    """The shared parts; `permissions` says what reading each topic takes."""

    runtime: Runtime
    hub: Hub
    classes: SightClasses
    holdings: Holdings
    reader: Reader
    readings: Readings
    ephemeral: Ephemeral
    permissions: Mapping[str, str]
