"""Films as sources: passed on where browsers take them, else encoded anew; two at a time."""

import asyncio
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import av
import numpy as np
import pytest

from video.pull import recode
from video.pull.piece import Picture, Piece
from video.pull.rtsp.client import CameraError
from video.pull.still import still
from video.pull.stream import pull

Told = list[Picture | CameraError]
QUIET = {"x265-params": "log-level=none"}


def film(path: Path, codec: str, **options: str) -> str:
    """Write a second of film; return its address."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(25):
            drawn = np.full((240, 320, 3), 60, np.uint8)
            drawn[number * 6 : number * 6 + 60, number * 8 : number * 8 + 60] = 220
            container.mux(stream.encode(av.VideoFrame.from_ndarray(drawn, format="rgb24")))
        container.mux(stream.encode(None))
    return path.as_uri()


async def shown(url: str, count: int, told: Told, *, seconds: float = 20) -> list[Piece]:
    found = list[Piece]()
    async with asyncio.timeout(seconds), aclosing(pull(url, told.append)) as pieces:
        async for piece in pieces:
            found.append(piece)
            if sum(each.marker for each in found) == count:
                break
    return found


@pytest.mark.parametrize(
    ("name", "codec", "options", "picture"),
    [
        ("a.mp4", "libx264", {"bf": "0"}, Picture("H264", 320, 240)),
        ("b.mp4", "libx264", {"bf": "2", "g": "8"}, Picture("H264", 320, 240, "b-frames")),
        (
            "c.mp4",
            "libx265",
            {"x265-params": "log-level=none"},
            Picture("H265", None, None, "h265"),
        ),
        ("d.mkv", "libx264", {"bf": "0"}, Picture("H264", 320, 240)),
        ("e.mov", "libx264", {"bf": "0"}, Picture("H264", 320, 240)),
        ("d.webm", "libvpx", {"deadline": "realtime"}, Picture("VP8", None, None, "codec")),
    ],
)
async def test_a_film_plays_round_and_round(
    tmp_path: Path, name: str, codec: str, options: dict[str, str], picture: Picture
) -> None:
    url = film(tmp_path / name, codec, **options)
    told: Told = []
    found = await shown(url, 30, told)
    assert told[-1] == picture
    assert not [each for each in told if isinstance(each, CameraError)]
    last = [piece.timestamp for piece in found if piece.marker]
    assert last[-5:] == sorted(last[-5:])
    made = await still(url, 160)
    assert (made.width, made.height, made.picture.transcoded) == (160, 120, picture.transcoded)


async def test_no_more_are_encoded_anew_than_one_process_bears(tmp_path: Path) -> None:
    url = film(tmp_path / "e.webm", "libvpx", deadline="realtime")
    async with AsyncExitStack() as taken:
        for _ in range(recode.MOST_AT_ONCE):
            await taken.enter_async_context(recode.place())
        told: Told = []
        with pytest.raises(TimeoutError):
            await shown(url, 1, told, seconds=0.5)
        assert [each.reason for each in told if isinstance(each, CameraError)] == [
            "too-many-recoded"
        ]


async def test_what_is_no_film_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"no film")
    # A list of films would open whatever lies beside it by its name.
    film(tmp_path / "other.mp4", "libx264", bf="0")
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile other.mp4\n")
    for path in (tmp_path / "x.mp4", tmp_path / "gone.mp4", tmp_path / "list.mp4"):
        with pytest.raises(CameraError) as caught:
            await still(path.as_uri(), 640)
        assert caught.value.reason == "no-film"
