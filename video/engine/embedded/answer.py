"""The answer to an offer: one bundle, ICE lite, every candidate at once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from video.engine.codecs import AUDIO_CLOCK, OPUS, VIDEO_CLOCK
from video.engine.embedded.offer import AUDIO_LEVEL, MEDIA_ID, Format, Offer, Section

# The clock all streams are told by: ours, whoever they come from.
CNAME = "wanglou"
_HOST_PREFERENCE = 126 << 24
_FEEDBACK = ("nack", "nack pli", "ccm fir", "goog-remb")


@dataclass(frozen=True, slots=True)
class Identity:
    """How the peer finds and knows us."""

    ufrag: str
    password: str
    fingerprint: str
    addresses: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one section of the answer says; `formats` empty = refused."""

    direction: str
    formats: Sequence[Format] = ()
    ssrc: int | None = None
    rtx_ssrc: int | None = None
    stream: str = ""


def write(offer: Offer, told: Sequence[Told], us: Identity) -> str:
    """Write the answer, section by section."""
    taken = [s.mid for s, t in zip(offer.sections, told, strict=True) if t.formats]
    lines = [
        "v=0",
        f"o=- {secrets.randbits(62)} 1 IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        f"a=group:BUNDLE {' '.join(taken)}",
        "a=ice-lite",
        "a=msid-semantic: WMS *",
    ]
    for section, one in zip(offer.sections, told, strict=True):
        lines += _section(section, one, us) if one.formats else _refused(section)
    return "\r\n".join(lines) + "\r\n"


def _refused(section: Section) -> list[str]:
    protocol = (
        "UDP/DTLS/SCTP webrtc-datachannel"
        if section.kind == "application"
        else "UDP/TLS/RTP/SAVPF 0"
    )
    return [f"m={section.kind} 0 {protocol}", "c=IN IP4 0.0.0.0", f"a=mid:{section.mid}"]


def _section(section: Section, told: Told, us: Identity) -> list[str]:
    numbers = [str(n) for one in told.formats for n in (one.payload_type, one.rtx) if n is not None]
    host, port = us.addresses[0]
    family = "IP6" if ":" in host else "IP4"
    lines = [
        f"m={section.kind} {port} UDP/TLS/RTP/SAVPF {' '.join(numbers)}",
        f"c=IN {family} {host}",
        "a=rtcp:9 IN IP4 0.0.0.0",
        *_candidates(us.addresses),
        f"a=ice-ufrag:{us.ufrag}",
        f"a=ice-pwd:{us.password}",
        f"a=fingerprint:sha-256 {us.fingerprint}",
        "a=setup:passive",
        f"a=mid:{section.mid}",
        f"a={told.direction}",
        "a=rtcp-mux",
        "a=rtcp-rsize",
    ]
    if told.direction == "recvonly":
        offered = section.extensions
        lines += [f"a=extmap:{offered[u]} {u}" for u in (AUDIO_LEVEL, MEDIA_ID) if u in offered]
    for one in told.formats:
        lines += _format(one)
    return lines + _streams(told)


def _candidates(addresses: Sequence[tuple[str, int]]) -> list[str]:
    lines = [
        f"a=candidate:{n + 1} 1 udp {_HOST_PREFERENCE | (65_535 - n) << 8 | 255} {host} {port} "
        "typ host"
        for n, (host, port) in enumerate(addresses)
    ]
    return [*lines, "a=end-of-candidates"]


def _format(one: Format) -> list[str]:
    number = one.payload_type
    given = ";".join(f"{k}={v}" if v else k for k, v in one.parameters.items())
    if one.name == OPUS:
        # DTX: who is silent sends next to nothing; FEC: a lost packet is heard from the next one.
        return [
            f"a=rtpmap:{number} opus/{AUDIO_CLOCK}/2",
            f"a=fmtp:{number} minptime=10;useinbandfec=1;usedtx=1",
        ]
    lines = [f"a=rtpmap:{number} {one.name}/{VIDEO_CLOCK}"]
    lines += [f"a=rtcp-fb:{number} {word}" for word in _FEEDBACK]
    if given:
        lines.append(f"a=fmtp:{number} {given}")
    if one.rtx is not None:
        lines += [f"a=rtpmap:{one.rtx} rtx/{VIDEO_CLOCK}", f"a=fmtp:{one.rtx} apt={number}"]
    return lines


def _streams(told: Told) -> list[str]:
    if told.ssrc is None:
        return []
    lines = [f"a=msid:{told.stream} {told.ssrc}"]
    streams = [one for one in (told.ssrc, told.rtx_ssrc) if one is not None]
    if len(streams) > 1:
        lines.append(f"a=ssrc-group:FID {told.ssrc} {told.rtx_ssrc}")
    # Browsers take the stream that is named first for the main one, whatever the group says.
    return [*lines, *(f"a=ssrc:{one} cname:{CNAME}" for one in streams)]
