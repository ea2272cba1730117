"""Reads GPX 1.0 and 1.1: waypoints, routes and tracks, each a layer."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import shapely

from gis.formats import markup, shapes
from gis.formats.model import Book, Fault, Refused, Row

_TEXTS = ("name", "cmt", "desc", "src", "type", "number", "sym", "url", "urlname")
_POINT_TEXTS = ("ele", "time", "fix", "sat", "hdop", "vdop", "pdop", "magvar", "geoidheight")


def opened(path: Path) -> Book:
    """Open a file. Raises `Refused`."""
    root, encoding = markup.root_of(path)
    book = Book("gpx", {}, encoding=encoding, crs=4326)
    for name, tag, make in (
        ("waypoints", "wpt", _waypoint),
        ("routes", "rte", _route),
        ("tracks", "trk", _track),
    ):
        if found := markup.children(root, tag):
            book.layers[name] = partial(_rows, found, make, book.notes)
    if not book.layers:
        raise Refused("no-rows", "The file holds no waypoint, route or track.")
    return book


def _rows(
    elements: list[Element], make: Callable[[Element, Counter[str]], Any], notes: Counter[str]
) -> Iterator[Row]:
    for number, element in enumerate(elements, 1):
        row = Row(number, None, _values(element))
        try:
            row.shape = make(element, notes)
        except shapes.BadShape as error:
            row.fault = Fault("bad-shape", f"{error}.")
        yield row


def _waypoint(element: Element, _: Counter[str]) -> Any:
    return shapes.point(_position(element))


def _route(element: Element, _: Counter[str]) -> Any:
    points = [_position(point) for point in markup.children(element, "rtept")]
    return shapes.line(points) if points else None


def _track(element: Element, notes: Counter[str]) -> Any:
    """Join segments; one with less than two points is no line and is left out."""
    lines = []
    for segment in markup.children(element, "trkseg"):
        points = [_position(point) for point in markup.children(segment, "trkpt")]
        if len(points) > 1:
            lines.append(shapes.line(points))
        else:
            notes["short-segments-dropped"] += 1
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)


def _position(point: Element) -> tuple[float, float]:
    lon, lat = (point.get(name, "") for name in ("lon", "lat"))
    try:
        found = float(lon), float(lat)
    except ValueError as error:
        raise shapes.BadShape(f"{lon[:40]!r}, {lat[:40]!r} are no coordinates") from error
    shapes.check(found)
    return found


def _values(element: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in (*_TEXTS, *_POINT_TEXTS):
        if (found := markup.text(markup.child(element, name))) is not None:
            values[name] = found
    for link in markup.children(element, "link")[:1]:
        values["link"] = link.get("href")
    times = [found for point in element.iter() if (found := _time(point))]
    if times and markup.local(element) != "wpt":
        values |= {"begin": times[0], "end": times[-1]}
    for extension in markup.children(element, "extensions"):
        values |= _leaves(extension, values)
    return values


def _time(point: Element) -> str | None:
    if markup.local(point) not in {"trkpt", "rtept"}:
        return None
    return markup.text(markup.child(point, "time"))


def _leaves(extension: Element, taken: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in extension.iter():
        # Our own files name the attribute beside the element: any name will do there.
        name, told = element.get("name") or markup.local(element), markup.text(element)
        if told is not None and not len(element) and name not in taken and name not in found:
            found[name] = told
    return found
