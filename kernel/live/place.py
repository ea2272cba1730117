"""Where a subject lies and whether a board's area shows it."""

from typing import NamedTuple


class Place(NamedTuple):
    """Longitude and latitude in degrees, WGS 84."""

    lon: float
    lat: float


class Area(NamedTuple):
    """A box in degrees; west greater than east crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, place: Place | None) -> bool:
        """Say whether a place lies inside; what has no place lies everywhere."""
        if place is None:
            return True
        if not self.south <= place.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= place.lon <= self.east
        return place.lon >= self.west or place.lon <= self.east


def place_of(lon: float | None, lat: float | None) -> Place | None:
    """Return a place when both coordinates are there."""
    return None if lon is None or lat is None else Place(lon, lat)
