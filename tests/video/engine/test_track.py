"""A track and a slot under any order of packets: what goes out is one stream, each packet once."""

from hypothesis import given
from hypothesis import strategies as st

from tests.harness.media import frame, number_of
from video.engine.embedded.offer import Format
from video.engine.embedded.slot import Slot
from video.engine.embedded.track import Track
from video.engine.interface import Kind
from video.engine.ring import KEPT
from video.engine.rtp import Packet


class Wire:
    """The edge of a viewer: keeps what is sent to it."""

    connected = True

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, packet: bytes) -> None:
        self.sent.append(packet)


def slot_of(wire: Wire) -> Slot:
    return Slot(Kind.VIDEO, [Format(96, "VP8", rtx=97)], wire)  # type: ignore[arg-type]


# Each step: which of two sources, how far its counter moves (back, too), keyframe or not.
STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(-40, 60), st.booleans(), st.integers(0, 30)), max_size=80
)


@given(STEPS)
def test_any_order_makes_one_stream(steps: list[tuple[bool, int, bool, int]]) -> None:
    wire, asked = Wire(), [0]
    tracks = [Track("VP8", n + 1, lambda _track: asked.append(1)) for n in range(2)]
    at, slot, now = [60_000, 10], slot_of(wire), 1.0
    shown = False
    slot.head_for(tracks[0], now)
    for number, (which, move, key, other) in enumerate(steps):
        now += 0.01
        at[which] += move
        if other == 7:
            slot.head_for(tracks[not shown], now)
            shown = not shown
        payload = frame(number, key=key, size=4)
        tracks[which].take(
            Packet(0, 96, at[which] & 0xFFFF, at[which] * 3_000 & 0xFFFFFFFF, 1, payload), now
        )
    seen = [int.from_bytes(one[2:4], "big") for one in wire.sent]
    assert len(set(seen)) == len(seen)
    numbers = [number_of(one[16:]) for one in wire.sent]
    assert len(set(numbers)) == len(numbers)
    for sequence, data in zip(seen, list(wire.sent), strict=True):
        before = len(wire.sent)
        if slot.again(sequence, now):  # what can be sent again is what was sent
            assert wire.sent[before][12 + 4 :][:2] == sequence.to_bytes(2, "big")
            assert wire.sent[before][18:] == data[16:]


def test_old_and_foreign_numbers_are_not_sent_again() -> None:
    wire = Wire()
    track, slot = Track("VP8", 1, lambda _track: None), slot_of(wire)
    slot.head_for(track, 0.0)
    for number in range(KEPT + 50):
        payload = frame(number, key=number == 0, size=4)
        track.take(Packet(0, 96, number & 0xFFFF, number * 3_000, 1, payload), number / 30)
    first = int.from_bytes(wire.sent[0][2:4], "big")
    assert not slot.again(first, 0.0)
    assert not slot.again((first - 5) & 0xFFFF, 0.0)
    assert slot.again((first + KEPT) & 0xFFFF, 0.0)
    slot.leave()
    assert not slot.again((first + KEPT) & 0xFFFF, 0.0)
