"""Drawings as a file: circles as areas, all else they are as attributes."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import shapely

from gis.drawings import rules, service, symbols
from gis.drawings.schemas import ExportQuery
from gis.exports.writer import Rows, Written, filed
from kernel.api import Runtime, TooLarge, Tx

# Written while the asker waits; a city on the worst night has some hundreds.
MOST_AT_ONCE = 5_000
_TEXT, _NUMBER, _WHOLE, _YES, _TIME = "string", "number", "integer", "boolean", "datetime"
ATTRIBUTES = {
    "uuid": _TEXT, "kind": _TEXT, "name": _TEXT, "sheet": _TEXT,
    "symbol_set": _TEXT, "symbol_code": _TEXT, "symbol_zh": _TEXT, "symbol_en": _TEXT,
    "colour": _TEXT, "width": _WHOLE, "dashed": _YES, "filled": _YES,
    "radius_m": _NUMBER, "length_m": _NUMBER, "area_m2": _NUMBER, "lon": _NUMBER, "lat": _NUMBER,
    "owner_code": _TEXT, "owner": _TEXT, "drawn_by": _TEXT, "sight": _TEXT, "incident": _TEXT,
    "until": _TIME, "created_at": _TIME, "changed_at": _TIME,
}  # fmt: skip


async def chosen(tx: Tx, query: ExportQuery) -> list[dict[str, Any]]:
    """Return the drawings of an export. Raises `TooLarge` for more than an answer holds."""
    found = await service.standing(tx, query.incident, query.sheet, MOST_AT_ONCE)
    if len(found) > MOST_AT_ONCE:
        raise TooLarge(f"More than {MOST_AT_ONCE} drawings: choose a sheet or an incident.")
    return found


def file_of(
    runtime: Runtime, drawings: Sequence[dict[str, Any]], query: ExportQuery
) -> AbstractAsyncContextManager[Written]:
    """Write drawings to a file that is gone after the block."""
    order = {
        "do": "write",
        "format": query.format,
        "title": "drawings",
        "geometry": "mixed",
        "attributes": [{"name": name, "type": kind} for name, kind in ATTRIBUTES.items()],
        "crs": 4326,
        "datum": "wgs84",
        "encoding": "utf-8",
    }
    return filed(runtime, order, _pages(drawings))


async def _pages(drawings: Sequence[dict[str, Any]]) -> AsyncGenerator[Rows]:
    yield [
        (number, _values(drawing), shapely.to_wkb(_shape(drawing)))
        for number, drawing in enumerate(drawings, 1)
    ]


def _shape(drawing: dict[str, Any]) -> shapely.Geometry:
    shape = shapely.geometry.shape(drawing["shape"])
    return rules.ring(shape, drawing["radius_m"]) if drawing["kind"] == "circle" else shape


def _values(drawing: dict[str, Any]) -> dict[str, Any]:
    symbol, style = drawing["symbol"] or {}, drawing["style"]
    names = symbols.names(symbol)
    times = {name: drawing[name] for name in ("until", "created_at", "changed_at")}
    return {
        **{name: drawing[name] for name in ("kind", "sheet", "sight", *rules.MEASURES)},
        **{name: style[name] for name in ("colour", "width", "dashed", "filled")},
        **{name: at.isoformat() if at else None for name, at in times.items()},
        **drawing["place"],
        "uuid": str(drawing["id"]),
        "name": drawing["label"] or None,
        "symbol_set": symbol.get("set"),
        "symbol_code": symbol.get("code"),
        "symbol_zh": names.get("zh"),
        "symbol_en": names.get("en"),
        "owner_code": drawing["organisation"]["code"],
        "owner": drawing["organisation"]["zh"],
        "drawn_by": drawing["drawn_by"]["name"],
        "incident": str(drawing["incident_id"]) if drawing["incident_id"] else None,
    }
