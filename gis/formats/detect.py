"""What a file is, told from its content; its name only decides between texts."""

from pathlib import Path

from gis.formats import archives
from gis.formats.model import Refused

HEAD_BYTES = 4_096
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
_SHAPEFILE = b"\x00\x00\x27\x0a"
_TABLES = (".csv", ".tsv", ".txt")


def format_of(path: Path, name: str) -> str:
    """Return gpkg, shapefile, kmz, xlsx, kml, gpx, geojson or csv. Raises `Refused`."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        raise Refused("empty", "The file is empty.")
    if head.startswith(_SQLITE):
        if head[68:72] not in _GEOPACKAGE_IDS and not name.lower().endswith(".gpkg"):
            raise Refused("unknown", "This SQLite database is no GeoPackage.")
        return "gpkg"
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(_SHAPEFILE):
        raise Refused("parts-missing", "Send the shapefile as a zip of .shp, .shx, .dbf and .prj.")
    return _text(head, name)


def _archive(path: Path) -> str:
    members = archives.names(path)
    lower = [member.lower() for member in members]
    if "xl/workbook.xml" in lower:
        return "xlsx"
    archives.refuse_nested(members)
    if any(member.endswith(".shp") for member in lower):
        return "shapefile"
    if any(member.endswith(".kml") for member in lower):
        return "kmz"
    raise Refused("unknown", "The archive holds no shapefile, KMZ or workbook.")


def _text(head: bytes, name: str) -> str:
    if b"\x00" in head:
        raise Refused("unknown", "This is no format of map data that is read here.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return _markup(start.lower())
    if start.startswith((b"{", b"[")):
        return "geojson"
    if name.lower().endswith(_TABLES):
        return "csv"
    raise Refused("unknown", "This is no format of map data that is read here.")


def _markup(start: bytes) -> str:
    for root, found in ((b"<gpx", "gpx"), (b"<kml", "kml")):
        if root in start:
            return found
    if b"vrtdataset" in start or b"ogrvrt" in start:
        raise Refused("points-elsewhere", "A VRT points to other files; send those themselves.")
    raise Refused("unknown", "XML other than GPX and KML is not read here.")
