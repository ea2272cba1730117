"""Frames out of packets that somebody made up: nothing grows, nothing odd gets into a film."""

import tracemalloc

from tests.harness import films
from video.film.frames import MOST_FRAME, Vp8Frames


def test_packets_that_never_end_a_frame_are_not_kept() -> None:
    for first in (b"\x00", b"\x10"):  # in the middle of a frame, at the beginning of one
        frames = Vp8Frames()
        tracemalloc.start()
        frames.take(first + bytes(1_000), 0, 0, marker=False)
        for index in range(1, 3 * MOST_FRAME // 1_000):
            frames.take(b"\x00" + bytes(1_000), index, 0, marker=False)
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert kept < 100_000
        assert most < 1.5 * MOST_FRAME
        first_key = films.vp8(1)[0]
        parts = [first_key[at : at + 1_100] for at in range(0, len(first_key), 1_100)]
        found = []
        for n, part in enumerate(parts):
            head = b"\x10" if n == 0 else b"\x00"
            last = n == len(parts) - 1
            found += frames.take(head + part, 1_000_000 + n, 3_000, marker=last)
        assert [one.data for one in found] == [first_key]
        assert frames.dropped == 1
