"""Who sends: one connection that brings sound and up to two layers of a picture."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from video.engine import rtcp, rtp
from video.engine.codecs import OPUS
from video.engine.embedded.answer import CNAME, Told
from video.engine.embedded.figures import Figures
from video.engine.embedded.offer import AUDIO_LEVEL, MEDIA_ID, Format, Offer, Section, refuse
from video.engine.embedded.peer import Peer
from video.engine.embedded.track import Track
from video.engine.estimate import Estimate
from video.engine.interface import Kind, Layer, Role

# Streams that only their media id tells apart: a browser sends one per section.
MOST_UNKNOWN = 8
LAYERS = (Layer.LARGE, Layer.SMALL)


@dataclass(slots=True)
class _Stream:
    section: Section
    track: Track
    payload_type: int


Heard = Callable[[int], None]
Event = Callable[[], None]


class Publisher:
    """Takes the packets of one peer and sorts them into tracks."""

    def __init__(self, offer: Offer, number: int, role: Role, *, on_level: Heard) -> None:
        self.peer: Peer | None = None
        self.audio: Track | None = None
        self.layers: dict[Layer, Track] = {}
        self.estimate = Estimate(role)
        self.figures: dict[Track, Figures] = {}
        self.on_connected: Event = _nothing
        self.on_gone: Event = _nothing
        self._on_level = on_level
        self._ssrc = secrets.randbits(31) + 1
        self._shift: int | None = None
        self._octets: dict[Track, int] = {}
        self._streams = self._made(offer, number)
        # Of several sizes in one section (simulcast) the first alone is taken.
        self._by_ssrc = {one.section.ssrcs[0]: one for one in self._streams if one.section.ssrcs}
        self._unknown: set[int] = set()
        # Packets too long to go on.
        self.giants = 0
        ids = {uri: n for one in offer.sections for uri, n in one.extensions.items()}
        self._marks = rtp.Marks(level=ids.get(AUDIO_LEVEL), mid=ids.get(MEDIA_ID))

    def _made(self, offer: Offer, number: int) -> list[_Stream]:
        streams: list[_Stream] = []
        sending = [one for one in offer.sections if one.direction in ("sendonly", "sendrecv")]
        for section in sending:
            if section.kind == Kind.AUDIO and self.audio is None:
                chosen = section.formats[0]
                self.audio = track = Track(OPUS, number)
            elif section.kind == Kind.VIDEO and len(self.layers) < len(LAYERS):
                chosen = section.formats[0]
                track = Track(chosen.name, number, self._ask)
                track.ssrc = section.ssrcs[0] if section.ssrcs else 0
                self.layers[LAYERS[len(self.layers)]] = track
            else:
                continue
            streams.append(_Stream(section, track, chosen.payload_type))
        if not streams:
            raise refuse("nothing is sent: a publisher offers sendonly sections", code="direction")
        return streams

    @property
    def tracks(self) -> list[Track]:
        """All tracks, sound first."""
        return [one.track for one in self._streams]

    @property
    def connected(self) -> bool:
        """Whether media can flow."""
        return self.peer is not None and self.peer.connected

    @property
    def heard_at(self) -> float | None:
        """When the peer was heard for certain."""
        return self.peer.heard_at if self.peer is not None else None

    @property
    def allowed_kbps(self) -> int:
        """What it may send."""
        return self.estimate.allowed

    def end(self) -> None:
        """Take it off all slots."""
        for track in self.tracks:
            track.end()

    def told(self, offer: Offer) -> list[Told]:
        """Return what the answer says of each section."""
        taken = {one.section.mid: one for one in self._streams}
        return [
            Told("recvonly", [_plain(section, taken[section.mid].payload_type)])
            if section.mid in taken
            else Told("inactive")
            for section in offer.sections
        ]

    def begin(self) -> None:
        """Tell the publisher at once what it may send: it starts there."""
        self._tell([])
        self.on_connected()

    def gone(self) -> None:
        """Pass the end on."""
        self.on_gone()

    def expects(self, ssrc: int) -> bool:
        """Say whether a stream was offered, or may be one that only its media id tells."""
        if ssrc in self._by_ssrc:
            return True
        if all(one.section.ssrcs for one in self._streams):
            return False
        return ssrc in self._unknown or len(self._unknown) < MOST_UNKNOWN

    def media(self, data: bytes, now: float) -> None:
        """Sort a packet into its track."""
        packet = rtp.read(data, self._marks)
        if packet is None:
            return
        if len(packet.payload) > rtp.MOST_PAYLOAD:
            self.giants += 1
            return
        stream = self._by_ssrc.get(packet.ssrc) or self._recognised(packet, now)
        if stream is None or packet.payload_type != stream.payload_type:
            return
        track = stream.track
        if track.ssrc != packet.ssrc:
            track.begin_anew(packet.ssrc, packet.sequence)
        if track is self.audio:
            self._on_level(packet.level)
        track.take(packet, now)

    def _recognised(self, packet: rtp.Packet, now: float) -> _Stream | None:
        """Find the section of a stream that was not announced: by media id, or the only one."""
        if len(self._unknown) < MOST_UNKNOWN:
            self._unknown.add(packet.ssrc)
        fits = [one for one in self._streams if one.payload_type == packet.payload_type]
        named = [one for one in fits if one.section.mid == packet.mid]
        found = named[0] if named else fits[0] if len(fits) == 1 else None
        if found is None or found.track.live(now):
            return None  # another stream comes there already
        self._by_ssrc = {ssrc: one for ssrc, one in self._by_ssrc.items() if one is not found}
        self._by_ssrc[packet.ssrc] = found
        return found

    def control(self, data: bytes, now: float) -> None:
        """Take the sender's reports: the clock all its tracks share."""
        for message in rtcp.read(data):
            if isinstance(message, rtcp.SenderReport):
                stream = self._by_ssrc.get(message.ssrc)
                if stream is not None:
                    stream.track.reported(message, self._to_our_clock(message.ntp), now)

    def _to_our_clock(self, ntp: int) -> int:
        """Return what makes the publisher's time ours: one figure, so that lips stay in step."""
        if self._shift is None and self.peer is not None:
            self._shift = rtcp.ntp_of(self.peer.wall()) - ntp
        return self._shift or 0

    def repair(self, now: float) -> None:
        """Ask for what is missing, and for keyframes whose time has come."""
        for track in self.tracks:
            if len(track.gaps):
                wanted = track.gaps.due(now)
                if wanted and self.peer is not None:
                    self.peer.send_control(
                        self._report([]) + rtcp.nack(self._ssrc, track.ssrc, wanted)
                    )
            track.remind(now)

    def judge(self, now: float, seconds: float, busy_s: float) -> None:
        """Take stock of the last second and tell the publisher."""
        receptions: list[rtcp.Reception] = []
        missed: list[float] = []
        queue_s = 0.0
        for track in self.tracks:
            octets, before = track.octets, self._octets.get(track, 0)
            self._octets[track] = octets
            block, share = track.reception(now)
            self.figures[track] = Figures(round((octets - before) * 8 / 1000 / seconds), share)
            if not track.first:
                receptions.append(block)
            if octets > before:
                missed.append(share)
                queue_s = max(queue_s, track.delay.judged(now))
        self.estimate.judge(
            received_kbps=sum(one.kbps for one in self.figures.values()),
            loss=max(missed, default=0.0),
            queue_s=queue_s,
            busy_s=busy_s,
        )
        self._tell(receptions)

    def _report(self, receptions: list[rtcp.Reception]) -> bytes:
        return rtcp.receiver_report(self._ssrc, receptions)

    def _tell(self, receptions: list[rtcp.Reception]) -> None:
        if self.peer is None or not self.connected:
            return
        self.peer.send_control(
            self._report(receptions)
            + rtcp.description([self._ssrc], CNAME)
            + rtcp.bitrate(
                self._ssrc,
                self.estimate.allowed * 1000,
                [track.ssrc for track in self.tracks if track.ssrc],
            )
        )

    def _ask(self, track: Track) -> None:
        if self.peer is not None and track.ssrc:
            self.peer.send_control(self._report([]) + rtcp.keyframe_request(self._ssrc, track.ssrc))


def _plain(section: Section, payload_type: int) -> Format:
    """Return the chosen format without RTX: what is sent again comes in the same stream."""
    chosen = next(one for one in section.formats if one.payload_type == payload_type)
    return Format(chosen.payload_type, chosen.name, chosen.parameters)


def _nothing() -> None:
    return
