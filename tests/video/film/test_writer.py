"""The writer beside the loop: whatever one track brings, the others go on."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from uuid import uuid4

import pytest

from tests.harness import films
from video.engine.codecs import H264, OPUS, VP8
from video.engine.interface import Kind
from video.engine.rtp import Packet
from video.film import reading
from video.film.writer import FilmWriter, ReelSink
from video.pull.h264 import packetised, unit_of
from video.pull.piece import Piece

BEGAN = 1_750_000_000.0


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[FilmWriter]:
    running = FilmWriter(tmp_path)
    running.start()
    yield running
    running.stop()


def until(true: Callable[[], bool]) -> None:
    """Wait for the writer's thread."""
    end = monotonic() + 10
    while not true():
        assert monotonic() < end
        sleep(0.01)


def given(sink: ReelSink, packets: list[Packet]) -> None:
    for n, packet in enumerate(packets):
        assert sink.put(packet, BEGAN if n == 0 else None)


def number(value: int) -> str:
    """Return an Exp-Golomb number."""
    binary = f"{value + 1:b}"
    return "0" * (len(binary) - 1) + binary


def sps(wide: int, high: int, *crop: int, more: bytes = b"") -> bytes:
    """Return a parameter set of so many blocks, cropped by so much."""
    bits = number(0) + number(0) + number(2) + number(1) + "0"
    bits += number(wide - 1) + number(high - 1) + "11" + ("1" if crop else "0")
    bits += "".join(number(each) for each in crop) + "01"
    bits += "0" * (-len(bits) % 8)
    body = int(bits, 2).to_bytes(len(bits) // 8, "big")
    assert b"\x00\x00\x03" not in body
    return b"\x67\x42\x00\x1f" + body + more


def pictures(*sets: bytes) -> list[Packet]:
    """Return key pictures, one with each parameter set."""
    pieces: list[Piece] = []
    for n, one in enumerate(sets):
        nals = (one, b"\x68\xce\x3c\x80", b"\x65" + b"i" * 3_000)
        pieces += packetised(unit_of(nals, 3_000 * n))
    return [
        Packet(0x80 * one.marker, 102, n, one.timestamp, 3, one.payload, index=n)
        for n, one in enumerate(pieces)
    ]


ODD = {
    "wider than any screen": sps(2**31, 10),
    "cropped to less than nothing": sps(20, 10, 2_000, 0, 0, 0),
    "longer than a film bears": sps(20, 10, more=b"\x55" * 70_000),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_picture_of_no_size_is_left_out_and_the_next_is_written(
    writer: FilmWriter, tmp_path: Path, odd: bytes
) -> None:
    recording, plain = uuid4(), sps(40, 20)
    sink = writer.open(recording, uuid4(), Kind.VIDEO)
    sink.begin(H264)
    given(sink, pictures(*[odd] * 150, plain, plain))
    until(lambda: writer.stats(recording).frames == 2)
    sink.end()
    until(lambda: bool(list(tmp_path.glob("*/*.mkv"))))
    (path,) = tmp_path.glob("*/*.mkv")
    found = reading.read(path)
    assert (found.frames, found.width, found.height) == (2, 640, 320)


def test_a_track_nothing_can_be_made_of_stops_no_other(writer: FilmWriter, tmp_path: Path) -> None:
    recording = uuid4()
    sound = writer.open(recording, uuid4(), Kind.AUDIO)
    picture = writer.open(recording, uuid4(), Kind.VIDEO)
    sound.begin(OPUS)
    picture.begin(VP8)
    # The engine lets none of these through.
    empty = [Packet(0, 111, n, 0, 2, b"", index=n) for n in range(150)]
    given(sound, [*empty, *films.sound_of(films.opus(10))])
    given(picture, films.packets_of(films.vp8(30)))
    until(lambda: picture.reel.frames == 30)
    assert sound.reel.frames == 0  # nothing until it begins anew
    assert writer.stats(recording).fault is None
    sound.begin(OPUS)
    given(sound, films.sound_of(films.opus(10)))
    until(lambda: writer.stats(recording).frames == 40)
    for sink in (sound, picture):
        sink.end()
    until(lambda: len(list(tmp_path.glob("*/*.webm"))) == 2)


def test_a_film_that_could_not_be_ended_is_a_fault(
    writer: FilmWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = uuid4()
    one, other = (writer.open(recording, uuid4(), Kind.AUDIO) for _ in range(2))
    for sink in (one, other):
        sink.begin(OPUS)
        given(sink, films.sound_of(films.opus(10)))
    until(lambda: writer.stats(recording).frames == 20)

    def full(_now: float) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(one.reel, "finish", full)
    one.end()
    until(lambda: writer.stats(recording).writing == 1)
    assert writer.stats(recording).fault == "disk-full"


def test_a_disk_that_hangs_is_told_before_the_queue_is_full(
    writer: FilmWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording, back = uuid4(), Event()
    sink = writer.open(recording, uuid4(), Kind.AUDIO)
    sounds = films.sound_of(films.opus(20))
    with monkeypatch.context() as hung:
        hung.setattr(sink.reel, "tick", lambda _now: back.wait(20) and False)
        sink.begin(OPUS)
        given(sink, sounds[:10])
        until(lambda: sink.reel.frames == 10)
        given(sink, sounds[10:])
        assert writer.stats(recording).fault is None
        until(lambda: writer.stats(recording).fault == "disk-slow")
    back.set()
    until(lambda: writer.stats(recording).fault is None)
    until(lambda: sink.reel.frames == 20)
