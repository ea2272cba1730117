"""The forms feeds speak in: bytes in, what was told and what could not be read out; all pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gis.feeds.forms import gauges, quakes, tables, typhoon_ibtracs, typhoon_jma, typhoon_provincial
from gis.feeds.forms.model import Told, Unreadable

FeedKind = Literal["typhoon", "gauges", "quakes", "generic"]
Read = Callable[[bytes, Mapping[str, Any]], Told]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: which kind of feed speaks it, how it is read."""

    kind: FeedKind
    zh: str
    en: str
    read: Read


FORMS: Mapping[str, Form] = {
    "typhoon-provincial": Form(
        "typhoon",
        "省级台风路径（JSON）",
        "Provincial typhoon track (JSON)",
        typhoon_provincial.read,
    ),
    "typhoon-jma": Form("typhoon", "JMA 最佳路径文本", "JMA best track text", typhoon_jma.read),
    "typhoon-ibtracs": Form(
        "typhoon", "IBTrACS 路径（CSV）", "IBTrACS track (CSV)", typhoon_ibtracs.read
    ),
    "gauges-csv": Form("gauges", "水位雨量站（CSV）", "Gauge readings (CSV)", gauges.read),
    "quakes-usgs": Form(
        "quakes", "USGS 地震（GeoJSON）", "USGS earthquakes (GeoJSON)", quakes.read
    ),
    "table-csv": Form("generic", "通用表格（CSV）", "Any table (CSV)", tables.read_csv),
    "table-geojson": Form(
        "generic", "通用要素（GeoJSON）", "Any features (GeoJSON)", tables.read_geojson
    ),
}

__all__ = ["FORMS", "FeedKind", "Form", "Told", "Unreadable"]
