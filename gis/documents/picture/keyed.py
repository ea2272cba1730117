"""Draws the key of a map: swatch, label, note, in one or more columns."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.transforms import Affine2D

from gis.documents.picture import look
from gis.documents.picture.glyphs import FRAMES, UNIT, grade_path
from gis.documents.picture.key import Entry, entries
from gis.documents.picture.paths import sign
from gis.documents.picture.sheet import MM_PER_POINT, POINTS_PER_PIXEL, Sheet

LABEL, NOTE, HEADING, TITLE = 7.4, 6.2, 6.6, 9.0
SWATCH_MM = 8.0
# A long key is written smaller as long as it can be read, then in one more column.
FITS = ((1.0, 0), (0.9, 0), (0.8, 0), (0.72, 0), (0.8, 1), (0.72, 1))
_MM_PER_PIXEL = POINTS_PER_PIXEL * MM_PER_POINT


class DrawnKey:
    """The key on its part of the paper."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        part, grown = sheet.layout.key, sheet.layout.grown
        self._inset = 3.0 * grown
        self._split(0)
        self._left, self._top = part.left + self._inset, part.top + self._inset
        self._bottom = part.top + part.height - self._inset
        self._column = 0
        self._y = self._top
        self._size = 1.0
        self.labels: list[str] = []

    def draw(self) -> None:
        """Draw it all; what finds no room is counted."""
        sheet = self._sheet
        sheet.box(
            sheet.layout.key, facecolor="none", edgecolor=sheet.palette["line"], linewidth=0.6
        )
        sheet.text(sheet.content.words["key"], self._left, self._top, TITLE, bold=True)
        self._y += sheet.line_mm(TITLE) + 1.0
        self._top = self._y
        found = entries(sheet.content)
        for size, more in FITS:
            self._size = size
            self._split(more)
            if self._fits(found):
                break
        for number, entry in enumerate(found):
            if not self._room(entry, found[number + 1 : number + 2]):
                self._rest(found[number:])
                return
            self._entry(entry)

    def _split(self, more: int) -> None:
        """Take so many columns more than the paper has."""
        self._columns = self._sheet.layout.key_columns + more
        room = self._sheet.layout.key.width - self._inset
        self._width = room / self._columns - self._inset

    def _fits(self, found: list[Entry]) -> bool:
        """Say whether everything finds room."""
        place = (self._left, self._y, self._column)
        fits = True
        for number, entry in enumerate(found):
            if not self._room(entry, found[number + 1 : number + 2]):
                fits = False
                break
            self._y += self._height(entry)
        self._left, self._y, self._column = place
        return fits

    def _lines(self, entry: Entry) -> tuple[list[str], list[str]]:
        room = self._width - self._indent(entry)
        size = (HEADING if entry.heading else LABEL) * self._size
        label = self._sheet.wrapped(entry.label, room, size, 2)
        note = self._sheet.wrapped(entry.note, room, NOTE * self._size, 2) if entry.note else []
        return label, note

    def _indent(self, entry: Entry) -> float:
        if entry.heading or (entry.swatch == "none" and not entry.inner):
            return 0.0
        return (SWATCH_MM + 2.0) * self._scale

    @property
    def _scale(self) -> float:
        return self._sheet.layout.grown * self._size

    def _height(self, entry: Entry) -> float:
        label, note = self._lines(entry)
        size = HEADING if entry.heading else LABEL
        lines = len(label) * self._sheet.line_mm(size) + len(note) * self._sheet.line_mm(NOTE)
        return lines * self._size + (2.6 if entry.heading else 1.1) * self._scale

    def _room(self, entry: Entry, following: list[Entry]) -> bool:
        """Go on to the next column where this one ends; say False where there is none."""
        need = self._height(entry)
        if entry.heading and following:
            need += self._height(following[0])
        last = self._column == self._columns - 1
        spare = self._sheet.line_mm(NOTE) if last else 0.0
        if self._y + need <= self._bottom - spare:
            return True
        if last:
            return False
        self._column += 1
        self._left += self._width + self._inset
        self._y = self._top
        return True

    def _rest(self, left_out: list[Entry]) -> None:
        many = sum(not each.heading for each in left_out)
        words = self._sheet.content.words["more"].format(n=many)
        top = self._bottom - self._sheet.line_mm(NOTE)
        self._sheet.text(words, self._left, top, NOTE, color=self._sheet.palette["muted"])

    def _entry(self, entry: Entry) -> None:
        sheet, indent = self._sheet, self._indent(entry)
        label, note = self._lines(entry)
        self.labels.append(entry.label)
        muted = sheet.palette["muted"]
        size = HEADING if entry.heading else LABEL
        if entry.heading and self._y > self._top:
            self._y += 1.5 * self._scale
        middle = self._y + sheet.line_mm(LABEL) * self._size * 0.46
        colour = muted if entry.heading else sheet.palette["text"]
        written = [(line, size, colour) for line in label] + [(line, NOTE, muted) for line in note]
        for line, points, ink in written:
            sheet.text(line, self._left + indent, self._y, points * self._size, color=ink)
            self._y += sheet.line_mm(points) * self._size
        self._y += 1.1 * self._scale
        if entry.swatch != "none":
            self._swatch(entry, self._left + SWATCH_MM * self._scale / 2, middle)

    def _swatch(self, entry: Entry, x: float, y: float) -> None:
        for patch in swatch(entry, self._sheet.palette, self._scale):
            patch.set_transform(
                Artist.get_transform(patch)  # its own place in the swatch, without its shape's
                + Affine2D().scale(1, -1).translate(x, y)
                + self._sheet.ground.transData
            )
            patch.set_zorder(4)
            self._sheet.ground.add_artist(patch)
        letter = entry.glyph if entry.swatch in ("thing", "grade") else ""
        if letter:
            size = (6.6 if entry.swatch == "thing" else 5.0) * self._size
            placed = {"va": "center_baseline", "ha": "center", "zorder": 6}
            colour = self._sheet.palette["on-grade" if entry.swatch == "grade" else "paper"]
            self._sheet.text(letter, x, y, size, color=colour, **placed)
        if entry.swatch == "letters":
            self._sheet.text("文A", x, y, 6, color=entry.colour, va="center_baseline", ha="center")


def swatch(entry: Entry, palette: dict[str, str], grown: float) -> list[Any]:
    """Return the patches of a swatch in mm round zero, y upwards."""
    half = SWATCH_MM * grown / 2
    pen = POINTS_PER_PIXEL * grown
    line = {"linewidth": entry.width * pen, "edgecolor": entry.colour, "facecolor": "none"}
    style = _dashes(entry.dash)
    if entry.swatch == "area":
        high = half * 0.42
        corner, size = (-half * 0.85, -high), (half * 1.7, high * 2)
        rim_colour = entry.outline or entry.colour
        fill = Rectangle(corner, *size, facecolor=entry.colour, alpha=entry.opacity, linewidth=0)
        rim = Rectangle(
            corner,
            *size,
            facecolor="none",
            edgecolor=rim_colour,
            linewidth=entry.width * pen,
            **style,
        )
        return [fill, rim]
    if entry.swatch in ("line", "arrow"):
        path = sign("M4 12H20" if entry.swatch == "line" else "M4 12H17M13.5 7.5L20 12L13.5 16.5")
        return [_scaled(PathPatch(path, **line, **style), half / 9)]
    if entry.swatch == "point":
        radius = max(entry.radius, 2.5) * _MM_PER_PIXEL * grown
        edge = {"edgecolor": palette["paper"], "linewidth": 0.5}
        return [Circle((0, 0), radius, facecolor=entry.colour, alpha=entry.opacity, **edge)]
    scale = 4.6 * grown / 24
    if entry.swatch == "thing":
        shape = UNIT if entry.group.startswith("unit") else FRAMES["circle"]
        return [_scaled(PathPatch(sign(shape), facecolor=entry.colour, linewidth=0), scale)]
    if entry.swatch == "grade":
        return [_scaled(each, scale * 1.15) for each in grade_mark(entry.glyph, palette, grown)]
    return [_scaled(each, scale) for each in symbol(entry.symbol, entry.colour, palette, pen)]


def _dashes(dash: tuple[float, ...]) -> dict[str, Any]:
    return {"linestyle": (0, tuple(max(each, 0.6) for each in dash))} if dash else {}


def _scaled(patch: Any, scale: float) -> Any:
    patch.set_transform(Affine2D().scale(scale))
    return patch


def symbol(
    paths: tuple[str, str], colour: str, palette: dict[str, str], pen: float
) -> list[PathPatch]:
    """Return the patches of a symbol, of its frame and glyph, in its box of 24 round zero."""
    line = {"edgecolor": colour, "capstyle": "round", "joinstyle": "round"}
    frame, glyph = paths
    found = [PathPatch(sign(frame), facecolor=palette["paper"], linewidth=1.2 * pen, **line)]
    if glyph:
        found.append(PathPatch(sign(glyph), facecolor="none", linewidth=1.1 * pen, **line))
    return found


def grade_mark(grade: str, palette: dict[str, str], pen: float) -> list[PathPatch]:
    """Return the patches of an incident's mark, in its box of 24 round zero."""
    colour = palette[look.GRADES.get(grade, "text")]
    edge = {"edgecolor": palette["paper"], "linewidth": 1.0 * pen, "joinstyle": "round"}
    return [PathPatch(sign(grade_path(grade)), facecolor=colour, **edge)]
