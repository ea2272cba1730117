"""Signs of a page as SVG: the swatches of its key and the marks on its map; pure.

All text that comes from outside is escaped here.
"""

from html import escape

from gis.documents.picture import look
from gis.documents.picture.glyphs import ARROW_HEAD, FRAMES, UNIT, grade_path
from gis.documents.picture.key import Entry


def swatch(entry: Entry, palette: dict[str, str]) -> str:
    """Return the swatch of an entry of the key, 32 by 18 pixels."""
    dash = _dashes(entry.dash)
    if entry.swatch == "area":
        return _svg(
            32, 18,
            f'<rect x="3" y="3" width="26" height="12" fill="{entry.colour}" '
            f'fill-opacity="{entry.opacity}" stroke="{entry.outline or entry.colour}" '
            f'stroke-width="{min(entry.width, 3)}"{dash}/>',
        )  # fmt: skip
    if entry.swatch in ("line", "arrow"):
        path = "M3 9H29" if entry.swatch == "line" else "M3 9H26M21 4L28 9L21 14"
        return _svg(
            32, 18,
            f'<path d="{path}" fill="none" stroke="{entry.colour}" '
            f'stroke-width="{min(entry.width, 5)}"{dash}/>',
        )  # fmt: skip
    if entry.swatch == "point":
        radius = min(8.0, max(3.0, entry.radius))
        return _svg(
            32, 18,
            f'<circle cx="16" cy="9" r="{radius}" fill="{entry.colour}" '
            f'stroke="{palette["paper"]}"/>',
        )  # fmt: skip
    inner = {"thing": _thing, "grade": _grade, "symbol": _symbol}[entry.swatch](entry, palette)
    return _svg(18, 18, inner, box=24)


def sign(entry: Entry, palette: dict[str, str], pixels: int) -> str:
    """Return the mark of an entry on the map: of a kind of things, a symbol, an incident."""
    inner = {"thing": _thing, "grade": _grade, "symbol": _symbol}[entry.swatch](entry, palette)
    return _svg(pixels, pixels, inner, box=24)


def head(colour: str, turn_deg: float, pixels: float) -> str:
    """Return the head of an arrow, turned clockwise from the right."""
    path = f'<path d="{ARROW_HEAD}" fill="{colour}" transform="rotate({turn_deg:.1f} 12 12)"/>'
    return _svg(round(pixels), round(pixels), path, box=24)


def _svg(width: int, height: int, inner: str, *, box: int = 0) -> str:
    view = f' viewBox="0 0 {box} {box}"' if box else ""
    return f'<svg width="{width}" height="{height}"{view} aria-hidden="true">{inner}</svg>'


def _dashes(dash: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(f"{2 * each:g}" for each in dash)}"' if dash else ""


def _letter(letter: str, colour: str, size: int) -> str:
    middle = 'x="12" y="12.5" text-anchor="middle" dominant-baseline="central"'
    return f'<text {middle} font-size="{size}" fill="{colour}">{escape(letter)}</text>'


def _thing(entry: Entry, palette: dict[str, str]) -> str:
    shape = UNIT if entry.group.startswith("unit") else FRAMES["circle"]
    edge = f'stroke="{palette["paper"]}" stroke-width="1.4"'
    return f'<path d="{shape}" fill="{entry.colour}" {edge}/>' + _letter(
        entry.glyph, palette["paper"], 14
    )


def _grade(entry: Entry, palette: dict[str, str]) -> str:
    colour = palette[look.GRADES.get(entry.glyph, "text")]
    edge = f'stroke="{palette["paper"]}" stroke-width="1.5"'
    path = f'<path d="{grade_path(entry.glyph)}" fill="{colour}" {edge}/>'
    return path + _letter(entry.glyph, palette["on-grade"], 10)


def _symbol(entry: Entry, palette: dict[str, str]) -> str:
    frame, glyph = entry.symbol
    line = f'stroke="{entry.colour}" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path d="{frame}" fill="{palette["paper"]}" stroke-width="1.9" {line}/>'
        f'<path d="{glyph}" fill="none" stroke-width="1.7" {line}/>'
    )
