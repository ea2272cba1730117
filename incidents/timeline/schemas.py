"""What the doors of timelines answer."""

from typing import Any, NotRequired

from kernel.api import Fact


class TimelineFact(Fact):
    """A fact of a timeline; `restricted` only for those who may read personal data."""

    restricted: NotRequired[dict[str, Any]]
