"""One stream to a viewer: a picture or a voice, whichever source it carries at the moment."""

import secrets
from typing import TYPE_CHECKING
from uuid import UUID

from video.engine import rtcp
from video.engine.codecs import AUDIO_CLOCK, VIDEO_CLOCK
from video.engine.embedded.offer import Format
from video.engine.interface import Kind, Layer
from video.engine.rewrite import Joint
from video.engine.rtp import FIRST_BYTE, OWN_HEADER, Packet

if TYPE_CHECKING:
    from video.engine.embedded.peer import Peer
    from video.engine.embedded.track import Track


class Slot:
    """Where packets of a track become packets of this viewer."""

    __slots__ = (
        "_formats",
        "_payload_type",
        "_peer",
        "_rtx_sequence",
        "_rtx_type",
        "ahead",
        "joint",
        "kind",
        "layer",
        "loss",
        "number",
        "octets",
        "packets",
        "rtx_ssrc",
        "source",
        "ssrc",
        "track",
    )

    def __init__(self, kind: Kind, formats: list[Format], peer: "Peer") -> None:
        self.kind = kind
        self.source: UUID | None = None
        self.layer = Layer.SMALL
        # What is shown, and what takes its place at its next keyframe.
        self.track: Track | None = None
        self.ahead: Track | None = None
        self.number = 0
        self.ssrc = _ssrc()
        self.rtx_ssrc = _ssrc()
        self.packets = self.octets = 0
        self.loss = 0.0
        self.joint = Joint(clock=AUDIO_CLOCK if kind is Kind.AUDIO else VIDEO_CLOCK)
        self.joint.last_index = secrets.randbits(15)
        self.joint.last_timestamp = secrets.randbits(31)
        self._formats = {one.name: one for one in formats}
        self._payload_type = 0
        self._rtx_type: int | None = None
        self._rtx_sequence = secrets.randbits(15)
        self._peer = peer

    def carries(self, track: "Track") -> bool:
        """Say whether the viewer takes the codec of a track."""
        return track.codec in self._formats

    def head_for(self, track: "Track | None", now: float) -> None:
        """Show a track from its next keyframe on, a voice at once; None shows nothing."""
        if track is not None and not (self._peer.connected and self.carries(track)):
            track = None
        if track is None:
            self._leave_ahead()
            self.leave()
        elif track is self.track:
            self._leave_ahead()
        elif track is not self.ahead:
            self._leave_ahead()
            self.ahead = track
            track.awaited_by(self, now)

    def begin(self, track: "Track", packet: Packet, now: float) -> None:
        """Show a track from this packet on."""
        self._leave_ahead()
        self.leave()
        self.track = track
        self.number = track.number
        track.slots.append(self)
        chosen = self._formats[track.codec]
        self._payload_type, self._rtx_type = chosen.payload_type, chosen.rtx
        self.joint.join(packet.index, packet.timestamp, now)

    def leave(self) -> None:
        """Show nothing."""
        if self.track is not None:
            self.track.slots.remove(self)
            self.track = None

    def _leave_ahead(self) -> None:
        if self.ahead is not None:
            self.ahead.waiting.remove(self)
            self.ahead = None

    def send(self, packet: Packet, now: float) -> None:
        """Send a packet of the track on."""
        joint, index = self.joint, packet.index
        if index < joint.first:
            return
        self._peer.send(
            OWN_HEADER.pack(
                FIRST_BYTE,
                packet.marker | self._payload_type,
                (index + joint.sequence_shift) & 0xFFFF,
                (packet.timestamp + joint.timestamp_shift) & 0xFFFFFFFF,
                self.ssrc,
                self.number,
            )
            + packet.payload
        )
        joint.sent(index, packet.timestamp, now)
        self.packets += 1
        self.octets += len(packet.payload)

    def again(self, sequence: int, now: float) -> bool:
        """Send a packet the viewer missed once more; False when it is no longer there."""
        index = self.joint.index_of(sequence) if self.track is not None else None
        if self.track is None or index is None:
            return False
        packet = self.track.ring.get(index)
        if packet is None:
            return False
        if self._rtx_type is None:
            self.send(packet, now)
            return True
        self._rtx_sequence = (self._rtx_sequence + 1) & 0xFFFF
        head = OWN_HEADER.pack(
            FIRST_BYTE,
            packet.marker | self._rtx_type,
            self._rtx_sequence,
            (packet.timestamp + self.joint.timestamp_shift) & 0xFFFFFFFF,
            self.rtx_ssrc,
            self.number,
        )
        self._peer.send(head + sequence.to_bytes(2, "big") + packet.payload)
        return True

    def report(self, now: float, wall: float) -> bytes:
        """Return which moment the newest timestamp was at (SR); empty while nothing flows."""
        if self.track is None or not self.packets:
            return b""
        ntp, timestamp = self.track.moment(now, wall)
        return rtcp.sender_report(
            rtcp.SenderReport(
                self.ssrc,
                ntp,
                timestamp + self.joint.timestamp_shift,
                self.packets,
                self.octets,
            )
        )


def _ssrc() -> int:
    return secrets.randbelow((1 << 32) - 1) + 1
