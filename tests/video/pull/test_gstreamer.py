"""Pictures and sound of a camera as they are: the RTSP server of GStreamer."""

import asyncio
from contextlib import aclosing
from itertools import pairwise

import pytest

from tests.harness.gstreamer import gst_camera, has_gstreamer
from video.pull.piece import Picture, Piece
from video.pull.rtsp.client import CameraError
from video.pull.still import still
from video.pull.stream import pull

SOURCE = (
    "videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=25/1 ! "
)
H264 = f"( {SOURCE} x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 "
PLAIN = H264 + "! rtph264pay name=pay0 pt=96 )"
AHEAD = (
    f"( {SOURCE} x264enc bframes=2 b-adapt=false key-int-max=25 ! video/x-h264,profile=main "
    "! rtph264pay name=pay0 pt=96 )"
)
SOUND = (
    H264 + "! rtph264pay name=pay0 pt=96 audiotestsrc is-live=true ! audioconvert "
    "! audioresample ! audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay name=pay1 pt=8 )"
)


pytestmark = pytest.mark.skipif(
    not has_gstreamer(), reason="needs gir1.2-gst-rtsp-server-1.0 and gstreamer1.0-plugins-ugly"
)


async def some(url: str, count: int) -> tuple[list[Piece], list[Picture | CameraError]]:
    found, told = list[Piece](), list[Picture | CameraError]()
    async with asyncio.timeout(30), aclosing(pull(url, told.append)) as pieces:
        async for piece in pieces:
            found.append(piece)
            if sum(each.marker for each in found) == count:
                break
    return found, told


async def test_h264_passes_and_a_password_is_asked_for() -> None:
    async with gst_camera(PLAIN, "viewer", "secret") as url:
        found, told = await some(url, 40)
        assert told == [Picture("H264", 640, 360)]
        assert found[0].key
        times = [piece.timestamp for piece in found if piece.marker]
        assert times == sorted(times)
        assert all(len(piece.payload) <= 1200 for piece in found)
        with pytest.raises(CameraError, match="401"):
            await still(url.replace("secret", "wrong"), 640)
        made = await still(url, 320)
        assert (made.width, made.picture.transcoded) == (320, None)


async def test_pictures_that_look_ahead_are_encoded_anew() -> None:
    async with gst_camera(AHEAD) as url:
        found, told = await some(url, 30)
        assert isinstance(told[-1], Picture)
        assert told[-1].transcoded == "b-frames"
        last = [piece.timestamp for piece in found if piece.marker][-10:]
        assert last == sorted(last)


async def test_sound_of_a_camera_comes_as_opus() -> None:
    async with gst_camera(SOUND) as url:
        found, told = await some(f"{url}#sound", 50)
        sound = [piece for piece in found if piece.kind == "audio"]
        assert len(sound) > 20
        assert {b.timestamp - a.timestamp for a, b in pairwise(sound)} == {960}
        assert told[0] == Picture("H264", 640, 360, sound="PCMA")
        silent, _ = await some(url, 20)
        assert {piece.kind for piece in silent} == {"video"}
