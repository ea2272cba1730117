"""Films as they are written: every frame, in its order, on one time line; whole after a kill."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import av
import pytest

from tests.harness import films
from video.engine.codecs import OPUS, VP8
from video.engine.rtp import Packet
from video.film import cut, reading
from video.film.frames import opus_duration
from video.film.matroska import UNDER_WAY
from video.film.reel import Reel

BEGAN = 1_750_000_000.25


def fed(reel: Reel, packets: list[Packet], *, rate: int, every_s: float = 0.1) -> None:
    """Hand packets over as they come, a round each tenth of a second."""
    first = packets[0].timestamp
    for n, packet in enumerate(packets):
        at = ((packet.timestamp - first) & 0xFFFFFFFF) / rate
        now = 100.0 + min(at, 1e6)
        moment = BEGAN + at if n % 64 == 0 or packet.keyframe else None
        reel.take(packet, moment, now, may_open=True)
        reel.tick(now)


def frames_in(path: Path) -> int:
    with av.open(str(path)) as film:
        return sum(1 for _ in film.decode(film.streams[0]))


def written(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.webm"))


def test_every_frame_is_written_whatever_the_order_it_comes_in(tmp_path: Path) -> None:
    pictures = films.vp8(90)
    packets = films.packets_of(pictures)
    Random(1).shuffle(late := packets[10:30])
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, packets[:10] + late + packets[30:], rate=90_000)
    reel.close()
    (path,) = written(tmp_path)
    assert (reel.frames, frames_in(path)) == (90, 90)
    found = reading.read(path)
    assert (found.frames, found.closed, found.width, found.height) == (90, True, 320, 180)
    assert found.started_at == datetime.fromtimestamp(BEGAN, UTC)
    assert abs(found.duration_ms - 3_000) <= 1
    with av.open(str(path)) as film:  # players jump by the index
        assert abs(film.duration - 3_000_000) <= 1_000
        film.seek(2_000_000)
        packet = next(film.demux(film.streams[0]))
        assert packet.is_keyframe
        assert 1_900 <= packet.pts <= 2_000


def test_a_frame_that_lost_a_packet_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    packets = films.packets_of(films.vp8(60))
    lost = next(n for n, one in enumerate(packets) if n > 40 and not one.keyframe)
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, packets[:lost] + packets[lost + 1 :], rate=90_000)
    reel.finish(200.0)
    (path,) = written(tmp_path)
    assert reading.read(path).frames == 59


def test_what_waits_for_a_lost_packet_is_written_when_another_stream_begins(tmp_path: Path) -> None:
    packets = films.packets_of(films.vp8(60))
    lost = next(n for n in range(len(packets) - 8, 0, -1) if not packets[n].keyframe)
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, packets[:lost] + packets[lost + 1 :], rate=90_000)
    assert reel.frames < 59
    reel.begin(VP8)  # another layer, another sender
    (path,) = written(tmp_path)
    assert reading.read(path).frames == reel.frames == 59


def test_a_film_of_gigabytes_is_read_and_finished(tmp_path: Path) -> None:
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, films.packets_of(films.vp8(90)), rate=90_000)
    reel.tick(1e9)
    (path,) = written(tmp_path)
    part = path.rename(path.with_name(path.name + UNDER_WAY))
    with part.open("r+b") as file:  # as sparse as it is large
        head = file.read().rindex(bytes.fromhex("1c53bb6b"))  # the index of clusters
        file.truncate(head)
        file.truncate(3 * 2**30)
    tracemalloc.start()
    assert reading.recover(part, part.stat().st_mtime + 60)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * 2**20
    found = reading.read(path)
    assert (found.frames, found.closed) == (90, True)
    assert frames_in(path) == 90


def test_a_new_film_begins_each_minute_with_a_key_picture(tmp_path: Path) -> None:
    packets = films.packets_of(films.vp8(300, key_every=100))
    # A picture every half second: 150 s in all.
    for packet in packets:
        packet.timestamp = (packet.timestamp - 4_294_900_000) * 15 % 2**32
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, packets[:-1], rate=90_000)
    reel.close()
    found = [reading.read(path) for path in written(tmp_path)]
    assert sum(one.frames for one in found) == 299
    assert len(found) == 2  # key pictures come every 50 s: the first film waits for the one at 100
    assert (found[1].started_at - found[0].started_at).total_seconds() == pytest.approx(100)
    assert all(frames_in(path) for path in written(tmp_path))


def test_sound_that_misses_packets_keeps_its_time_and_a_pause_ends_the_film(tmp_path: Path) -> None:
    sounds = films.sound_of(films.opus(100))
    reel = Reel(tmp_path, "a-audio")
    reel.begin(OPUS)
    later = films.sound_of(films.opus(100), index=80_000, timestamp=5_000 + 48_000 * 20)
    fed(reel, sounds[:50] + sounds[55:] + later, rate=48_000)
    reel.close()
    first, second = (reading.read(path) for path in written(tmp_path))
    assert (first.frames, second.frames) == (100, 100)  # five of silence stand for the lost ones
    assert first.duration_ms == 2_000
    assert (second.started_at - first.started_at).total_seconds() == pytest.approx(20)
    assert len(reading.read(written(tmp_path)[0]).cues) == 2  # a cluster a second, not a packet
    assert opus_duration(films.opus(1)[0]) == 960


def test_a_lost_picture_is_mended_by_a_key_picture_that_is_asked_for(tmp_path: Path) -> None:
    packets = films.packets_of(films.vp8(90))
    deltas = [n for n, one in enumerate(packets) if n > 40 and not one.keyframe]
    stamps = [packets[n].timestamp for n in deltas]
    whole = [stamp for stamp in stamps if stamps.count(stamp) == 1]
    lost = next(n for n in deltas if packets[n].timestamp == whole[0])  # all of a picture
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    asked = []
    for n, packet in enumerate(packets):
        if n != lost:
            reel.take(packet, BEGAN + n / 30, 100 + n / 10, may_open=True)
            asked.append((packet.keyframe, reel.wants_key))
    first = next(n for n, (_, wants) in enumerate(asked) if wants)
    assert lost <= first <= lost + 12  # given up after a second
    mended = next(n for n, (key, wants) in enumerate(asked) if n > first and key and not wants)
    assert all(wants for _, wants in asked[first:mended])
    assert not any(wants for _, wants in asked[mended:])
    reel.close()


@pytest.mark.parametrize("leap_s", [2.0, 2.9, 3_600.0])
def test_timestamps_that_leap_make_neither_films_nor_silence_without_end(
    tmp_path: Path, leap_s: float
) -> None:
    sounds = films.sound_of(films.opus(250))
    reel = Reel(tmp_path, "a-audio")
    reel.begin(OPUS)
    for n, packet in enumerate(sounds):  # to and fro, on and on
        leap = n % 2 * leap_s if n < 125 else n * leap_s
        packet.timestamp = (packet.timestamp + int(leap * 48_000)) % 2**32
        reel.take(packet, BEGAN + n / 50 if n % 64 == 0 else None, 100 + n / 50, may_open=True)
    reel.close()
    found = [reading.read(path) for path in written(tmp_path)]
    assert 1 < len(found) <= 6  # in five seconds
    assert sum(one.frames for one in found) < 250 + 6 * 100
    assert all(abs(one.started_at.timestamp() - BEGAN) < 16 for one in found)
    assert reel.dropped


def test_a_film_whose_writer_was_killed_is_finished_by_another(tmp_path: Path) -> None:
    packets = films.packets_of(films.vp8(90))
    reel = Reel(tmp_path, "a-video")
    reel.begin(VP8)
    fed(reel, packets, rate=90_000)
    (part,) = tmp_path.glob(f"*{UNDER_WAY}")
    now = part.stat().st_mtime + 60
    assert not reading.recover(part, now)  # its writer lives
    reel.give_up()  # what a kill leaves: no index, the lock gone
    torn = part.read_bytes()[:-100]  # and half a cluster
    part.write_bytes(torn)
    assert frames_in(part) > 40  # plays as it is
    assert reading.recover(part, now)
    (path,) = written(tmp_path)
    found = reading.read(path)
    assert found.closed
    assert 30 <= found.frames < 90
    assert frames_in(path) == found.frames
    assert len(cut.picture(path, 500, 160)) > 1_000
