"""Earthquakes as the US Geological Survey publishes them: a GeoJSON summary feed.

Fields after https://earthquake.usgs.gov/earthquakes/feed/v1.0/geojson.php: `time` is in
milliseconds since 1970, the third coordinate the depth in kilometres.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gis.feeds.forms.model import (
    Quake,
    Refused,
    Told,
    Unreadable,
    checked,
    json_of,
    maybe,
    number,
    place,
    word,
)


def read(data: bytes, _settings: Mapping[str, Any]) -> Told:
    """Read a summary. Raises `Unreadable`."""
    told = Told()
    for quake in told.each(features_of(data), _quake):
        if quake is not None:
            told.quakes.append(quake)
    return told


def features_of(data: bytes) -> list[Any]:
    """Return the features of a GeoJSON collection. Raises `Unreadable`."""
    document = json_of(data)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise Unreadable("no GeoJSON FeatureCollection")
    return features


def _quake(feature: Any) -> Quake | None:
    facts, spot = parts_of(feature)
    if facts.get("type") not in (None, "earthquake"):
        return None  # blasts and ice quakes are told in the same feed
    lon, lat = place(spot[0], spot[1])
    return Quake(
        code=word(feature.get("id"), "id"),
        at=_moment(facts.get("time")),
        magnitude=number(facts.get("mag"), "mag"),
        place=(lon, lat),
        depth_km=maybe(spot[2], "depth") if len(spot) > 2 else None,
        where=word(facts.get("place"), "place", needed=False),
        gone=facts.get("status") == "deleted",
    )


def parts_of(feature: Any) -> tuple[dict[str, Any], list[Any]]:
    """Return properties and position of a point feature. Raises `Refused`."""
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    facts = feature.get("properties") if isinstance(feature, dict) else None
    spot = shape.get("coordinates") if isinstance(shape, dict) else None
    if not isinstance(facts, dict) or not isinstance(spot, list) or len(spot) < 2:
        raise Refused("no-point", "no point feature with properties")
    return facts, spot


def _moment(value: Any) -> datetime:
    milliseconds = number(value, "time")
    try:
        return checked(datetime.fromtimestamp(milliseconds / 1000, UTC))
    except (OverflowError, ValueError, OSError):
        raise Refused("no-time", "a time that cannot be") from None
