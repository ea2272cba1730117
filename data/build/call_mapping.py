"""The documented mapping of the real calls onto the city: types, units, box to box, words for a place.

Types: a snow-storm day in Pennsylvania becomes a typhoon day here; the original type always stays beside ours.
Boxes: Montgomery keeps its distances (1 : 1, mirrored west to east: nine of ten calls then fall on our land, unmirrored
eight); the San Francisco neighbourhood, about one kilometre square, is stretched over the city centre. A point that falls on
water moves to the nearest firm land.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any

from shapely.geometry import Point
from shapely.ops import nearest_points
from shapely.strtree import STRtree

from common import DECIMALS, Land, distance_m, point_near

Row = dict[str, str]

# original Montgomery title without its service → [(our kind, share)]
STORM_KINDS: dict[str, list[tuple[str, float]]] = {
    "DISABLED VEHICLE": [
        ("20307", 0.42),
        ("10102", 0.22),
        ("20511", 0.15),
        ("20513", 0.08),
        ("20510", 0.08),
        ("20306", 0.05),
    ],
    "VEHICLE ACCIDENT": [("20301", 0.93), ("10102", 0.07)],
    "HAZARDOUS ROAD CONDITIONS": [
        ("20306", 0.3),
        ("10102", 0.25),
        ("10104", 0.2),
        ("10401", 0.15),
        ("20308", 0.1),
    ],
    "FIRE POLICE NEEDED": [("20905", 1)],
    "VEHICLE FIRE": [("20204", 1)],
    "FIRE ALARM": [("20208", 1)],
    "ELECTRICAL FIRE OUTSIDE": [("20206", 1)],
    "ELEVATOR EMERGENCY": [("20505", 1)],
    "CVA/STROKE": [("30904", 1)],
    "ASSAULT VICTIM": [("40201", 1)],
    "FALL VICTIM": [("30902", 1)],
    "HEAD INJURY": [("30902", 1)],
    "FRACTURE": [("30902", 1)],
    "HEMORRHAGING": [("30902", 1)],
}
SICKNESS = "30901"  # every other EMS type

# San Francisco: (type, group Alarm, disposition Fire) → kinds
FIRE_KINDS: dict[tuple[str, bool], list[tuple[str, float]]] = {
    ("Structure Fire", True): [("20201", 0.74), ("20203", 0.16), ("20202", 0.1)],
    ("Structure Fire", False): [("20208", 0.7), ("20201", 0.15), ("20501", 0.08), ("20206", 0.07)],
    ("Outside Fire", True): [("20205", 0.75), ("10702", 0.1), ("20204", 0.15)],
    ("Outside Fire", False): [("20205", 0.6), ("20206", 0.4)],
}
UNIT_KINDS = {
    "ENGINE": "fire_engine",
    "TRUCK": "ladder_truck",
    "CHIEF": "fire_command",
    "MEDIC": "ambulance",
    "RESCUE SQUAD": "rescue_truck",
    "RESCUE CAPTAIN": "rescue_truck",
    "PRIVATE": "ambulance",
    "INVESTIGATION": "drone_team",
    "SUPPORT": "rescue_truck",
    "AIRPORT": "hazmat_truck",
}
# kind prefix → units sent (Montgomery names none); the longest prefix that fits holds
SENT = {
    "20301": ["traffic_police", "ambulance"],
    "20307": ["tow_truck"],
    "10102": ["pump_truck", "traffic_police"],
    "20511": ["tree_crew"],
    "20513": ["power_repair"],
    "20510": ["tree_crew", "patrol_car"],
    "20306": ["traffic_police"],
    "20204": ["fire_engine"],
    "20208": ["fire_engine"],
    "20206": ["fire_engine", "power_repair"],
    "20505": ["rescue_truck"],
    "20905": ["patrol_car"],
    "309": ["ambulance"],
    "402": ["patrol_car", "ambulance"],
    "10104": ["emergency_team", "flood_boat"],
    "10401": ["emergency_team", "geo_team"],
    "20308": ["patrol_vessel", "sea_rescue"],
    "20501": ["gas_repair", "fire_engine"],
}
# kind prefix → kinds of landmark a caller would name
NAMED_BY = {
    "203": ["road", "junction", "bridge", "station", "school"],
    "10102": ["road", "junction", "residential", "market", "village"],
    "205": ["road", "residential", "school", "junction", "market"],
    "202": ["residential", "hotel", "mall", "market", "village", "school"],
    "20203": ["factory"],
    "20205": ["park", "road", "village", "market", "plaza"],
    "20204": ["road", "junction", "station", "residential"],
    "10104": ["levee"],
    "10401": ["village"],
    "20308": ["pier"],
    "107": ["village", "park"],
    "309": ["residential", "village", "plaza", "market", "station", "school"],
    "402": ["plaza", "market", "hotel", "station"],
    "20905": ["road", "junction", "bridge"],
    "20505": ["residential", "mall", "hotel"],
}
MOVED_TO_LANDMARK = {"20203", "10104", "20308", "10401"}  # a levee danger has to stand on a levee
NEXT_TO = [
    ("门口", "at the gate of"),
    ("对面", "opposite"),
    ("旁边", "beside"),
    ("附近", "near"),
    ("后面那条巷", "in the lane behind"),
    ("", "at"),
]
BEARINGS = [
    ("北", "north"),
    ("东北", "north-east"),
    ("东", "east"),
    ("东南", "south-east"),
    ("南", "south"),
    ("西南", "south-west"),
    ("西", "west"),
    ("西北", "north-west"),
]


def longest(table: dict[str, Any], kind: str) -> Any:
    """Return the entry of the longest key that starts the kind's code."""
    return table[max((key for key in table if kind.startswith(key)), key=len)]


def pick(options: list[tuple[str, float]], rng: random.Random) -> str:
    """Return one kind by its share."""
    return rng.choices([kind for kind, _ in options], [share for _, share in options])[0]


@dataclass(frozen=True)
class Box:
    """An affine map without rotation: source centre to city centre, with a scale for each axis (metres per metre)."""

    source: tuple[float, float]
    target: tuple[float, float]
    scale: tuple[float, float]

    def apply(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the city point of a source point, both lon, lat in WGS 84."""
        east = (lon - self.source[0]) * math.cos(math.radians(self.source[1])) * self.scale[0]
        north = (lat - self.source[1]) * self.scale[1]
        return self.target[0] + east / math.cos(math.radians(self.target[1])), self.target[
            1
        ] + north


MONTGOMERY = Box(source=(-75.31, 40.15), target=(116.56, 23.3), scale=(-1.0, 1.0))
SAN_FRANCISCO = Box(source=(-122.4498, 37.7774), target=(116.69, 23.4), scale=(11.0, 12.0))


class Places:
    """The gazetteer as a caller uses it: the nearest nameable thing."""

    def __init__(self, rows: list[Row], land: Land) -> None:
        self.rows = rows
        self.land = land
        self.towns = {row["town"]: row for row in rows if row["kind"] == "town"}
        self.districts = {
            row["district"]: row["name_zh"] for row in rows if row["kind"] == "district"
        }
        self.by_kind: dict[str, tuple[list[Row], STRtree]] = {}
        for kind in {row["kind"] for row in rows}:
            mine = [row for row in rows if row["kind"] == kind]
            self.by_kind[kind] = (
                mine,
                STRtree([Point(float(row["lon"]), float(row["lat"])) for row in mine]),
            )

    def settle(self, at: tuple[float, float], rng: random.Random) -> tuple[float, float, str]:
        """Return the point on firm land nearest to `at`, and its district."""
        point = Point(at)
        code, area = min(self.land.firm.items(), key=lambda item: item[1].distance(point))
        if not area.contains(point):
            # a little inland, scattered, so that no chain of calls lines the shore
            shore = nearest_points(area, point)[0]
            centre = area.representative_point() if area.area < 1e-3 else shore
            return *point_near(area, (centre.x, centre.y), 900, rng), code
        return round(at[0], DECIMALS), round(at[1], DECIMALS), code

    def named(self, at: tuple[float, float], district: str, kinds: list[str], skip: int = 0) -> Row:
        """Return the nearest landmark of the kinds in the district (`skip` = 1: the second nearest)."""
        found = []
        for kind in kinds:
            rows, tree = self.by_kind[kind]
            near = tree.query(Point(at), predicate="dwithin", distance=0.06)
            found += [rows[i] for i in near if rows[i]["district"] == district]
        found = found or [
            row for kind in kinds for row in self.by_kind[kind][0] if row["district"] == district
        ]
        found = found or [
            row for row in self.rows if row["district"] == district and row["kind"] == "village"
        ]
        found.sort(key=lambda row: distance_m(at, (float(row["lon"]), float(row["lat"]))))
        return found[min(skip, len(found) - 1)]


def say_place(
    at: tuple[float, float], row: Row, places: Places, rng: random.Random
) -> tuple[str, str]:
    """Return how a caller at `at` names the place by the landmark `row`, in Chinese and English."""
    town = places.towns[row["town"]]
    zh, en = row["name_zh"].removesuffix("居委会").removesuffix("村委会"), row["name_en"]
    zh = zh + "村" if row["kind"] == "village" and not zh.endswith("村") else zh
    prefix = rng.choice(
        ["", town["aliases"], town["name_zh"], places.districts[row["district"]] + town["aliases"]]
    )
    if zh.startswith(town["aliases"]):
        prefix = rng.choice(["", places.districts[row["district"]]])
    far = distance_m(at, (float(row["lon"]), float(row["lat"])))
    if row["kind"] == "road":
        number = rng.randint(1, int(row["numbers"]))
        return f"{prefix}{zh}{number}号附近", f"near {number} {en}"
    if row["kind"] == "junction":
        word = rng.choice(["", "附近", "往前一点"])
        return f"{prefix}{zh}{word}", f"near {en}"
    if far < 350:
        word, english = rng.choice(NEXT_TO)
        return f"{prefix}{zh}{word}", f"{english} {en}"
    dx, dy = (at[0] - float(row["lon"])) * math.cos(math.radians(at[1])), at[1] - float(row["lat"])
    side, english = BEARINGS[round(math.degrees(math.atan2(dx, dy)) / 45) % 8]
    metres = max(400, round(far / 100) * 100)
    length = f"{metres / 1000:g}公里" if metres >= 1000 else f"{metres}米"
    return f"{prefix}{zh}往{side}{length}左右", f"about {metres} m {english} of {en}"


def spell_caller(rng: random.Random) -> tuple[str, str]:
    """Return an invented caller: a surname with title, and a number whose prefix 100 no Chinese mobile has."""
    surname = rng.choice("陈林黄郑蔡许吴李杨张王刘谢周方肖庄杜马姚郭罗翁詹")
    title = rng.choice(["先生", "女士"])
    return f"{surname}{title}", f"1000000{rng.randint(0, 9999):04d}"
