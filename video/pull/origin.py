"""Where pictures come from: a camera, a film, the test picture; all give pictures as they are due.

Each is opened once and ends: who wants to go on opens it again.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import av

from video.pull import h264, h265, pattern
from video.pull.assembly import Assembly, Form
from video.pull.piece import AUDIO_RATE, VIDEO_RATE, Piece, Unit, Unwrapped
from video.pull.rtsp.client import Camera, CameraError
from video.pull.rtsp.description import Track
from video.pull.sound import G711, PASSED, can_hear

FORMS: dict[str, Form] = {form.name: form for form in (h264.FORM, h265.FORM)}
# What a film's codec is called in an SDP, and what makes a byte stream of it.
_FILMS = {
    "h264": ("H264", "h264_mp4toannexb"), "hevc": ("H265", "hevc_mp4toannexb"),
    "vp8": ("VP8", None), "vp9": ("VP9", None),
}  # fmt: skip
# What an upload may be, opened by nothing else: other demuxers follow names of files within a text.
_DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"
# Films are read a little ahead, one hop to a thread for so many pictures.
AHEAD = 16


@dataclass(frozen=True, slots=True)
class Origin:
    """An open origin: its codec, the SPS and PPS it told ahead, the sound it gives, its items."""

    codec: str
    sets: tuple[bytes, ...]
    sound: str | None
    items: Callable[[], AsyncGenerator[Unit | Piece, None]]


def opened(url: str) -> AbstractAsyncContextManager[Origin]:
    """Open `rtsp://…`, `rtsps://…` (with `#sound` to hear it), `file:/…` or `test-pattern:…`.

    Raises `CameraError`.
    """
    parts = urlsplit(url)
    if parts.scheme in ("rtsp", "rtsps"):
        return _camera(parts._replace(fragment="").geturl(), sound=parts.fragment == "sound")
    if parts.scheme == "file":
        return _film(Path(unquote(parts.path)))
    if parts.scheme == "test-pattern":
        return _pattern(parts.path)
    raise CameraError("scheme", f"{parts.scheme or 'this'} is no address of pictures")


@asynccontextmanager
async def _camera(url: str, *, sound: bool) -> AsyncIterator[Origin]:
    async with Camera(url) as camera:
        tracks = await camera.tracks()
        picture = next((each for each in tracks if each.codec in FORMS), None)
        if picture is None:
            offered = ", ".join(each.codec or "?" for each in tracks) or "nothing"
            raise CameraError("no-picture", f"neither H.264 nor H.265 but {offered}"[:200])
        heard = next((each for each in tracks if each.kind == "audio" and can_hear(each)), None)
        wanted = [picture, heard] if sound and heard else [picture]
        await camera.play(wanted)
        told = wanted[1].codec if len(wanted) > 1 else None
        yield Origin(
            picture.codec, picture.sets, told, lambda: _received(camera, picture, wanted[1:])
        )


async def _received(
    camera: Camera, picture: Track, heard: list[Track]
) -> AsyncGenerator[Unit | Piece, None]:
    assembly, clock = Assembly(FORMS[picture.codec]), Unwrapped()
    voice = _voice(heard[0]) if heard else None
    async for packet in camera.packets():
        if packet.track is picture:
            for unit in assembly.take(
                packet.payload, packet.sequence, packet.timestamp, marker=packet.marker
            ):
                yield Unit(unit.nals, clock.of(unit.timestamp), unit.key)
        elif voice is not None:
            for piece in voice(packet.payload, packet.timestamp):
                yield piece


def _voice(track: Track) -> Callable[[bytes, int], list[Piece]]:
    if track.codec == PASSED:
        clock = Unwrapped()
        return lambda payload, at: [Piece("audio", payload, clock.of(at), marker=False)]
    recoder = G711(track.codec)
    return lambda payload, _: recoder.encoded(payload)


@asynccontextmanager
async def _pattern(name: str) -> AsyncIterator[Origin]:
    units = await asyncio.to_thread(pattern.loop, name)
    yield Origin("H264", (), None, lambda: _paced(lambda: iter([list(units)])))


@asynccontextmanager
async def _film(path: Path) -> AsyncIterator[Origin]:
    try:
        options = {"format_whitelist": _DEMUXERS}
        container = await asyncio.to_thread(av.open, str(path), options=options)
    except (av.FFmpegError, OSError) as error:
        raise CameraError("no-film", "the file is no film that can be read") from error
    with container:
        stream = next(iter(container.streams.video), None)
        named = _FILMS.get(stream.codec_context.name) if stream else None
        if stream is None or named is None:
            raise CameraError("no-picture", "the film has no picture that can be shown")
        codec, filtered = named
        yield Origin(codec, (), None, lambda: _paced(lambda: _read(container, stream, filtered)))


def _read(
    container: av.container.InputContainer, stream: av.VideoStream, filtered: str | None
) -> Iterator[list[Unit]]:
    """Give the pictures of a film in the order they are decoded, some at a time."""
    cut = av.BitStreamFilterContext(filtered, stream) if filtered else None
    batch: list[Unit] = []
    for raw in container.demux(stream):
        for packet in cut.filter(raw) if cut and raw.size else [raw]:
            if packet.size and packet.pts is not None and packet.time_base is not None:
                at = round(packet.pts * packet.time_base * VIDEO_RATE)
                data = bytes(packet)
                nals = h264.split(data) if filtered else [data]
                batch.append(Unit(tuple(nals), at, packet.is_keyframe))
        if len(batch) >= AHEAD:
            yield batch
            batch = []
    if batch:
        yield batch


async def _paced(batches: Callable[[], Iterator[list[Unit]]]) -> AsyncGenerator[Unit | Piece, None]:
    """Give pictures when they are due by their timestamps, the first at once."""
    began = time.monotonic()
    first: int | None = None
    reading = batches()
    while (batch := await asyncio.to_thread(next, reading, None)) is not None:
        for unit in batch:
            first = unit.timestamp if first is None else first
            due = began + (unit.timestamp - first) / VIDEO_RATE
            await asyncio.sleep(max(due - time.monotonic(), 0))
            yield unit


def rate_of(piece: Piece) -> int:
    """Return how many ticks of a piece's timestamp are a second."""
    return VIDEO_RATE if piece.kind == "video" else AUDIO_RATE
