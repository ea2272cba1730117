"""Re-encodes pictures: pixels are kept, everything else (place, camera, comments, tails) is not."""

import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from PIL import Image, ImageOps, UnidentifiedImageError

from kernel.files.errors import FileRefused
from kernel.files.kinds import GIF, JPEG, PNG, WEBP, Kind
from kernel.files.store import Draft

# Phones make 12 to 50 megapixels; decoded that is 200 MB at most, two at a time.
MOST_PIXELS = 50_000_000
MOST_SIDE = 20_000
PREVIEW_SIDE = 1_024
QUALITY = 88
PREVIEW_QUALITY = 80
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
_PLAIN_MODES = frozenset({"1", "L", "LA", "RGB", "RGBA"})

_BROKEN = (
    UnidentifiedImageError,
    SyntaxError,
    ValueError,
    EOFError,
    OverflowError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels after turning the picture upright."""

    width: int
    height: int


def re_encode(source: Path, kind: Kind, target: Draft, preview: Draft) -> tuple[Kind, Size]:
    """Write a clean picture and its preview; return what it became.

    Raises `FileRefused` for broken pictures and ones with too many pixels.
    """
    try:
        with Image.open(source, formats=[_FORMATS[kind]]) as opened:
            _check_size(opened.size)
            clean = _upright(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise FileRefused("broken", "The picture is damaged and cannot be read.") from error
    kept = PNG if kind == GIF else kind
    if kept == JPEG:
        clean = _opaque(clean)
    size = Size(*clean.size)
    _save(clean, kept, target)
    _write_preview(clean, preview)
    return kept, size


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS or max(size) > MOST_SIDE:
        raise _too_many_pixels()


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        "pixels",
        f"Pictures may have {MOST_PIXELS // 1_000_000} megapixels, {MOST_SIDE} on a side.",
    )


def _upright(opened: Image.Image) -> Image.Image:
    """Decode the first frame, turn it as its EXIF says, and leave only pixels."""
    opened.load()
    picture: Image.Image = opened
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    elif picture.mode not in _PLAIN_MODES or "transparency" in picture.info:
        see_through = "transparency" in picture.info or picture.mode in ("PA", "RGBa", "La")
        picture = picture.convert("RGBA" if see_through else "RGB")
    with suppress(*_BROKEN):  # a broken EXIF block must not cost us the photo
        ImageOps.exif_transpose(picture, in_place=True)
    picture.info = {}
    return picture


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode in ("LA", "RGBA"):
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _save(picture: Image.Image, kind: Kind, target: Draft) -> None:
    if kind == PNG:
        picture.save(cast(BinaryIO, target), "PNG", compress_level=6)
    else:
        picture.save(cast(BinaryIO, target), _FORMATS[kind], quality=QUALITY)


def _write_preview(picture: Image.Image, target: Draft) -> None:
    """Shrink in place: a copy of a large picture would cost its memory twice."""
    small = _opaque(picture)
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    small.save(cast(BinaryIO, target), "JPEG", quality=PREVIEW_QUALITY, optimize=True)
