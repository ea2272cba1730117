"""The OpenAPI 3.0 document of the door, for programs that read it (OGC 17-069r4 §9)."""

from collections.abc import Iterable
from typing import Any

from gis.ogc import crs as systems
from gis.ogc.links import GEOJSON, HTML, JSON, MERGE_PATCH, MVT, PROBLEM, SCHEMA, Door
from gis.ogc.parameters import DEFAULT_ITEMS, LANGUAGES, MOST_ITEMS
from gis.ogc.tilesets import SCHEME

Document = dict[str, Any]
# Each layer's own paths name what its filter may name; beyond so many the document would only
# grow, and the general path says the rest.
MOST_SPELLED_OUT = 200
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}


def document(door: Door, layers: Iterable[Any]) -> Document:
    """Return the document, with a path for the items of every layer the asker sees."""
    paths = _paths()
    for layer in list(layers)[:MOST_SPELLED_OUT]:
        paths[f"/collections/{layer.code}/items"] = {"get": _items(layer)}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "望楼 Wanglou: OGC API Features and Tiles",
            "version": "1.0.0",
            "description": "Map layers. Public ones need no sign-in; others a session, a Bearer "
            "token, or HTTP Basic with the token as the password.",
        },
        "servers": [{"url": door.root}],
        "security": [{}, {"bearer": []}, {"basic": []}],
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "responses": _responses(),
            "schemas": _schemas(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            },
        },
    }


def _ref(group: str, name: str) -> Document:
    return {"$ref": f"#/components/{group}/{name}"}


def _reads(summary: str, name: str, *parameters: str, kind: str = JSON) -> Document:
    return {
        "summary": summary,
        "operationId": name,
        "tags": ["ogc"],
        "parameters": [_ref("parameters", each) for each in (*parameters, "f")],
        "responses": {
            "200": {
                "description": summary,
                "content": {kind: {"schema": {"type": "object"}}, HTML: {"schema": _TEXT}},
            },
            **_refusals("400", "404"),
        },
    }


_TEXT = {"type": "string"}


def _refusals(*statuses: str) -> Document:
    return {status: _ref("responses", "refused") for status in statuses}


def _paths() -> Document:
    collection, item = ("collectionId",), ("collectionId", "featureId")
    return {
        "/": {"get": _reads("Landing page", "landing")},
        "/conformance": {"get": _reads("Conformance classes", "conformance")},
        "/api": {"get": _reads("This document", "api")},
        "/collections": {"get": _reads("Layers", "collections")},
        "/collections/{collectionId}": {"get": _reads("A layer", "collection", *collection)},
        "/collections/{collectionId}/queryables": {
            "get": _reads("What filters may name", "queryables", *collection, kind=SCHEMA)
        },
        "/collections/{collectionId}/items": {
            "get": _items(None),
            "post": _writes("Add a feature", "create", *collection, status="201"),
        },
        "/collections/{collectionId}/items/{featureId}": {
            "get": _reads("A feature", "item", *item, "crs", kind=GEOJSON),
            "put": _writes("Replace a feature", "replace", *item, "if-match"),
            "patch": _writes("Change parts", "change", *item, "if-match", kind=MERGE_PATCH),
            "delete": {
                "summary": "Delete a feature",
                "operationId": "remove",
                "tags": ["ogc"],
                "parameters": [_ref("parameters", each) for each in (*item, "if-match")],
                "responses": {
                    "204": {"description": "Deleted"},
                    **_refusals("401", "403", "404", "412", "428"),
                },
            },
        },
        "/collections/{collectionId}/tiles": {"get": _reads("Tiles", "tilesets", *collection)},
        f"/collections/{{collectionId}}/tiles/{SCHEME}": {
            "get": _reads("A set of tiles", "tileset", *collection)
        },
        f"/collections/{{collectionId}}/tiles/{SCHEME}/{{z}}/{{y}}/{{x}}": {
            "get": _tile("tile", *collection)
        },
        "/tiles": {"get": _reads("Tiles of several layers", "dataset-tilesets")},
        f"/tiles/{SCHEME}": {"get": _reads("A set of tiles", "dataset-tileset")},
        f"/tiles/{SCHEME}/{{z}}/{{y}}/{{x}}": {"get": _tile("dataset-tile", "collections")},
        "/tileMatrixSets": {"get": _reads("Tile schemes", "schemes")},
        f"/tileMatrixSets/{SCHEME}": {"get": _reads("A tile scheme", "scheme")},
    }


def _tile(name: str, *parameters: str) -> Document:
    wanted = [_ref("parameters", each) for each in ("z", "y", "x", *parameters)]
    return {
        "summary": "A tile",
        "operationId": name,
        "tags": ["ogc"],
        "parameters": wanted,
        "responses": {
            "200": {
                "description": "Mapbox vector tile",
                "content": {MVT: {"schema": {"type": "string", "format": "binary"}}},
            },
            "204": {"description": "Nothing in this tile"},
            **_refusals("400", "404"),
        },
    }


def _items(layer: Any | None) -> Document:
    names = (
        "limit", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs",
        "cursor", "count",
    )  # fmt: skip
    path = ("collectionId",) if layer is None else ()
    own = "" if layer is None else f"-{layer.code}"
    found = _reads("Features", f"items{own}", *path, *names, kind=GEOJSON)
    for each in layer.attributes if layer is not None else ():
        schema = {"type": _TYPES.get(each["type"], "string")}
        found["parameters"].append(_query(each["name"], f"{each['zh']} {each['en']}", schema))
    content = found["responses"]["200"]["content"]
    content[GEOJSON] = {"schema": _ref("schemas", "featureCollection")}
    found["responses"]["200"]["headers"] = {"Content-Crs": {"schema": _TEXT}}
    return found


def _writes(
    summary: str, name: str, *parameters: str, status: str = "200", kind: str = GEOJSON
) -> Document:
    wanted = (*parameters, "content-crs", "idempotency-key")
    headers = {"ETag": {"schema": _TEXT}}
    return {
        "summary": summary,
        "operationId": name,
        "tags": ["ogc"],
        "parameters": [_ref("parameters", each) for each in wanted],
        "requestBody": {
            "required": True,
            "content": {kind: {"schema": _ref("schemas", "feature")}},
        },
        "responses": {
            status: {
                "description": summary,
                "headers": headers | ({"Location": {"schema": _TEXT}} if status == "201" else {}),
                "content": {GEOJSON: {"schema": _ref("schemas", "feature")}},
            },
            **_refusals("400", "401", "403", "404", "412", "415", "428"),
        },
    }


def _query(name: str, description: str, schema: Document) -> Document:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "required": False,
        "schema": schema,
        "style": "form",
        "explode": False,
    }


def _parameters() -> Document:
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": DEFAULT_ITEMS}
    box = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    uri = {"type": "string", "format": "uri", "enum": list(systems.ALL)}
    whole = {"type": "integer", "minimum": 0}
    return {
        "collectionId": _path("collectionId", "Code of a layer", _TEXT),
        "featureId": _path("featureId", "Id of a feature", {"type": "integer", "minimum": 1}),
        **{name: _path(name, meaning, whole) for name, meaning in _TILE},
        "f": _query("f", "Form of the answer", {"type": "string", "enum": ["json", "html"]}),
        "limit": _query("limit", "Features a page", limit),
        "bbox": _query("bbox", "Lower and upper corner", box),
        "bbox-crs": _query("bbox-crs", "CRS of bbox", uri),
        "crs": _query("crs", "CRS of the answer", uri),
        "datetime": _query("datetime", "Moment, or from/until with .. for an open end", _TEXT),
        "filter": _query("filter", "CQL2 expression", _TEXT),
        "filter-lang": _query(
            "filter-lang", "How it is written", {"type": "string", "enum": list(LANGUAGES)}
        ),
        "filter-crs": _query("filter-crs", "CRS of shapes in it", uri),
        "cursor": _query("cursor", "From the link to the next page", _TEXT),
        "count": _query("count", "Also numberMatched", {"type": "boolean", "default": False}),
        "collections": _query("collections", "Codes of layers, with commas", _TEXT),
        "if-match": _header("If-Match", "The ETag the change is based on", required=True),
        "content-crs": _header("Content-Crs", "CRS of the body, <uri>"),
        "idempotency-key": _header("Idempotency-Key", "The same key gives the same answer"),
    }


_TILE = (("z", "Zoom"), ("y", "Row from the north"), ("x", "Column from the west"))


def _path(name: str, description: str, schema: Document) -> Document:
    return {
        "name": name,
        "in": "path",
        "description": description,
        "required": True,
        "schema": schema,
    }


def _header(name: str, description: str, *, required: bool = False) -> Document:
    return {
        "name": name,
        "in": "header",
        "description": description,
        "required": required,
        "schema": _TEXT,
    }


def _responses() -> Document:
    content = {PROBLEM: {"schema": {"type": "object"}}}
    return {"refused": {"description": "Why not (RFC 9457)", "content": content}}


def _schemas() -> Document:
    feature = {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": {"type": "object"},
            "properties": {"type": "object", "nullable": True},
            "time": {"type": "object", "nullable": True},
        },
    }
    collection = {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": _ref("schemas", "feature")},
            "links": {"type": "array", "items": {"type": "object"}},
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    }
    return {"feature": feature, "featureCollection": collection}
