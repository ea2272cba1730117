"""What tests draw: the base map of Shantou, hostile layers, drawings, an incident."""

import json
from pathlib import Path
from typing import Any

import shapely

from gis.documents.picture import papers, projection
from gis.documents.picture.content import Content
from gis.drawings import rules

Json = dict[str, Any]
CITY = Path(__file__).resolve().parents[3] / "data" / "cities" / "shantou" / "basemap"
BASE = ("land", "roads", "districts", "places", "water", "rivers", "railways")
SYMBOLS = json.loads((CITY.parents[2] / "reference" / "plot-symbols.json").read_text("utf-8"))
BOX = (116.5, 23.2, 117.0, 23.5)
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"> ${1} {{2}} $x$"
STYLE = {"colour": "plot", "width": 3, "dashed": False, "filled": True}


def layer(code: str, geometry: str, shapes: list[Any], facts: list[Json], **card: Any) -> Any:
    """Return a layer's card and its rows."""
    usual = {
        "code": code, "zh": f"{code} 层", "en": f"{code} layer", "geometry": geometry, "opacity": 1,
        "attributes": [{"name": "name", "type": "string", "zh": "名称", "en": "Name"}],
        "style": {"label": "name"}, "source": "来源甲", "licence": "CC BY 4.0", "fictional": False,
        "total": len(shapes), "shown": len(shapes),
    }  # fmt: skip
    return usual | card, facts, [shapely.to_wkb(each) for each in shapes]


def drawing(kind: str, shape: Any, label: str = "", symbol: str | None = None, **more: Any) -> Json:
    """Return a drawing as the parent tells it."""
    known: Json = next((each for each in SYMBOLS["symbols"] if each["code"] == symbol), {})
    frames = {each["code"]: each["frame"] for each in SYMBOLS["groups"]}
    sign = {"set": "cn", "code": symbol, "path": known.get("path")}
    usual = {
        "kind": kind, "label": label, "style": STYLE, "sheet": "标绘", "until": "",
        "radius_m": None, "length_m": None, "area_m2": None, "owner": "市局", "owner_en": "Bureau",
        "shape": json.loads(shapely.to_geojson(shape)), "zh": known.get("zh", ""),
        "en": known.get("en", ""),
        "symbol": sign | {"frame": frames.get(known.get("group", ""))} if symbol else None,
    }  # fmt: skip
    return usual | more


LAYERS = [
    layer(
        "sites", "point", [shapely.Point(116.7, 23.35), shapely.Point(116.8, 23.4)],
        [{"name": HOSTILE}, {"name": "水厂"}], total=7_000, shown=2,
    ),
    layer("routes", "line", [shapely.LineString([(116.6, 23.3), (116.9, 23.4)])], [{"name": "线"}]),
    layer(
        "zones", "polygon", [shapely.box(116.55, 23.25, 116.65, 23.3)], [{"name": "甲"}],
        style={"classes": {
            "attribute": "name", "kind": "values", "otherwise": "#888888",
            "items": [{"value": "甲", "colour": "#4f8fd6", "zh": "甲类", "en": "Class A"},
                      {"value": "乙", "colour": "#7a5195", "zh": "乙类", "en": "Class B"}],
        }},
    ),
    layer("nothing", "point", [], []),
]  # fmt: skip
DRAWINGS = [
    drawing("circle", rules.ring(shapely.Point(116.75, 23.35), 2_000), "警戒区"),
    drawing("point", shapely.Point(116.72, 23.42), HOSTILE, "command"),
    drawing("arrow", shapely.LineString([(116.6, 23.45), (116.7, 23.4)]), "增援"),
    drawing("text", shapely.Point(116.9, 23.25), "集结地域"),
]
INCIDENT = {
    "number": "ST-1", "title": "仓库火灾", "kind": {"zh": "火灾", "en": "Fire"}, "grade": "II",
    "state": "responding", "place": {"lon": 116.75, "lat": 23.35}, "address": "", "at": "",
}  # fmt: skip


def content(form: str, *, layers: list[Any] | None = None, **order: Any) -> Content:
    """Return everything of one document, as the child reads it."""
    box = BOX
    paper = order.get("paper", "a4-landscape")
    if form != "html":
        part = papers.layout(paper).map
        box = projection.fitted(BOX, part.width / part.height)
    shown = LAYERS if layers is None else layers
    usual = {
        "form": form, "title": "部署图", "about": "会商用", "paper": paper, "resolution": "draft",
        "language": "zh", "theme": "day", "box": box, "made": "2026-01-02 03:04 (UTC+08:00)",
        "who": "市局 · 某人", "review": "", "credit": "底图甲", "notice": "", "system": "系统",
        "incident": INCIDENT, "drawings": DRAWINGS, "layers": [card for card, _, _ in shown],
        "things": [{"what": "resource:hospital", "zh": "医院", "en": "Hospital",
                    "items": [[116.65, 23.4, "一院", "First", True]]}],
    }  # fmt: skip
    base = {name: (CITY / f"{name}.geojson").read_bytes() for name in BASE}
    made = Content(usual | order, base)
    for number, (_, facts, shapes) in enumerate(shown):
        made.add(number, facts, shapes)
    return made
