"""One picture of an address as a JPEG: for maps, lists and incidents."""

import asyncio
import io
from contextlib import aclosing
from dataclasses import dataclass

import av
from PIL import Image

from video.pull import h264, recode
from video.pull.origin import Origin, opened
from video.pull.piece import Picture, Unit
from video.pull.rtsp.client import CameraError
from video.pull.stream import AHEAD, RECODED

# Cameras send a key frame every 1 to 5 s, some every 10 s.
LONGEST_S = 15.0
# Tried one after the other where a picture may not have more bytes than so many.
QUALITIES = (80, 60, 40, 25)
# Pictures looked at after the first, to see whether the stream looks ahead.
LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Still:
    """A JPEG and what its stream is like."""

    jpeg: bytes
    width: int
    height: int
    picture: Picture


async def still(url: str, most_side: int, most_bytes: int | None = None) -> Still:
    """Return a picture of now, its longer side and its JPEG no larger than said.

    Raises `CameraError`.
    """
    try:
        async with asyncio.timeout(LONGEST_S), opened(url) as origin:
            unit, ahead = await _first(origin)
            image = await asyncio.to_thread(_decoded, origin, unit)
            jpeg, size = await asyncio.to_thread(fitted, image, most_side, most_bytes)
            reason = AHEAD if ahead else RECODED.get(origin.codec)
            picture = Picture(origin.codec, image.width, image.height, reason, origin.sound)
            return Still(jpeg, *size, picture)
    except TimeoutError:
        raise CameraError("silent", f"no picture within {LONGEST_S:g} s") from None


async def _first(origin: Origin) -> tuple[Unit, bool]:
    sets, found, seen = h264.ParameterSets(origin.sets), None, 0
    async with aclosing(origin.items()) as items:
        async for item in items:
            if not isinstance(item, Unit):
                continue
            if found is None and item.key:
                found = sets.before(item) if origin.codec == "H264" else item
            elif found is not None:
                seen += 1
                if origin.codec == "H264" and h264.has_b_slices(item):
                    return found, True
            if found is not None and (seen >= LOOKED_AT or origin.codec != "H264"):
                return found, False
    if found is None:
        raise CameraError("no-picture", "the pictures ended before one stood alone")
    return found, False


def _decoded(origin: Origin, unit: Unit) -> Image.Image:
    decoder = recode.decoder_of(origin.codec)
    plain = origin.codec in recode.PLAIN
    packet = av.Packet(unit.nals[0] if plain else h264.joined(unit.nals))
    try:
        frames = [*decoder.decode(packet), *decoder.decode(None)]
    except av.FFmpegError as error:
        raise CameraError("broken", "the picture cannot be decoded") from error
    if not frames:
        raise CameraError("broken", "the picture cannot be decoded")
    image: Image.Image = frames[0].to_image()  # type: ignore[no-untyped-call]
    return image


def fitted(
    image: Image.Image, most_side: int, most_bytes: int | None
) -> tuple[bytes, tuple[int, int]]:
    """Return a JPEG and its size: as good as fits, smaller where even the worst does not fit."""
    while True:
        share = min(1.0, most_side / max(image.size))
        size = (max(round(image.width * share), 1), max(round(image.height * share), 1))
        small = image if share == 1.0 else image.resize(size, Image.Resampling.BILINEAR)
        for quality in QUALITIES:
            data = io.BytesIO()
            small.save(data, "JPEG", quality=quality)
            if most_bytes is None or data.tell() <= most_bytes:
                return data.getvalue(), size
        most_side = max(size) // 2
