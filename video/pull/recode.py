"""Makes H.264 that every browser shows of what none shows: H.265, pictures that look ahead."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from video.pull import h264
from video.pull.piece import VIDEO_RATE, Unit
from video.pull.rtsp.client import CameraError

# One costs about half a core at 720p and 25 pictures a second: two leave the process to others.
MOST_AT_ONCE = 2
# Walls and popups; larger ones would cost a whole core each.
MOST_HEIGHT = 720
KEY_EVERY = 50
DECODERS = {"H264": "h264", "H265": "hevc", "VP8": "vp8", "VP9": "vp9"}
# 8K: a header of some bytes may ask for more memory than there is.
MOST_PIXELS = 7_680 * 4_320
# Codecs whose pictures stand alone, without NAL units.
PLAIN = frozenset({"VP8", "VP9"})

_under_way = 0


@asynccontextmanager
async def place() -> AsyncIterator[None]:
    """Take one of the places for re-encoding. Raises `CameraError` when all are taken."""
    global _under_way  # noqa: PLW0603 - one count a process, on its one event loop
    if _under_way >= MOST_AT_ONCE:
        raise CameraError(
            "too-many-recoded", f"{MOST_AT_ONCE} pictures are re-encoded already; stop one"
        )
    _under_way += 1
    try:
        yield
    finally:
        _under_way -= 1


class Encoder:
    """H.264 without pictures that look ahead, at most 720 lines."""

    def __init__(self) -> None:
        self._encoder: VideoCodecContext | None = None

    def encoded(self, frame: VideoFrame, timestamp: int) -> list[Unit]:
        """Return the pictures made of a frame."""
        if self._encoder is None:
            self._encoder = _encoder(frame)
        small = frame.reformat(self._encoder.width, self._encoder.height, format="yuv420p")
        small.pts, small.time_base = timestamp, Fraction(1, VIDEO_RATE)
        return [
            h264.unit_of(h264.split(bytes(packet)), packet.pts or 0)
            for packet in self._encoder.encode(small)
        ]


def _encoder(frame: VideoFrame) -> VideoCodecContext:
    made = av.CodecContext.create("libx264", "w")
    assert isinstance(made, VideoCodecContext)
    height = min(frame.height, MOST_HEIGHT)
    made.width, made.height = frame.width * height // frame.height // 2 * 2, height // 2 * 2
    made.pix_fmt, made.time_base = "yuv420p", Fraction(1, VIDEO_RATE)
    made.gop_size, made.max_b_frames, made.thread_count = KEY_EVERY, 0, 1
    made.options = {
        "preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "crf": "26",
        "maxrate": "2000k", "bufsize": "1000k",
    }  # fmt: skip
    return made


def decoder_of(codec: str) -> VideoCodecContext:
    """Return a decoder that refuses pictures larger than any screen."""
    made = av.CodecContext.create(DECODERS[codec], "r")
    assert isinstance(made, VideoCodecContext)
    made.options = {"max_pixels": str(MOST_PIXELS)}
    return made


class Recoder:
    """Decodes and encodes, one picture at a time, aside of the event loop."""

    def __init__(self, codec: str) -> None:
        self._decoder, self._encoder = decoder_of(codec), Encoder()
        self._decoder.thread_count = 1
        self._plain = codec in PLAIN
        self._lock = threading.Lock()

    async def recoded(self, unit: Unit) -> list[Unit]:
        """Return the pictures that are ready by this one, in the order they are shown.

        Raises `CameraError` for one that no decoder of ours makes.
        """
        return await asyncio.to_thread(self._recode, unit)

    def _recode(self, unit: Unit) -> list[Unit]:
        with self._lock:
            packet = av.Packet(unit.nals[0] if self._plain else h264.joined(unit.nals))
            packet.pts = unit.timestamp
            packet.time_base = Fraction(1, VIDEO_RATE)
            found: list[Unit] = []
            try:
                frames = self._decoder.decode(packet)
            except av.InvalidDataError:
                return []
            except av.FFmpegError as error:  # larger than the decoder may make it
                raise CameraError("broken", "the picture cannot be decoded") from error
            for frame in frames:
                found += self._encoder.encoded(frame, frame.pts or unit.timestamp)
            return found
