"""Areas held in memory: district by polygon, town by the nearest seat of that district; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import STRtree

from gis.geodesy import Position, distance_m

# A point this near to the border still belongs to the nearest district: piers, moles and bridges
# lie outside the simplified coastline.
COAST_M = 3_000
DEGREES_PER_METRE = 1 / 111_320


@dataclass(frozen=True, slots=True)
class Area:
    """One district or town; `shape` is WKB (WGS 84) or None, `seat` its centre."""

    code: str
    kind: str
    zh: str
    en: str
    parent_code: str | None
    seat: Position
    shape: bytes | None = None

    def ref(self) -> dict[str, str]:
        """Return code and names as answers carry them."""
        return {"code": self.code, "zh": self.zh, "en": self.en}


class AreaIndex:
    """All areas of one edition."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = {area.code: area for area in areas}
        self._districts = [area for area in self._areas.values() if area.shape is not None]
        self._tree = STRtree(shapely.from_wkb([area.shape for area in self._districts]))
        self._towns: dict[str, list[Area]] = defaultdict(list)
        for area in self._areas.values():
            if area.kind == "town" and area.parent_code:
                self._towns[area.parent_code].append(area)

    def named(self, code: str | None) -> Area | None:
        """Return the area of a code."""
        return self._areas.get(code) if code else None

    def districts(self) -> list[Area]:
        """Return all areas with a polygon, by code."""
        return sorted(self._districts, key=lambda area: area.code)

    def towns(self) -> list[Area]:
        """Return all towns, by code."""
        return sorted(
            (town for towns in self._towns.values() for town in towns), key=lambda area: area.code
        )

    def district_of(self, lon: float, lat: float) -> Area | None:
        """Return the district a point lies in, or the nearest within `COAST_M`."""
        if not self._districts:
            return None
        point = shapely.Point(lon, lat)
        inside = self._tree.query(point, predicate="intersects")
        if len(inside):
            return self._districts[int(inside[0])]
        near = self._tree.query_nearest(point, max_distance=COAST_M * DEGREES_PER_METRE)
        return self._districts[int(near[0])] if len(near) else None

    def town_of(self, district: Area, lon: float, lat: float) -> Area | None:
        """Return the town of a district whose seat is nearest."""
        towns = self._towns.get(district.code, [])
        return min(towns, key=lambda town: distance_m(town.seat, (lon, lat)), default=None)

    def area_of(self, lon: float, lat: float) -> dict[str, Any]:
        """Return `{"district", "town"}` of a point, each code and names or None."""
        district = self.district_of(lon, lat)
        town = self.town_of(district, lon, lat) if district else None
        return {
            "district": district.ref() if district else None,
            "town": town.ref() if town else None,
        }

    def refs(self, district: str | None, town: str | None) -> dict[str, Any]:
        """Return `{"district", "town"}` for stored codes."""
        found = self.named(district), self.named(town)
        return {
            "district": found[0].ref() if found[0] else None,
            "town": found[1].ref() if found[1] else None,
        }
