"""Clips of several tracks: each begins with what can be shown, what was left out is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import av

from tests.harness import films
from video.film import cut
from video.film.matroska import Film, Form
from video.recordings.cuts import strips_of

BEGAN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def made(path: Path, *, key_every: int) -> Path:
    """Write four seconds of a picture."""
    film = Film(path, Form("VP8", 320, 180), BEGAN.timestamp())
    for n, picture in enumerate(films.vp8(120, key_every=key_every)):
        film.add(round(n * 100 / 3), picture, key=n % key_every == 0)
    film.close()
    return path


def test_every_picture_of_a_clip_begins_with_a_key(tmp_path: Path) -> None:
    rare, often = made(tmp_path / "a.webm", key_every=90), made(tmp_path / "b.webm", key_every=20)
    strips = [cut.Strip("VP8", ((path, BEGAN),)) for path in (rare, often)]
    target = tmp_path / "clip.webm"
    found = cut.clip(strips, BEGAN + timedelta(seconds=2.9), BEGAN + timedelta(seconds=4), target)
    assert (found.started_at, found.complete) == (BEGAN, True)  # the first has no key after
    found = cut.clip(strips, BEGAN + timedelta(seconds=3.2), BEGAN + timedelta(seconds=4), target)
    assert found.started_at == BEGAN + timedelta(seconds=2.667)
    with av.open(str(target)) as film:
        first: dict[int, tuple[bool, float]] = {}
        for packet in film.demux():
            if packet.pts is not None:
                first.setdefault(packet.stream.index, (packet.is_keyframe, packet.pts))
    assert first == {0: (True, 333), 1: (True, 0)}


def test_a_track_that_changes_its_codec_is_told_of() -> None:
    def film(track: int, codec: str) -> SimpleNamespace:
        return SimpleNamespace(track_id=track, codec=codec, file="x", started_at=BEGAN)

    strips, changes = strips_of(Path(), [film(1, "VP8"), film(2, "H264"), film(1, "VP8")])
    assert ([len(strip.films) for strip in strips], changes) == ([2, 1], False)
    strips, changes = strips_of(Path(), [film(1, "VP8"), film(1, "H264"), film(1, "VP8")])
    assert ([len(strip.films) for strip in strips], changes) == ([2], True)
