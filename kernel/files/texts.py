"""Looks into text: encoding, tracks and map data, and what only pretends to be text."""

from pathlib import Path
from xml.etree.ElementTree import ParseError

import orjson
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kernel.files import kinds
from kernel.files.errors import FileRefused
from kernel.files.kinds import Kind

# Text is read whole to judge it; a day's track of one device has about 10 MB as GPX.
MOST_BYTES = 32 * 1024 * 1024
MOST_DEPTH = 64
_ALLOWED = frozenset({9, 10, 12, 13})
_GEOJSON_TYPES = frozenset(
    {
        "FeatureCollection",
        "Feature",
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)


def judged(path: Path, name: str) -> Kind:
    """Return the kind of text a file is; raise `FileRefused` when it is none we keep."""
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused("too-large", f"Text files may have {MOST_BYTES // 2**20} MB.")
    raw = path.read_bytes()
    text = _decoded(raw)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return _xml(path)
    if start in ("{", "[") and _is_geojson(raw.removeprefix(b"\xef\xbb\xbf")):
        return kinds.GEOJSON
    return kinds.CSV if name.lower().endswith(kinds.CSV.extensions) else kinds.TEXT


def _decoded(raw: bytes) -> str:
    if any(byte < 32 and byte not in _ALLOWED for byte in set(raw)):
        raise FileRefused("unknown", "The content is of no type we keep.")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("unknown", "The content is neither UTF-8 nor GB 18030 text.")


def _xml(path: Path) -> Kind:
    root, depth = "", 0
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            root = root or str(element.tag).rsplit("}", 1)[-1].lower()
            if depth > MOST_DEPTH or root not in ("gpx", "kml"):
                break
            if event == "end":
                element.clear()
    except DefusedXmlException as error:
        raise FileRefused("xml-dtd", "XML with a DTD or entities is not accepted.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRefused("broken", "The XML cannot be read.") from error
    if depth > MOST_DEPTH:
        raise FileRefused("broken", "The XML is nested too deeply.")
    if root not in ("gpx", "kml"):
        raise FileRefused("unknown", "XML other than GPX and KML is not accepted.")
    return kinds.GPX if root == "gpx" else kinds.KML


def _is_geojson(raw: bytes) -> bool:
    try:
        document = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return isinstance(document, dict) and document.get("type") in _GEOJSON_TYPES
