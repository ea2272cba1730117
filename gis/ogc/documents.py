"""The documents that describe the door: landing page, conformance, collections, queryables."""

from collections.abc import Iterable
from typing import Any

from gis.layers.groups import names_of
from gis.layers.live import extent_of
from gis.ogc import crs as systems
from gis.ogc.links import GEOJSON, HTML, OPENAPI, SCHEMA, Door, link, self_links

Document = dict[str, Any]
RELATIONS = "http://www.opengis.net/def/rel/ogc/1.0"
CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
)
# GeoJSON of what a layer may hold (JSON schema formats of OGC 19-079r2).
_FORMATS = {
    "point": "geometry-point-or-multipoint",
    "line": "geometry-linestring-or-multilinestring",
    "polygon": "geometry-polygon-or-multipolygon",
    "mixed": "geometry-any",
}
_TYPES: dict[str, Document] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}


def landing(door: Door) -> Document:
    """Return the landing page."""
    return {
        "title": "望楼 Wanglou",
        "description": "应急指挥一张图图层服务 Map layers of the emergency command",
        "links": [
            *self_links(door.root),
            link("service-desc", door.at("api"), OPENAPI, "OpenAPI 3.0"),
            link("service-doc", door.at("api") + "?f=html", HTML, "API as a page"),
            link("conformance", door.at("conformance"), title="Conformance classes"),
            link("data", door.at("collections"), title="图层 Layers"),
            link(f"{RELATIONS}/tilesets-vector", door.at("tiles"), title="瓦片 Tiles"),
            link(f"{RELATIONS}/tiling-schemes", door.at("tileMatrixSets"), title="Tile schemes"),
        ],
    }


def conformance(door: Door) -> Document:
    """Return the list of classes this door conforms to."""
    return {"conformsTo": list(CONFORMS_TO), "links": self_links(door.at("conformance"))}


def collections(door: Door, layers: Iterable[Any]) -> Document:
    """Return the collections a client may see."""
    return {
        "links": self_links(door.at("collections")),
        "collections": [collection(door, layer) for layer in layers],
        "crs": list(systems.ALL),
    }


def collection(door: Door, layer: Any) -> Document:
    """Return one collection."""
    at = door.collection(layer.code)
    found: Document = {
        "id": layer.code,
        "title": title_of(layer),
        "description": "\n".join(filter(None, (layer.about_zh, layer.about_en))),
        "keywords": list(names_of(layer.group_code).values()),
        "itemType": "feature",
        "crs": list(systems.ALL),
        "storageCrs": systems.CRS84.uri,
        "geometryType": layer.geometry,
        "version": layer.version,
        "links": [
            *self_links(at),
            link("items", f"{at}/items", GEOJSON, "要素 Features"),
            link("items", f"{at}/items?f=html", HTML, "要素 Features"),
            link(f"{RELATIONS}/queryables", f"{at}/queryables", SCHEMA, "Queryables"),
            link(f"{RELATIONS}/tilesets-vector", f"{at}/tiles", title="瓦片 Tiles"),
        ],
    }
    if layer.source or layer.licence:
        found["attribution"] = ", ".join(filter(None, (layer.source, layer.licence)))
    extent = extent_of(layer)
    if extent is not None:
        found["extent"] = {"spatial": {"bbox": [extent], "crs": systems.CRS84.uri}}
    return found


def title_of(layer: Any) -> str:
    """Return a layer's name in both languages."""
    return layer.zh if layer.zh == layer.en else f"{layer.zh} {layer.en}"


def queryables(door: Door, layer: Any) -> Document:
    """Return the JSON schema of what a filter may name."""
    properties: Document = {
        "id": {"title": "编号 Id", "type": "integer", "x-ogc-role": "id"},
        "geometry": {"title": "图形 Shape", "format": _FORMATS[layer.geometry]},
        "time": {"title": "时间 Time", "type": "object"},
    }
    for each in layer.attributes:
        title = {"title": f"{each['zh']} {each['en']}"}
        unit = {"x-ogc-unit": each["unit"]} if "unit" in each else {}
        properties[each["name"]] = title | _TYPES[each["type"]] | unit
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": door.collection(layer.code, "queryables"),
        "type": "object",
        "title": title_of(layer),
        "properties": properties,
        "additionalProperties": False,
    }
