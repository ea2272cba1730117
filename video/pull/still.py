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
QUALITY = 80
# Pictures looked at after the first, to see whether the stream looks ahead.
LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Still:
    """A JPEG and what its stream is like."""

    jpeg: bytes
    width: int
    height: int
    picture: Picture


async def still(url: str, most_width: int) -> Still:
    """Return a picture of now, at most so many pixels wide. Raises `CameraError`."""
    try:
        async with asyncio.timeout(LONGEST_S), opened(url) as origin:
            unit, ahead = await _first(origin)
            return await asyncio.to_thread(_made, origin, unit, most_width, ahead=ahead)
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


def _made(origin: Origin, unit: Unit, most_width: int, *, ahead: bool) -> Still:
    decoder = recode.decoder_of(origin.codec)
    plain = origin.codec in recode.PLAIN
    packet = av.Packet(unit.nals[0] if plain else h264.joined(unit.nals))
    try:
        frames = [*decoder.decode(packet), *decoder.decode(None)]
    except av.FFmpegError as error:
        raise CameraError("broken", "the picture cannot be decoded") from error
    if not frames:
        raise CameraError("broken", "the picture cannot be decoded")
    image = frames[0].to_image()  # type: ignore[no-untyped-call]
    shape = image.size
    if image.width > most_width:
        size = (most_width, max(image.height * most_width // image.width, 1))
        image = image.resize(size, Image.Resampling.BILINEAR)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=QUALITY)
    reason = AHEAD if ahead else RECODED.get(origin.codec)
    picture = Picture(origin.codec, shape[0], shape[1], reason, origin.sound)
    return Still(data.getvalue(), image.width, image.height, picture)
