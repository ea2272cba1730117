"""Papers and resolutions of map pictures, and where their parts stand; pure. All lengths in mm."""

from dataclasses import dataclass
from typing import Literal

MM_PER_INCH = 25.4
Paper = Literal["a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait", "16:9"]
Resolution = Literal["draft", "print", "fine"]
# ISO 216; the slide is the 13.33 by 7.5 inches of office programs.
SIZES: dict[str, tuple[float, float]] = {
    "a4-landscape": (297, 210),
    "a4-portrait": (210, 297),
    "a3-landscape": (420, 297),
    "a3-portrait": (297, 420),
    "16:9": (13 * MM_PER_INCH + MM_PER_INCH / 3, 7.5 * MM_PER_INCH),
}
SLIDE = "16:9"
# Dots per inch. A slide's give 1280, 1920 and 3840 pixels; A3 at 300 has 17 million, 70 MB to draw.
_DPI = {"draft": 100, "print": 200, "fine": 300}
_SLIDE_DPI = {"draft": 96, "print": 144, "fine": 288}
MARGIN = 8.0
GAP = 3.0
# Degrees stand in this strip round the map.
FRAME = 4.0


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of the paper: left and top from the upper left corner, width, height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a map stand; `grown` is how much larger than on A4 its letters are."""

    width: float
    height: float
    head: Part
    map: Part
    key: Part
    foot: Part
    key_columns: int
    grown: float


def dpi_of(paper: str, resolution: str) -> int:
    """Return dots per inch."""
    return (_SLIDE_DPI if paper == SLIDE else _DPI)[resolution]


def pixels_of(paper: str, resolution: str) -> tuple[int, int]:
    """Return width and height of a picture in pixels."""
    dpi = dpi_of(paper, resolution)
    width, height = SIZES[paper]
    return round(width / MM_PER_INCH * dpi), round(height / MM_PER_INCH * dpi)


def layout(paper: str) -> Layout:
    """Return where the parts stand: the key beside the map, under it on upright paper."""
    width, height = SIZES[paper]
    grown = 1.2 if min(width, height) > 250 else 1.3 if paper == SLIDE else 1.0
    inner = width - 2 * MARGIN
    head = Part(MARGIN, MARGIN, inner, 14 * grown)
    foot_height = 16.5 * grown if width > height else 19 * grown
    foot = Part(MARGIN, height - MARGIN - foot_height, inner, foot_height)
    top, bottom = head.top + head.height + FRAME, foot.top - GAP - FRAME
    left = MARGIN + FRAME
    if width > height:
        beside = 56 * grown
        map_ = Part(left, top, inner - beside - GAP - 2 * FRAME, bottom - top)
        key = Part(width - MARGIN - beside, top, beside, bottom - top + FRAME)
        return Layout(width, height, head, map_, key, foot, 1, grown)
    under = 62 * grown
    map_ = Part(left, top, inner - 2 * FRAME, bottom - under - GAP - top)
    key = Part(MARGIN, bottom + FRAME - under, inner, under)
    return Layout(width, height, head, map_, key, foot, 3, grown)
