"""Gauges as the UK Environment Agency publishes them: one reading a row.

Columns `dateTime, stationReference, parameter, qualifier, unitName, value` of its flood monitoring
API (CSV archives, https://environment.data.gov.uk/flood-monitoring/doc/reference); times are UTC.
Its values are dirty now and then: two numbers in one cell, none, the same gauge twice at one time.
"""

from collections.abc import Mapping
from typing import Any

from gis.feeds.forms.model import Reading, Told, moment, number, word
from gis.feeds.forms.table import rows_of

NEEDED = ("dateTime", "stationReference", "parameter", "value")


def read(data: bytes, settings: Mapping[str, Any]) -> Told:
    """Read a table of readings. Raises `Unreadable`."""
    told = Told()
    told.add(told.each(rows_of(data, NEEDED), lambda row: _reading(row, settings)))
    return told


def _reading(row: Mapping[str, str], settings: Mapping[str, Any]) -> Reading:
    parts = (row["parameter"], row.get("qualifier"))
    return Reading(
        station=word(row["stationReference"], "stationReference"),
        quantity=word(" ".join(part.strip() for part in parts if part), "parameter"),
        at=moment(row["dateTime"], settings.get("zone", "UTC")),
        value=number(row["value"]),
        unit=word(settings.get("unit") or row.get("unitName"), "unitName", needed=False),
    )
