"""A place within a body. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gis.tracking.jt808 import location
from gis.tracking.jt808.fields import Size, Source, Values, filled, told


@dataclass(frozen=True, slots=True)
class Report:
    """A place, a `location.Location`: its 28 bytes only, or with its items to the end."""

    name: str = "location"
    size: Size = location.BASE_BYTES

    def read(self, source: Source, values: Values) -> None:
        """See `Field`."""
        values[self.name] = location.read(source.sized(self.size))

    def written(self, values: Mapping[str, Any], _: int) -> bytes:
        """See `Field`."""
        return filled(self.name, location.written(told(values, self.name)), self.size)
