"""What a page draws, as JSON: base map, groups of features, signs, names; pure.

Coordinates are WGS 84, longitude first, rounded to a metre; a page that is no larger than needed.
"""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson
import shapely

from gis.documents.page import swatches
from gis.documents.picture import key, look, names
from gis.documents.picture.content import POINTS, Content, Layer, within
from gis.documents.picture.glyphs import of_symbol
from gis.documents.picture.key import Entry
from gis.documents.picture.projection import projected

Json = dict[str, Any]
DECIMALS = 5
# The base map reaches this many widths of the first view to each side, and keeps its corners where
# they are further apart than a width divided by this.
BASE_ROOM, BASE_STEPS = 1.5, 6_000
# More signs than this are dots: each sign is an element of the page.
MOST_SIGNS = 300


def all_of(content: Content, found: list[Entry]) -> Json:
    """Return everything the script of the page draws; `found` is the key."""
    west, south, east, north = content.box
    return {
        "view": [[south, west], [north, east]],
        "base": _base(content),
        "groups": [
            *_layers(content),
            *_things(content, found),
            *_drawings(content),
            *_incident(content, found),
        ],
        "names": _names(content),
        "words": {"close": content.words["close"], "layers": content.words["layers"]},
    }


def _geojson(shape: Any) -> Any:
    rounded = shapely.transform(shape, lambda corners: np.round(corners, DECIMALS))
    return orjson.Fragment(shapely.to_geojson(rounded))


def _collected(shapes: Any) -> list[Any]:
    return [_geojson(each) for each in shapes if each is not None and not each.is_empty]


def _base(content: Content) -> list[Json]:
    """Return the base map from the ground up: shapes and how they are drawn."""
    colours = look.PALETTES[content.theme]
    land = content.base_shapes("land")
    mask = [shapely.box(*shapely.total_bounds(land))] if len(land) else []
    area = {"fillOpacity": 1, "weight": 0.8, "color": colours["coast"]}
    line = {"fill": False, "weight": 1, "color": colours["border"]}
    drawn: list[tuple[Any, Json]] = [
        (content.base_shapes("pacific-land"), area | {"fillColor": colours["land"]}),
        (np.array(mask), area | {"fillColor": colours["sea"], "stroke": False}),
        (land, area | {"fillColor": colours["land"]}),
        (content.base_shapes("water"), area | {"fillColor": colours["sea"]}),
        (content.base_shapes("rivers"), line | {"color": colours["sea"], "weight": 2}),
        (content.base_shapes("guangdong"), line | {"dashArray": "4 3", "weight": 0.7}),
        (content.base_shapes("roads"), line | {"color": colours["track"], "weight": 1.6}),
        (content.base_shapes("railways"), line | {"color": colours["rail"], "dashArray": "6 3"}),
        (content.base_shapes("districts"), line | {"dashArray": "3 3"}),
    ]
    near = (content.box[2] - content.box[0]) / BASE_STEPS
    found = []
    for shapes, style in drawn:
        clipped = within(shapes, content.box, BASE_ROOM)
        if len(clipped):
            found.append({"shapes": _collected(shapely.simplify(clipped, near)), "style": style})
    return found


def _layers(content: Content) -> list[Json]:
    """Return the layers from below: the first of the key lies on top."""
    numbered = list(enumerate(content.layers))
    return [_layer(content, number, layer) for number, layer in reversed(numbered)]


def _layer(content: Content, number: int, layer: Layer) -> Json:
    attributes = layer.card["attributes"]
    columns = [
        content.name(each) + (f" ({each['unit']})" if each.get("unit") else "")
        for each in attributes
    ]
    by_class = key.classed(layer)
    classes: list[int | None] = (
        [look.class_of(layer.style, each) for each in layer.properties]
        if by_class
        else [None] * len(layer.properties)
    )
    order = list(dict.fromkeys(classes))
    pens = [key.ink(layer, content.theme, each, classed=by_class) for each in order]
    features = [
        [_geojson(shape), order.index(each), [_told(facts.get(a["name"])) for a in attributes]]
        for shape, facts, each in zip(layer.shapes, layer.properties, classes, strict=True)
    ]
    return {
        "id": f"layer-{number}",
        "title": content.name(layer.card),
        "columns": columns,
        "styles": [_style(pen) for pen in pens],
        "features": features,
        "flat": layer.dimensions != {POINTS},
    }


def _style(pen: key.LayerInk) -> Json:
    dash = " ".join(f"{each:g}" for each in pen.dash)
    return {
        "point": {
            "radius": pen.radius, "weight": 1, "fillColor": pen.colour, "fillOpacity": pen.opacity,
        },
        "line": {"color": pen.colour, "weight": pen.width, "opacity": pen.opacity, "fill": False},
        "area": {
            "color": pen.outline, "weight": pen.edge, "opacity": pen.opacity,
            "fillColor": pen.colour, "fillOpacity": pen.fill * pen.opacity,
        },
        "dash": dash or None,
    }  # fmt: skip


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _things(content: Content, found: list[Entry]) -> Iterable[Json]:
    palette = look.PALETTES[content.theme]
    entries = {entry.group: entry for entry in found if entry.swatch == "thing"}
    for kind in content.things:
        entry = entries[kind["what"]]
        dots = len(kind["items"]) > MOST_SIGNS
        yield {
            "id": kind["what"],
            "title": content.name(kind),
            "sign": None if dots else swatches.sign(entry, palette, 20),
            "colour": entry.colour,
            "signs": [
                [
                    lat,
                    lon,
                    content.name({"zh": zh, "en": en}),
                    content.words["fictional"] * fictional,
                ]
                for lon, lat, zh, en, fictional in kind["items"]
            ],
        }


def _drawings(content: Content) -> list[Json]:
    if not content.drawings:
        return []
    palette = look.PALETTES[content.theme]
    drawn = []
    for drawing in content.drawings:
        colour, style = key.drawing_colour(drawing, content.theme), drawing["style"]
        symbol = drawing["symbol"]
        shape = shapely.geometry.shape(drawing["shape"])
        filled = style["filled"] and shape.geom_type == "Polygon"
        one: Json = {
            "shape": _geojson(shape),
            "style": {
                "color": colour, "weight": style["width"], "fill": filled, "fillOpacity": 0.16,
                "dashArray": "8 6" if style["dashed"] else None,
            },
            "rows": _rows(content, drawing),
            "title": drawing["label"] or content.name(drawing) or content.words[drawing["kind"]],
        }  # fmt: skip
        if symbol:
            mark = Entry("", "symbol", colour=colour, symbol=of_symbol(symbol))
            one["sign"] = swatches.sign(mark, palette, 28)
        elif drawing["kind"] == "arrow":
            one["head"] = swatches.head(colour, _turn(shape), 14 + 2 * style["width"])
        one["bare"] = drawing["kind"] == "text"
        drawn.append(one)
    return [{"id": "drawings", "title": content.words["drawings"], "drawings": drawn}]


def _turn(line: Any) -> float:
    """Return the direction of a line's end on the map, degrees clockwise from the right."""
    (x0, y0), (x1, y1) = projected(shapely.get_coordinates(line)[-2:]).tolist()
    return -math.degrees(math.atan2(y1 - y0, x1 - x0))


def _rows(content: Content, drawing: Json) -> list[list[str]]:
    zh = content.language == "zh"
    told = [
        (content.words["drawings"], drawing["sheet"]),
        ("标绘单位" if zh else "Drawn by", drawing["owner" if zh else "owner_en"]),
        ("长度" if zh else "Length", _length(drawing["length_m"])),
        ("面积" if zh else "Area", _area(drawing["area_m2"])),
        ("半径" if zh else "Radius", _length(drawing["radius_m"])),
        ("有效至" if zh else "Until", drawing["until"]),
    ]
    return [[name, value] for name, value in told if value]


def _length(metres: float | None) -> str:
    if metres is None:
        return ""
    return f"{metres / 1_000:,.2f} km" if metres >= 1_000 else f"{metres:,.0f} m"


def _area(square_metres: float | None) -> str:
    if square_metres is None:
        return ""
    return f"{square_metres / 1e6:,.2f} km²" if square_metres >= 1e5 else f"{square_metres:,.0f} m²"


def _incident(content: Content, found: list[Entry]) -> list[Json]:
    incident = content.incident
    if incident is None or not incident["place"]:
        return []
    entry = next(each for each in found if each.swatch == "grade")
    place, zh = incident["place"], content.language == "zh"
    kind = content.name(incident["kind"]) if incident["kind"] else ""
    rows = [
        ("编号" if zh else "Number", incident["number"]),
        ("类别" if zh else "Kind", kind),
        ("级别" if zh else "Grade", incident["grade"]),
        ("状态" if zh else "State", content.words.get(incident["state"] or "", "")),
        ("地址" if zh else "Address", incident["address"]),
        ("发生时间" if zh else "Occurred", incident["at"]),
    ]
    return [
        {
            "id": "incident",
            "title": entry.label,
            "sign": swatches.sign(entry, look.PALETTES[content.theme], 26),
            "rows": [[name, str(value)] for name, value in rows if value],
            "at": [place["lat"], place["lon"]],
        }
    ]


def _names(content: Content) -> list[Json]:
    """Return names in the order in which they find room, with the zoom they appear at."""
    found: list[Json] = []
    incident = content.incident
    if incident and incident["place"] and incident["title"]:
        place = incident["place"]
        chief: Json = {"group": "incident", "class": "chief", "away": 16}
        found.append(_name(incident["title"], place["lon"], place["lat"], 0) | chief)
    for drawing in content.drawings:
        if drawing["label"]:
            spot = shapely.geometry.shape(drawing["shape"]).representative_point()
            colour = key.drawing_colour(drawing, content.theme)
            more: Json = {"group": "drawings", "class": "drawn", "colour": colour}
            more |= {"away": 16 if drawing["kind"] == "point" else 0}
            found.append(_name(drawing["label"], spot.x, spot.y, 0) | more)
    base = sorted(_base_names(content), key=lambda each: each["rank"])
    found += [each for each in base if each["class"] == "district"]
    for number in range(len(content.layers)):
        for text, lon, lat, away in names.labels(content, number):
            of_layer: Json = {"group": f"layer-{number}", "class": "of-layer", "away": away}
            found.append(_name(text, lon, lat, 0) | of_layer)
    return found + [each for each in base if each["class"] != "district"]


def _base_names(content: Content) -> Iterable[Json]:
    """Yield the names of the base map, from the zoom on at which the screens show them."""
    from_zoom = {"water": 5.0, "city": 3.0, "district": 8.5}
    west, south, east, north = content.box
    wide, high = (east - west) * BASE_ROOM, (north - south) * BASE_ROOM
    for feature in content.base("places"):
        facts = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        if not (west - wide < lon < east + wide and south - high < lat < north + high):
            continue
        rank = facts.get("rank", 6)
        zoom = from_zoom.get(facts["kind"], 9.5 if rank <= 5 else 11.0)
        text = content.name({"zh": facts.get("name"), "en": facts.get("name_en")})
        yield _name(text, lon, lat, zoom) | {"class": facts["kind"], "rank": rank}


def _name(text: str, lon: float, lat: float, zoom: float) -> Json:
    return {"text": text, "at": [round(lat, DECIMALS), round(lon, DECIMALS)], "zoom": zoom}
