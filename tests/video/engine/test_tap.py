"""What is recorded of a track: a writer without room hinders nobody, moments are near our clock."""

from tests.harness.media import frame
from video.engine.embedded.tap import Tap
from video.engine.embedded.track import Track
from video.engine.rtp import Packet

WALL = 1_750_000_000.0


class Full:
    """A queue that takes so many things and no more; keeps what it took."""

    wants_key = False

    def __init__(self, most: int) -> None:
        self.room = most
        self.took: list[tuple[Packet, float | None]] = []

    def begin(self, codec: str) -> bool:
        self.room -= 1
        return self.room >= 0

    def put(self, packet: Packet, moment: float | None) -> bool:
        self.room -= 1
        if self.room >= 0:
            self.took.append((packet, moment))
        return self.room >= 0

    def end(self) -> None:
        """Nothing is left to write."""


def camera(packets: int) -> Track:
    """Return the track of a camera, which nobody can ask for keyframes."""
    track = Track("VP8", 1)
    for number in range(packets):
        track.take(packet_of(number), number / 30)
    return track


def packet_of(number: int) -> Packet:
    payload = frame(number, key=number % 30 == 0, size=4)
    return Packet(0x80, 96, number, number * 3_000, 1, payload)


def test_a_camera_joins_while_the_writer_has_no_room_and_is_recorded_once_it_has() -> None:
    track = camera(20)
    for room in range(5):  # refused at the beginning, at the first packet, in the middle
        sink = Full(room)
        tap = Tap(sink, lambda: WALL)
        tap.head_for(track, 0.7)
        assert tap.track is None
        assert not track.slots
        assert len(sink.took) == max(0, room - 1)
        sink.room = 1_000
        tap.head_for(track, 0.7)
        assert tap.track is track
        assert len(sink.took) == max(0, room - 1) + 20
        tap.leave()
