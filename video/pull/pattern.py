"""A test picture: bars, a block that moves and a name, four seconds that come again and again."""

import zlib
from fractions import Fraction
from functools import lru_cache

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from video.pull import h264
from video.pull.piece import VIDEO_RATE, Unit

WIDTH, HEIGHT, PER_SECOND, SECONDS = 640, 360, 15, 4
# Quiet tones: red, orange, yellow and blue belong to alarms and grades.
_BARS = ((206, 212, 218), (150, 160, 170), (98, 146, 142), (84, 112, 132), (134, 124, 158),
         (164, 146, 130), (66, 82, 98))  # fmt: skip
_BLOCK = 40
# One has about 300 KB; a wall shows 16.
MOST_KEPT = 64


@lru_cache(maxsize=MOST_KEPT)
def loop(name: str) -> tuple[Unit, ...]:
    """Return the pictures of one round, the first of each second a key frame; about 0.2 s once.

    Bars are turned by the name, so that two sources are told apart at a glance.
    """
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.time_base = Fraction(1, PER_SECOND)
    encoder.gop_size, encoder.max_b_frames, encoder.thread_count = PER_SECOND, 0, 1
    encoder.options = {"preset": "ultrafast", "tune": "zerolatency", "profile": "baseline",
                       "sc_threshold": "0"}  # fmt: skip
    ground, units = _ground(name), list[Unit]()
    for number in range(PER_SECOND * SECONDS):
        frame = av.VideoFrame.from_ndarray(_drawn(ground, number), format="rgb24")
        frame.pts = number
        for packet in encoder.encode(frame):
            at = len(units) * VIDEO_RATE // PER_SECOND
            units.append(h264.unit_of(h264.split(bytes(packet)), at))
    return tuple(units)


def _ground(name: str) -> NDArray[np.uint8]:
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    wide, turn = WIDTH // len(_BARS) + 1, zlib.crc32(name.encode()) % len(_BARS)
    for place in range(len(_BARS)):
        picture[:, place * wide : (place + 1) * wide] = _BARS[(place + turn) % len(_BARS)]
    picture[HEIGHT - 60 :] = 16
    image = Image.fromarray(picture)
    font = ImageFont.load_default(size=24)
    ImageDraw.Draw(image).text((16, HEIGHT - 44), f"TEST {name}".strip(), (235, 235, 235), font)
    return np.asarray(image)


def _drawn(ground: NDArray[np.uint8], number: int) -> NDArray[np.uint8]:
    picture = ground.copy()
    left = (WIDTH - _BLOCK) * number // (PER_SECOND * SECONDS)
    picture[HEIGHT // 2 - _BLOCK // 2 : HEIGHT // 2 + _BLOCK // 2, left : left + _BLOCK] = 16
    return picture
