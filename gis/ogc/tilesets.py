"""What OGC API Tiles says of the tiles: sets of tiles and the one scheme they are cut by."""

import math
from typing import Any

from gis.layers.live import extent_of
from gis.ogc.documents import RELATIONS, title_of
from gis.ogc.links import MVT, Door, link, self_links

Document = dict[str, Any]
SCHEME = "WebMercatorQuad"
SCHEME_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{SCHEME}"
WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
DEEPEST = 22
PIXELS = 256
# Half the side of the Mercator square in metres: pi times the radius of WGS 84's equator.
HALF_M = math.pi * 6_378_137
# Side of a pixel the scale denominators are said for (OGC 17-083r4 §6.1.1.1).
PIXEL_M = 0.00028


def scheme() -> Document:
    """Return the definition of the scheme (OGC 17-083r4, annex D.1)."""
    cells = [2 * HALF_M / PIXELS / 2**zoom for zoom in range(DEEPEST + 1)]
    return {
        "id": SCHEME,
        "title": "Google Maps Compatible for the World",
        "uri": SCHEME_URI,
        "crs": WEB_MERCATOR,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [
            {
                "id": str(zoom),
                "scaleDenominator": cell / PIXEL_M,
                "cellSize": cell,
                "pointOfOrigin": [-HALF_M, HALF_M],
                "tileWidth": PIXELS,
                "tileHeight": PIXELS,
                "matrixWidth": 2**zoom,
                "matrixHeight": 2**zoom,
            }
            for zoom, cell in enumerate(cells)
        ],
    }


def schemes(door: Door) -> Document:
    """Return the list of schemes."""
    at = door.at("tileMatrixSets", SCHEME)
    entry = {"id": SCHEME, "title": SCHEME, "uri": SCHEME_URI, "links": [link("self", at)]}
    return {"tileMatrixSets": [entry], "links": self_links(door.at("tileMatrixSets"))}


def tilesets(at: str, door: Door, title: str) -> Document:
    """Return the sets of tiles at an address: there is one."""
    return {"tilesets": [_summary(at, door, title)], "links": self_links(at)}


def _summary(at: str, door: Door, title: str) -> Document:
    template = f"{at}/{SCHEME}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
    return {
        "title": title,
        "dataType": "vector",
        "crs": WEB_MERCATOR,
        "tileMatrixSetURI": SCHEME_URI,
        "links": [
            link("self", f"{at}/{SCHEME}"),
            link("item", template, MVT, templated=True),
            link(f"{RELATIONS}/tiling-scheme", door.at("tileMatrixSets", SCHEME)),
        ],
    }


def tileset(at: str, door: Door, title: str, layers: list[Any]) -> Document:
    """Return the set of tiles that shows these layers, each a layer of the tile by its code."""
    found = _summary(at, door, title)
    boxes = [box for layer in layers if (box := extent_of(layer))]
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        found["boundingBox"] = {
            "lowerLeft": [min(west), min(south)],
            "upperRight": [max(east), max(north)],
            "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        }
    found["layers"] = [_layer(layer) for layer in layers]
    return found


def _layer(layer: Any) -> Document:
    dimension = {"point": 0, "line": 1, "polygon": 2}.get(layer.geometry)
    types = {"integer": "integer", "number": "number", "boolean": "boolean"}
    return {
        "id": layer.code,
        "title": title_of(layer),
        "dataType": "vector",
        **({"geometryDimension": dimension} if dimension is not None else {}),
        "minTileMatrix": str(layer.minzoom),
        "maxTileMatrix": str(layer.maxzoom),
        "propertiesSchema": {
            "type": "object",
            "properties": {
                each["name"]: {"type": types.get(each["type"], "string")}
                for each in layer.attributes
            },
        },
    }
