"""Session descriptions (SDP, RFC 8866) that browsers and encoders offer: read within bounds.

Only what the engine needs is read; the rest of a browser's fifty codecs is stepped over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kernel.api import FieldError
from video.engine.codecs import AUDIO_CLOCK, H264, OPUS, VIDEO_CLOCK, VP8
from video.engine.interface import BadOffer, Kind

# Twenty-five pictures and three voices of a browser are some 130 KB.
LONGEST = 262_144
LONGEST_LINE = 4_096
MOST_SECTIONS = 40
MOST_SSRCS = 16
# A browser offers some fifty formats a section, four of them twice or more often, and one digest.
MOST_FORMATS = 64
MOST_FINGERPRINTS = 8
LONGEST_ID = 64
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
MEDIA_ID = "urn:ietf:params:rtp-hdrext:sdes:mid"
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
DIGESTS = ("sha-256", "sha-384", "sha-512")
_CLOCKS = {VP8.lower(): VIDEO_CLOCK, H264.lower(): VIDEO_CLOCK, OPUS: AUDIO_CLOCK}
_NAMES = {name.lower(): name for name in (VP8, H264, OPUS)}
# Constrained baseline, which every browser encodes and decodes, goes before other profiles.
_PLAIN_PROFILE = "42e0"


@dataclass(slots=True)
class Format:
    """A codec as offered."""

    payload_type: int
    name: str
    parameters: dict[str, str] = field(default_factory=dict)
    rtx: int | None = None


@dataclass(slots=True)
class Section:
    """One m-line with what it says."""

    line: int
    kind: str
    mid: str = ""
    direction: str = "sendrecv"
    formats: list[Format] = field(default_factory=list)
    ssrcs: list[int] = field(default_factory=list)
    extensions: dict[str, int] = field(default_factory=dict)
    muxed: bool = False
    rtx: dict[int, int] = field(default_factory=dict)
    companions: set[int] = field(default_factory=set)
    described: set[int] = field(default_factory=set)

    def format_of(self, *names: str) -> Format | None:
        """Return the first offered format of these codecs."""
        return next((one for one in self.formats if one.name in names), None)


@dataclass(slots=True)
class Offer:
    """What a peer offers: who it is on the wire, and its sections in their order."""

    sections: list[Section]
    fingerprints: list[tuple[str, str]]
    ufrag: str

    def of(self, kind: Kind) -> list[Section]:
        """Return the sections that carry a kind."""
        return [one for one in self.sections if one.kind == kind]


@dataclass(slots=True)
class _Reading:
    """Session-wide values while the lines are read."""

    sections: list[Section] = field(default_factory=list)
    fingerprints: list[tuple[str, str]] = field(default_factory=list)
    bundle: list[str] = field(default_factory=list)
    ufrag: str = ""
    setup: str = ""


def refuse(detail: str, line: int = 0, code: str = "sdp") -> BadOffer:
    """Return a refusal that names the line."""
    pointer = f"/offer/line/{line}" if line else "/offer"
    return BadOffer(detail, errors=[FieldError(pointer, code, detail)])


def read(text: str) -> Offer:
    """Read an offer. Raises `BadOffer`."""
    if len(text) > LONGEST:
        raise refuse(f"longer than {LONGEST} characters", code="too-long")
    if not text.startswith("v=0"):
        raise refuse("begins with `v=0`", 1)
    reading = _Reading()
    for number, line in _lines(text):
        try:
            if line.startswith("m="):
                _section(reading, number, line)
            elif line.startswith("a="):
                _attribute(reading, line[2:])
        except (ValueError, IndexError) as error:
            raise refuse(f"cannot be read: {line[:80]!r}", number) from error
    return _checked(reading)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LONGEST_LINE:
            raise refuse(f"a line of more than {LONGEST_LINE} characters", number, "too-long")
        yield number, line.strip()


def _section(reading: _Reading, number: int, line: str) -> None:
    if len(reading.sections) >= MOST_SECTIONS:
        raise refuse(f"more than {MOST_SECTIONS} sections", number, "too-many")
    kind, _port, protocol, *_formats = line[2:].split()
    if kind in tuple(Kind) and "RTP/SAVP" not in protocol:
        raise refuse("media is taken encrypted only (UDP/TLS/RTP/SAVPF)", number, "protocol")
    reading.sections.append(Section(line=number, kind=kind))


def _attribute(reading: _Reading, attribute: str) -> None:
    name, _, value = attribute.partition(":")
    if name == "fingerprint":
        digest, shown = value.split()
        pair = (digest.lower(), shown.upper())
        if pair not in reading.fingerprints:
            if len(reading.fingerprints) >= MOST_FINGERPRINTS:
                raise ValueError("too many fingerprints")
            reading.fingerprints.append(pair)
    elif name == "ice-ufrag":
        reading.ufrag = reading.ufrag or value
    elif name == "setup":
        reading.setup = reading.setup or value
    elif name == "group" and value.startswith("BUNDLE"):
        reading.bundle = value.split()[1:]
    elif reading.sections:
        _section_attribute(reading.sections[-1], name, value)


def _section_attribute(section: Section, name: str, value: str) -> None:
    if name in DIRECTIONS:
        section.direction = name
    elif name == "mid":
        section.mid = value
    elif name == "rtcp-mux":
        section.muxed = True
    elif name == "extmap":
        number, uri = value.split()[:2]
        if uri in (AUDIO_LEVEL, MEDIA_ID):
            section.extensions[uri] = int(number.partition("/")[0])
    elif name == "rtpmap":
        _rtpmap(section, value)
    elif name == "fmtp":
        _fmtp(section, value)
    elif name == "ssrc-group" and value.startswith("FID"):
        section.companions.update(int(one) for one in value.split()[2:])
    elif name == "ssrc":
        _ssrc(section, int(value.split(maxsplit=1)[0]))


def _rtpmap(section: Section, value: str) -> None:
    number, described = value.split()[:2]
    name, clock = described.split("/")[:2]
    known = _NAMES.get(name.lower())
    if known is not None and int(clock) == _CLOCKS[name.lower()]:
        if len(section.formats) >= MOST_FORMATS:
            raise ValueError("too many formats in one section")
        section.formats.append(Format(_payload_type(number), known))


def _payload_type(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 127 or 64 <= number <= 95:  # these would look like RTCP (RFC 5761)
        raise ValueError(text)
    return number


def _fmtp(section: Section, value: str) -> None:
    number, _, given = value.partition(" ")
    payload_type = _payload_type(number)
    if payload_type in section.described:
        return  # the first counts
    section.described.add(payload_type)
    pairs = (part.strip().partition("=") for part in given.split(";"))
    parameters = {key: text for key, _, text in pairs}
    if "apt" in parameters:
        section.rtx[int(parameters["apt"])] = payload_type
    for one in section.formats:
        if one.payload_type == payload_type:
            one.parameters = parameters


def _ssrc(section: Section, ssrc: int) -> None:
    if not 0 < ssrc < 1 << 32:
        raise ValueError(ssrc)
    if ssrc not in section.ssrcs:
        if len(section.ssrcs) >= MOST_SSRCS:
            raise ValueError("too many streams in one section")
        section.ssrcs.append(ssrc)


def _checked(reading: _Reading) -> Offer:
    if not reading.sections:
        raise refuse("no media section", code="no-media")
    if not 4 <= len(reading.ufrag) <= 256:
        raise refuse("an ICE user name of 4 to 256 characters is missing", code="ice")
    if reading.setup not in ("actpass", "active"):
        raise refuse("the DTLS role must be actpass or active: ours is passive", code="dtls")
    usable = [pair for pair in reading.fingerprints if pair[0] in DIGESTS]
    if not usable:
        raise refuse(f"no fingerprint by {', '.join(DIGESTS)}", code="dtls")
    for section in reading.sections:
        _finish(section)
    _check_bundle(reading)
    return Offer(reading.sections, usable, reading.ufrag)


def _finish(section: Section) -> None:
    if section.kind not in tuple(Kind):
        return
    if not section.muxed:
        raise refuse("RTCP must be multiplexed (a=rtcp-mux)", section.line, "rtcp-mux")
    for one in section.formats:
        one.rtx = section.rtx.get(one.payload_type)
    section.formats = [one for one in section.formats if _packets_may_split(one)]
    section.formats.sort(key=_rank)
    section.ssrcs = [one for one in section.ssrcs if one not in section.companions]
    wanted = OPUS if section.kind == Kind.AUDIO else f"{VP8} or {H264} (packetization-mode=1)"
    if not section.formats:
        raise refuse(f"none of the codecs is {wanted}", section.line, "codec")


def _packets_may_split(one: Format) -> bool:
    return one.name != H264 or one.parameters.get("packetization-mode") == "1"


def _rank(one: Format) -> int:
    """Sort the plain profile of H.264 before others; the peer's order stays otherwise."""
    profile = one.parameters.get("profile-level-id", _PLAIN_PROFILE).lower()
    return 1 if one.name == H264 and not profile.startswith(_PLAIN_PROFILE) else 0


def _check_bundle(reading: _Reading) -> None:
    seen: set[str] = set()
    for section in reading.sections:
        if not section.mid or len(section.mid) > LONGEST_ID or section.mid in seen:
            raise refuse("each section has a mid of its own", section.line, "mid")
        seen.add(section.mid)
        if section.mid not in reading.bundle and len(reading.sections) > 1:
            raise refuse("all sections stand in one BUNDLE group", section.line, "bundle")
    if reading.sections[0].kind not in tuple(Kind):
        raise refuse("the first section carries sound or pictures", reading.sections[0].line)
