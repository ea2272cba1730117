"""Distances and bearings between WGS 84 points, longitude first; pure."""

import math

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180
Position = tuple[float, float]

# Eight winds from north, clockwise: names in both languages.
WINDS = (
    ("北", "N"),
    ("东北", "NE"),
    ("东", "E"),
    ("东南", "SE"),
    ("南", "S"),
    ("西南", "SW"),
    ("西", "W"),
    ("西北", "NW"),
)


def distance_m(a: Position, b: Position) -> float:
    """Return the great-circle distance of two points in metres (within 0.5 % of the ellipsoid)."""
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    half_lat = math.radians(lat_b - lat_a) / 2
    half_lon = math.radians(lon_b - lon_a) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(lat_a)) * math.cos(math.radians(lat_b)) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def bearing_deg(origin: Position, target: Position) -> float:
    """Return the initial bearing from one point to another, degrees clockwise from north."""
    lat_a, lat_b = math.radians(origin[1]), math.radians(target[1])
    turn = math.radians(target[0] - origin[0])
    east = math.sin(turn) * math.cos(lat_b)
    north = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def wind(bearing: float) -> tuple[str, str]:
    """Return the wind a bearing points to, in Chinese and English."""
    return WINDS[round(bearing / 45) % 8]


def box_around(centre: Position, radius_m: float) -> tuple[float, float, float, float]:
    """Return the box (west, south, east, north) that holds every point within a radius."""
    high = radius_m / METRES_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(centre[1])))
    return centre[0] - wide, centre[1] - high, centre[0] + wide, centre[1] + high
