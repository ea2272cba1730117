"""Who watches: one connection with fixed slots."""

from collections.abc import Callable
from uuid import UUID

from video.engine import rtcp
from video.engine.embedded.answer import CNAME, Told
from video.engine.embedded.offer import Offer, refuse
from video.engine.embedded.peer import Peer
from video.engine.embedded.slot import Slot
from video.engine.interface import Kind, Layer
from video.engine.thrift import Thrift
from video.engine.voices import SPOKEN

MOST_PICTURES = 25
# What one viewer may have sent again in a second: a tenth of six pictures.
MOST_AGAIN = 400
RECEIVES = ("recvonly", "sendrecv")

Event = Callable[[], None]


class Viewer:
    """The slots of one peer and what it says about them."""

    def __init__(
        self, viewer: UUID, *, follows: bool, own: frozenset[UUID], holder: str = ""
    ) -> None:
        self.id, self.holder = viewer, holder
        # What it must not hear: itself.
        self.own = own | {viewer}
        self.follows = follows
        self.pictures: list[Slot] = []
        self.voices: list[Slot] = []
        self.kbps = 0
        self.thrift = Thrift()
        self.on_connected: Event = _nothing
        self.on_gone: Event = _nothing
        self._peer: Peer | None = None
        self._by_ssrc: dict[int, Slot] = {}
        self._again = MOST_AGAIN
        self._octets = 0

    @property
    def peer(self) -> Peer:
        """The connection."""
        assert self._peer is not None
        return self._peer

    def layer_of(self, slot: Slot) -> Layer:
        """Return the layer a slot is given: what it asks for, unless the way does not bear it."""
        return Layer.SMALL if self.thrift.small else slot.layer

    def slots(self) -> list[Slot]:
        """All slots, pictures first."""
        return [*self.pictures, *self.voices]

    def open(self, offer: Offer, peer: Peer) -> list[Told]:
        """Make a slot for each section; return what the answer says of them. Raises `BadOffer`."""
        self._peer = peer
        told: list[Told] = []
        for section in offer.sections:
            if section.kind not in tuple(Kind):
                told.append(Told("inactive"))
                continue
            if section.direction not in RECEIVES:
                raise refuse("a viewer only receives", section.line, "direction")
            kind = Kind(section.kind)
            chosen = {one.name: one for one in reversed(section.formats)}
            formats = [one for one in section.formats if chosen[one.name] is one]
            slot = Slot(kind, formats, peer)
            row = self.pictures if kind is Kind.VIDEO else self.voices
            row.append(slot)
            rtx = any(one.rtx is not None for one in formats)
            told.append(
                Told(
                    "sendonly",
                    formats,
                    slot.ssrc,
                    slot.rtx_ssrc if rtx else None,
                    # Picture and voice of the first slots are one stream: lips in step.
                    f"slot{len(row) - 1}" if len(row) == 1 else f"{kind}{len(row) - 1}",
                )
            )
        if len(self.pictures) > MOST_PICTURES or len(self.voices) > SPOKEN:
            raise refuse(f"at most {MOST_PICTURES} pictures and {SPOKEN} voices", code="too-many")
        self._by_ssrc = {slot.ssrc: slot for slot in self.slots()}
        return told

    def begin(self) -> None:
        """Pass it on: slots may be filled."""
        self.on_connected()

    def gone(self) -> None:
        """Pass the end on."""
        self.on_gone()

    def expects(self, ssrc: int) -> bool:
        """Refuse: a viewer sends no media."""
        return ssrc < 0

    def media(self, data: bytes, now: float) -> None:
        """Take nothing."""

    def control(self, data: bytes, now: float) -> None:
        """Do what the viewer asks for and note what it says."""
        for message in rtcp.read(data):
            if isinstance(message, rtcp.Lost):
                self._lost(message, now)
            elif isinstance(message, rtcp.KeyframeWanted):
                slot = self._by_ssrc.get(message.ssrc)
                if slot is not None and slot.track is not None:
                    slot.track.want_keyframe(now)
            elif isinstance(message, rtcp.Reception):
                slot = self._by_ssrc.get(message.ssrc)
                if slot is not None:
                    slot.loss = message.lost / 256

    def _lost(self, message: rtcp.Lost, now: float) -> None:
        slot = self._by_ssrc.get(message.ssrc)
        if slot is None:
            return
        for sequence in message.sequences:
            if self._again <= 0:
                return
            if slot.again(sequence, now):
                self._again -= 1

    def report(self, now: float, wall: float, seconds: float) -> None:
        """Take stock of the last second and tell the viewer the time of its streams."""
        self._again = MOST_AGAIN
        octets, self._octets = self.peer.sent_octets - self._octets, self.peer.sent_octets
        self.kbps = round(octets * 8 / 1000 / seconds)
        if not self.peer.connected:
            return
        self.thrift.judge(self.loss())
        flowing = [slot for slot in self.slots() if slot.track is not None and slot.packets]
        reports = b"".join(slot.report(now, wall) for slot in flowing)
        if reports:
            named = rtcp.description([slot.ssrc for slot in flowing], CNAME)
            self.peer.send_control(reports + named)

    def loss(self) -> float:
        """Return the worst loss of a slot that carries something."""
        return max((slot.loss for slot in self.slots() if slot.track is not None), default=0.0)

    def leave(self) -> None:
        """Take all slots off their tracks."""
        for slot in self.slots():
            slot.head_for(None, 0.0)


def _nothing() -> None:
    return
