"""Cursor-on-Target: events in XML, cut out of a stream and read. Pure.

An event whose type begins with `a` (atom) tells where somebody is; `b-a-o` is an emergency at a
place; chats, routes, shapes and points are no positions and are only counted by who reads them.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gis.tracking.fix import Fix
from gis.tracking.numbers import BadReport, number, place, time

# Largest event seen in the field is some KB; a route of 500 points has 60 KB.
LARGEST = 256 * 1024
# Height and error nobody knows.
UNKNOWN = 9_999_999.0
FULL = 100
_END = re.compile(rb"</(?:\w+:)?event\s*>")
# How far back an end may have begun in what was read before.
LONGEST_END = 64
ATOM, EMERGENCY, CANCELLED = "a-", "b-a-o", "b-a-o-can"


class Splitter:
    """Cuts a stream into events and holds what is not yet complete."""

    def __init__(self) -> None:
        self._rest = b""
        self.dropped_bytes = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Return whole events, each with what stood before it; one that never ends is dropped."""
        held = self._rest + data
        events, start = [], 0
        for end in _END.finditer(held, max(0, len(self._rest) - LONGEST_END)):
            events.append(held[start : end.end()])
            start = end.end()
        rest = held[start:]
        if len(rest) > LARGEST:
            self.dropped_bytes += len(rest)
            rest = b""
        self._rest = rest
        return events


@dataclass(frozen=True, slots=True)
class Event:
    """One event: who (`uid`, `callsign`), what (`kind`), and where, for those that are somewhere.

    `stale_at` is when the sender says that it is no longer true. `about` is the uid an emergency
    belongs to. `emergency` is a call for help, an event of its own or a detail of a place; one that
    is taken back is none.
    """

    uid: str
    kind: str
    callsign: str | None
    stale_at: datetime
    fix: Fix | None
    emergency: bool
    about: str | None


def read(document: bytes) -> Event:
    """Return an event. Raises `BadReport` for what is no event, or XML that declares entities."""
    try:
        root = fromstring(document.strip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadReport("the event declares entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise BadReport("the event is no XML") from error
    if root.tag != "event" or not root.get("uid") or not root.get("type"):
        raise BadReport("the event has no uid or no type")
    kind, detail = root.attrib["type"], root.find("detail")
    alarm = kind.startswith(EMERGENCY)
    somewhere = kind.startswith(ATOM) or alarm
    emergency = somewhere and _calls(kind, detail)
    return Event(
        root.attrib["uid"],
        kind,
        _text(detail, "contact", "callsign"),
        time("stale", root.get("stale")),
        _fix(root, detail) if somewhere else None,
        emergency,
        _text(detail, "link", "uid") if alarm else None,
    )


def _calls(kind: str, detail: Element | None) -> bool:
    told = None if detail is None else detail.find("emergency")
    if kind == CANCELLED or (told is not None and told.get("cancel") == "true"):
        return False
    return kind.startswith(EMERGENCY) or told is not None


def _fix(root: Element, detail: Element | None) -> Fix:
    point = root.find("point")
    if point is None:
        raise BadReport("the event has no point")
    lon, lat = place(point.get("lon"), point.get("lat"))
    fix = Fix(time("time", root.get("time")), lon, lat)
    fix.altitude_m = _known(point, "hae")
    fix.accuracy_m = _known(point, "ce")
    fix.speed_mps = _number(detail, "track", "speed")
    course = _number(detail, "track", "course")
    fix.course_deg = None if course is None else course % 360
    level = _number(detail, "status", "battery")
    fix.battery = None if level is None else level / FULL
    extras: dict[str, Any] = {"cot": root.attrib["type"], "how": root.get("how")}
    extras |= {"team": _text(detail, "__group", "name"), "role": _text(detail, "__group", "role")}
    fix.extras = {name: value for name, value in extras.items() if value}
    return fix


def _known(point: Element, name: str) -> float | None:
    value = point.get(name)
    if value is None or value == "NaN":
        return None
    found = number(name, value)
    return None if found >= UNKNOWN else found


def _text(detail: Element | None, part: str, name: str) -> str | None:
    found = None if detail is None else detail.find(part)
    return None if found is None else found.get(name)


def _number(detail: Element | None, part: str, name: str) -> float | None:
    value = _text(detail, part, name)
    return None if value in (None, "", "NaN") else number(name, value)
