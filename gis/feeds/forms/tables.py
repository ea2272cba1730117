"""Any table or feature collection of readings; the feed's settings say which field is what.

`settings.fields`: `station`, `at`, `value` are needed; `name`, `quantity`, `unit`, `lon`, `lat` may
be. Features bring their place by themselves.
"""

from collections.abc import Mapping
from typing import Any

from gis.feeds.forms.model import Reading, Told, moment, number, place, word
from gis.feeds.forms.quakes import features_of, parts_of
from gis.feeds.forms.table import rows_of

NEEDED = ("station", "at", "value")


def read_csv(data: bytes, settings: Mapping[str, Any]) -> Told:
    """Read a table. Raises `Unreadable`."""
    told, names = Told(), settings["fields"]
    rows = rows_of(data, [names[name] for name in NEEDED])
    told.add(told.each(rows, lambda row: _reading(row, settings, _spot(row, names))))
    return told


def read_geojson(data: bytes, settings: Mapping[str, Any]) -> Told:
    """Read point features. Raises `Unreadable`."""
    told = Told()

    def reading(feature: Any) -> Reading:
        facts, spot = parts_of(feature)
        return _reading(facts, settings, place(spot[0], spot[1]))

    told.add(told.each(features_of(data), reading))
    return told


def _spot(row: Mapping[str, Any], names: Mapping[str, str]) -> tuple[float, float] | None:
    if "lon" not in names or "lat" not in names:
        return None
    return place(row.get(names["lon"]), row.get(names["lat"]))


def _reading(
    row: Mapping[str, Any], settings: Mapping[str, Any], spot: tuple[float, float] | None
) -> Reading:
    names: Mapping[str, str] = settings["fields"]

    def cell(name: str) -> Any:
        return row.get(names[name]) if name in names else None

    return Reading(
        station=word(cell("station"), names["station"]),
        quantity=word(cell("quantity") or settings.get("quantity") or "value", "quantity"),
        at=moment(cell("at"), settings.get("zone", "UTC")),
        value=number(cell("value"), names["value"]),
        unit=word(cell("unit") or settings.get("unit"), "unit", needed=False),
        name=word(cell("name"), "name", needed=False),
        place=spot,
    )
