"""What is recorded of a track: a writer without room hinders nobody, moments are near our clock."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.harness import films
from tests.harness.media import frame
from video.engine.embedded.tap import Tap
from video.engine.embedded.track import Track
from video.engine.interface import Kind
from video.engine.rtcp import SenderReport, ntp_of
from video.engine.rtp import Packet
from video.film import reading, reel
from video.film.writer import FilmWriter

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


def test_a_key_picture_whose_first_packet_comes_late_is_recorded_from_its_first() -> None:
    track, sink = Track("VP8", 1, lambda _track: None), Full(10)
    Tap(sink, lambda: WALL).head_for(track, 0.9)
    for number in (29, 31, 32, 30, 33):
        track.take(packet_of(number), 1 + number / 30)
    assert [packet.sequence for packet, _ in sink.took] == [30, 31, 32, 33]


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


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[FilmWriter]:
    running = FilmWriter(tmp_path)
    running.start()
    yield running
    running.stop()


def fed(track: Track, packets: list[Packet], begins: float) -> None:
    for n, packet in enumerate(packets):
        track.take(packet, begins + n / 100)


def of_stream(pictures: tuple[bytes, ...], ssrc: int, number: int) -> list[Packet]:
    """Return the packets of another stream, with numbers of its own."""
    packets = films.packets_of(pictures, index=number)
    for packet in packets:
        packet.ssrc = ssrc
    return packets


def films_of(folder: Path) -> list[reading.Contents]:
    found = [reading.read(path) for path in folder.glob("*/*.webm")]
    return sorted(found, key=lambda one: one.width or 0)


def test_another_layer_and_another_sender_go_on_in_films_of_their_own(
    writer: FilmWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reel, "FILM_EVERY_S", 0.0)  # seconds go by in no time here
    small, large = (Track("VP8", n, lambda _track: None) for n in (1, 2))
    tap = Tap(writer.open(uuid4(), uuid4(), Kind.VIDEO), lambda: WALL)
    tap.head_for(small, 1.0)
    fed(small, of_stream(films.vp8(30), 1, 70_000), 1.0)
    tap.head_for(large, 3.0)
    # Until the larger one has a key picture the smaller one is recorded.
    fed(small, of_stream(films.vp8(40), 1, 70_000 + len(films.packets_of(films.vp8(30))))[:5], 3.0)
    pictures = films.vp8(30, size=(640, 360))
    fed(large, of_stream(pictures, 2, 9_000)[1:], 4.0)  # the first packet of the key is lost
    assert tap.track is small
    fed(large, of_stream(pictures, 2, 12_000), 5.0)
    assert tap.track is large
    large.begin_anew(3, 500)  # the page was loaded anew
    assert tap.track is None
    fed(large, of_stream(films.vp8(20, size=(960, 540)), 3, 500), 7.0)
    tap.head_for(None, 9.0)
    tap.sink.end()
    writer.stop()
    assert [(one.width, one.closed) for one in films_of(tmp_path)] == [
        (320, True), (640, True), (960, True),
    ]  # fmt: skip
    assert [one.frames for one in films_of(tmp_path)][1:] == [30, 20]


def test_whom_the_chair_silences_is_not_recorded(writer: FilmWriter, tmp_path: Path) -> None:
    track = Track("opus", 1)
    tap = Tap(writer.open(uuid4(), uuid4(), Kind.AUDIO), lambda: WALL)
    tap.head_for(track, 1.0)
    said, silenced, after = (
        films.sound_of((name.encode() * 40,) * 10, index=n * 10, timestamp=n * 9_600)
        for n, name in enumerate(("said", "hush", "then"))
    )
    fed(track, said, 1.0)
    track.mute(muted=True, now=1.2)
    fed(track, silenced, 1.2)
    track.mute(muted=False, now=1.4)
    fed(track, after, 1.4)
    tap.head_for(None, 2.0)
    tap.sink.end()
    writer.stop()
    (path,) = tmp_path.glob("*/*.webm")
    recorded = path.read_bytes()
    assert (recorded.count(b"said" * 40), recorded.count(b"then" * 40)) == (10, 10)
    assert b"hush" not in recorded
