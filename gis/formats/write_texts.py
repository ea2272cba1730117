"""Writes GeoJSON, KML, KMZ and GPX as text, feature by feature."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson
import shapely

from gis.datum import crs
from gis.formats.model import Refused
from gis.formats.writing import OUTPUT, Feature, Target

_ILLEGAL = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_WAYPOINT = ("ele", "time", "name", "cmt", "desc", "src", "sym", "type")
_TRACK = ("name", "cmt", "desc", "src", "number", "type")


class GeoJson:
    """RFC 7946; another system than WGS 84 is named as the form before it did."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._file = (folder / OUTPUT).open("wb")
        head: dict[str, Any] = {"type": "FeatureCollection", "name": target.title}
        if target.crs != crs.WGS84:
            name = f"urn:ogc:def:crs:EPSG::{target.crs}"
            head["crs"] = {"type": "name", "properties": {"name": name}}
        if target.datum not in {"wgs84", "cgcs2000"}:
            head["datum"] = target.datum
        self._file.write(orjson.dumps(head)[:-1] + b',"features":[')
        self._comma = b""

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        for feature in features:
            about = orjson.dumps(
                {"type": "Feature", "id": feature.id, "properties": feature.values}
            )
            shape = shapely.to_geojson(feature.shape).encode()
            self._file.write(self._comma + b"\n" + about[:-1] + b',"geometry":' + shape + b"}")
            self._comma = b","

    def finish(self) -> None:
        """Complete the file."""
        self._file.write(b"\n]}\n")
        self._file.close()


class Kml:
    """KML 2.2: one placemark a feature, attributes as extended data."""

    def __init__(self, target: Target, folder: Path, name: str = OUTPUT) -> None:
        self._target = target
        self._file = (folder / name).open("w", encoding="utf-8")
        self._file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
            f"<name>{xml(target.title)}</name>\n"
        )

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features."""
        for feature in features:
            self._file.write(f"<Placemark>{_about(feature)}{_kml(feature.shape)}</Placemark>\n")

    def finish(self) -> None:
        """Complete the file."""
        self._file.write("</Document></kml>\n")
        self._file.close()


class Kmz(Kml):
    """The same, packed."""

    def __init__(self, target: Target, folder: Path) -> None:
        super().__init__(target, folder, "doc.kml")
        self._folder = folder

    def finish(self) -> None:
        """Complete the archive."""
        super().finish()
        with zipfile.ZipFile(self._folder / OUTPUT, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(self._folder / "doc.kml", "doc.kml")


def _about(feature: Feature) -> str:
    known = [
        f"<{name}>{xml(feature.values[name])}</{name}>"
        for name in ("name", "description")
        if feature.values.get(name) is not None
    ]
    others = [
        f"<Data name={quoteattr(_legal(name))}><value>{xml(value)}</value></Data>"
        for name, value in feature.values.items()
        if value is not None and name not in {"name", "description"}
    ]
    extended = f"<ExtendedData>{''.join(others)}</ExtendedData>" if others else ""
    return "".join(known) + extended


def _kml(shape: Any) -> str:
    kind = shape.geom_type
    if kind == "Point":
        return f"<Point>{_coordinates(shape)}</Point>"
    if kind == "LineString":
        return f"<LineString>{_coordinates(shape)}</LineString>"
    if kind == "Polygon":
        rings = [f"<outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>"]
        rings += [f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors]
        return f"<Polygon>{''.join(rings)}</Polygon>"
    return f"<MultiGeometry>{''.join(map(_kml, shape.geoms))}</MultiGeometry>"


def _ring(ring: Any) -> str:
    return f"<LinearRing>{_coordinates(ring)}</LinearRing>"


def _coordinates(shape: Any) -> str:
    told = " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(shape).tolist())
    return f"<coordinates>{told}</coordinates>"


class Gpx:
    """GPX 1.1: points as waypoints, lines as tracks; waypoints first, as the schema wants it."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._folder = folder
        self._waypoints = (folder / "waypoints").open("w", encoding="utf-8")
        self._tracks = (folder / "tracks").open("w", encoding="utf-8")
        self._title = target.title

    def add(self, features: Sequence[Feature]) -> None:
        """Write some features. Raises `Refused` for polygons."""
        for feature in features:
            kind = feature.shape.geom_type
            if kind.endswith("Point"):
                for lon, lat in shapely.get_coordinates(feature.shape).tolist():
                    self._waypoints.write(_point("wpt", lon, lat, _gpx(feature, _WAYPOINT)))
            elif kind.endswith("LineString"):
                self._tracks.write(
                    f"<trk>{_gpx(feature, _TRACK)}{_segments(feature.shape)}</trk>\n"
                )
            else:
                raise Refused("geometry", "GPX holds points and lines, no areas.")

    def finish(self) -> None:
        """Complete the file."""
        with (self._folder / OUTPUT).open("w", encoding="utf-8") as file:
            file.write(
                '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="wanglou" '
                'xmlns="http://www.topografix.com/GPX/1/1" xmlns:w="urn:wanglou:attributes">'
                f"<metadata><name>{xml(self._title)}</name></metadata>\n"
            )
            for part in (self._waypoints, self._tracks):
                part.close()
                with Path(part.name).open(encoding="utf-8") as written:
                    file.writelines(written)
            file.write("</gpx>\n")


def _segments(shape: Any) -> str:
    lines = getattr(shape, "geoms", (shape,))
    return "".join(f"<trkseg>{''.join(_track_points(line))}</trkseg>" for line in lines)


def _track_points(line: Any) -> Iterator[str]:
    for lon, lat in shapely.get_coordinates(line).tolist():
        yield _point("trkpt", lon, lat, "")


def _point(tag: str, lon: float, lat: float, about: str) -> str:
    return f'<{tag} lat="{lat!r}" lon="{lon!r}">{about}</{tag}>\n'


def _gpx(feature: Feature, known: Sequence[str]) -> str:
    values = {name: value for name, value in feature.values.items() if value is not None}
    told = "".join(f"<{name}>{xml(values[name])}</{name}>" for name in known if name in values)
    others = "".join(
        f"<w:attribute name={quoteattr(_legal(name))}>{xml(value)}</w:attribute>"
        for name, value in values.items()
        if name not in known
    )
    return told + (f"<extensions>{others}</extensions>" if others else "")


def xml(value: Any) -> str:
    """Return a value as text in XML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_legal(str(value)))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
