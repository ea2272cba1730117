"""What is recorded of a track: a writer without room hinders nobody, moments are near our clock."""

import pytest

from tests.harness.media import frame
from video.engine.embedded.tap import Tap
from video.engine.embedded.track import Track
from video.engine.rtcp import SenderReport, ntp_of
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


@pytest.mark.parametrize("away_s", [0.0, 2.0, -2.0, 60.0, -60.0, 1.8e9, -1.8e9])
def test_a_sender_whose_clock_runs_away_is_recorded_when_it_came(away_s: float) -> None:
    track, sink = Track("VP8", 1, lambda _track: None), Full(10)
    tap = Tap(sink, lambda: WALL)
    tap.head_for(track, 5.0)
    track.reported(SenderReport(1, ntp_of(WALL + away_s), 0, 1, 1), 0, 5.0)
    track.take(packet_of(0), 5.0)
    ((_, moment),) = sink.took
    expected = WALL + away_s if abs(away_s) < 5 else WALL
    assert moment == pytest.approx(expected, abs=0.01)


def test_a_timestamp_hours_away_moves_no_film() -> None:
    track, sink = Track("VP8", 1, lambda _track: None), Full(10)
    tap = Tap(sink, lambda: WALL)
    tap.head_for(track, 5.0)
    track.reported(SenderReport(1, ntp_of(WALL), 0, 1, 1), 0, 5.0)
    packet = packet_of(0)
    packet.timestamp = 90_000 * 3_600 * 5
    track.take(packet, 5.0)
    assert [moment for _, moment in sink.took] == [WALL]


def test_a_picture_the_camera_kept_is_of_its_own_moment() -> None:
    track = camera(28)
    sink = Full(100)
    Tap(sink, lambda: WALL).head_for(track, 27 / 30)
    assert sink.took[0][1] == pytest.approx(WALL - 27 / 30)
