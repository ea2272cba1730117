"""Reads KML and KMZ: placemarks with their folders, extended data, times; tracks of Google too."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import shapely

from gis.formats import archives, markup, shapes
from gis.formats.model import Book, Fault, Refused, Row

LAYER = "placemarks"
Found = tuple[str, Element]
_FOLDERS = {"Folder", "Document", "kml"}


def opened(path: Path, folder: Path, *, packed: bool) -> Book:
    """Open a KML, or the first one in a KMZ. Raises `Refused`."""
    if packed:
        members = [name for name in archives.names(path) if name.lower().endswith(".kml")]
        first = min(members, key=lambda name: (name.lower() != "doc.kml", name.count("/"), name))
        archives.unpack(path, {first: "doc.kml"}, folder)
        path = folder / "doc.kml"
    root, encoding = markup.root_of(path)
    placemarks = list(_placemarks(root, ""))
    book = Book("kmz" if packed else "kml", {}, encoding=encoding, crs=4326)
    if any(markup.local(element) == "GroundOverlay" for element in root.iter()):
        book.notes["overlays-ignored"] += 1
    if any(markup.local(element) == "NetworkLink" for element in root.iter()):
        book.notes["links-ignored"] += 1
    if not placemarks:
        raise Refused("no-rows", "The file holds no placemark.")
    book.layers[LAYER] = lambda: _rows(placemarks, book.notes)
    return book


def _placemarks(element: Element, path: str) -> Iterator[Found]:
    for child in element:
        name = markup.local(child)
        if name == "Placemark":
            yield path, child
        elif name in _FOLDERS:
            inner = markup.text(markup.child(child, "name")) if name == "Folder" else None
            yield from _placemarks(child, f"{path}/{inner}".strip("/") if inner else path)


def _rows(placemarks: list[Found], notes: Counter[str]) -> Iterator[Row]:
    for number, (path, placemark) in enumerate(placemarks, 1):
        row = Row(number, None, _values(path, placemark))
        try:
            row.shape = _shape(placemark, notes)
        except shapes.BadShape as error:
            row.fault = Fault("bad-shape", f"{error}.")
        yield row


def _values(path: str, placemark: Element) -> dict[str, Any]:
    values: dict[str, Any] = {"folder": path} if path else {}
    for name in ("name", "description", "address", "phoneNumber"):
        if (found := markup.text(markup.child(placemark, name))) is not None:
            values[name] = found
    for name, tag in (("time", "when"), ("begin", "begin"), ("end", "end")):
        for holder in ("TimeStamp", "TimeSpan"):
            inside = markup.child(placemark, holder)
            if inside is not None and (found := markup.text(markup.child(inside, tag))):
                values[name] = found
    for data in placemark.iter():
        if markup.local(data) == "SimpleData":
            values.setdefault(data.get("name") or "data", markup.text(data))
        elif markup.local(data) == "Data":
            told = markup.text(markup.child(data, "value"))
            values.setdefault(data.get("name") or "data", told)
    return values


def _shape(element: Element, notes: Counter[str]) -> Any:
    """Return the shape in a placemark or MultiGeometry, None when there is none."""
    found = [shape for child in element if (shape := _one(child, notes)) is not None]
    if not found:
        return None
    return found[0] if len(found) == 1 else shapely.GeometryCollection(found)


def _one(element: Element, notes: Counter[str]) -> Any:
    name = markup.local(element)
    if name == "Point":
        positions = _positions(element)
        return shapes.point(positions[0]) if positions else None
    if name in {"LineString", "LinearRing"}:
        positions = _positions(element)
        return shapes.line(positions) if positions else None
    if name == "Polygon":
        return _polygon(element, notes)
    if name in {"MultiGeometry", "MultiTrack"}:
        return _shape(element, notes)
    return _track(element, notes) if name == "Track" else None


def _polygon(element: Element, notes: Counter[str]) -> Any:
    rings = [
        _positions(ring)
        for side in ("outerBoundaryIs", "innerBoundaryIs")
        for boundary in markup.children(element, side)
        for ring in markup.children(boundary, "LinearRing")
    ]
    return shapes.polygon(rings, notes) if any(rings) else None


def _track(element: Element, notes: Counter[str]) -> Any:
    positions = [
        _numbers((told or "").split()[:2])
        for told in (markup.text(each) for each in markup.children(element, "coord"))
    ]
    if len(positions) == 1:
        notes["short-segments-dropped"] += 1
    return shapes.line(positions) if len(positions) > 1 else None


def _positions(element: Element) -> list[tuple[float, float]]:
    told = markup.text(markup.child(element, "coordinates")) or ""
    tuples = re.sub(r"\s*,\s*", ",", told).split()  # many files have blanks after their commas
    return [_numbers(each.split(",")[:2]) for each in tuples]


def _numbers(parts: list[str]) -> tuple[float, float]:
    try:
        found = float(parts[0]), float(parts[1])
    except (ValueError, IndexError) as error:
        raise shapes.BadShape(f"{','.join(parts)[:60]!r} are no coordinates") from error
    shapes.check(found)
    return found
