"""What a camera offers: the parts of its SDP that matter here (RFC 4566, RFC 2326 C.1). Pure."""

import binascii
from base64 import b64decode
from dataclasses import dataclass
from typing import Literal

# Static types of RFC 3551 that cameras use without naming them.
_STATIC = {0: ("PCMU", 8000), 8: ("PCMA", 8000)}
MOST_TRACKS = 16


@dataclass(frozen=True, slots=True)
class Track:
    """One stream of a camera; `url` is what SETUP is sent to, `sets` its SPS and PPS if told."""

    kind: Literal["video", "audio"]
    codec: str
    payload_type: int
    rate: int
    url: str
    sets: tuple[bytes, ...] = ()


def tracks_of(text: str, base: str) -> list[Track]:
    """Return the pictures and sounds an SDP offers, in its order. `base` is the URL it is for."""
    sections = text.replace("\r\n", "\n").split("\nm=")
    session_control = _control(sections[0].split("\n"))
    found = []
    for section in sections[1 : 1 + MOST_TRACKS]:
        track = _track(section.split("\n"), _joined(base, session_control))
        if track is not None:
            found.append(track)
    return found


def _track(lines: list[str], base: str) -> Track | None:
    first = lines[0].split()
    if len(first) < 4 or first[0] not in ("video", "audio") or not first[3].isdecimal():
        return None
    number = int(first[3])
    codec, rate = _STATIC.get(number, ("", 0))
    sets: tuple[bytes, ...] = ()
    for line in lines[1:]:
        name, _, value = line.strip().partition(":")
        mapped, _, rest = value.partition(" ")
        if name == "a=rtpmap" and mapped == first[3]:
            codec, _, clock = rest.strip().partition("/")
            clock = clock.partition("/")[0]
            rate = int(clock) if clock.isdecimal() and len(clock) < 8 else 0
        if name == "a=fmtp" and mapped == first[3]:
            sets = _sets(rest)
    kind: Literal["video", "audio"] = "video" if first[0] == "video" else "audio"
    return Track(kind, codec.upper(), number, rate, _joined(base, _control(lines)), sets)


def _control(lines: list[str]) -> str:
    found = [line.strip()[10:].strip() for line in lines if line.startswith("a=control:")]
    return found[0] if found else ""


def _joined(base: str, control: str) -> str:
    """Return where a control leads, never to another server than the one that was asked."""
    if control in ("", "*"):
        return base
    if "://" in control:
        path = control.split("://", 1)[1].partition("/")[2]
        server = base.split("://", 1)[0] + "://" + base.split("://", 1)[1].partition("/")[0]
        return f"{server}/{path}"
    return base + control if base.endswith("/") else f"{base}/{control.lstrip('/')}"


def _sets(parameters: str) -> tuple[bytes, ...]:
    for part in parameters.split(";"):
        name, _, value = part.strip().partition("=")
        if name == "sprop-parameter-sets":
            try:
                return tuple(b64decode(each) for each in value.split(",") if each)
            except (binascii.Error, ValueError):
                return ()
    return ()
