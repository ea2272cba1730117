"""The paper of a map picture: an area counted in millimetres, texts, lines that wrap."""

from typing import Any, cast

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from gis.documents.letters import FAMILY, FONT
from gis.documents.picture import papers
from gis.documents.picture.content import Content
from gis.documents.picture.look import PALETTES

MM_PER_POINT = papers.MM_PER_INCH / 72
# A pixel of the screens (96 to the inch) in points.
POINTS_PER_PIXEL = 0.75
# Chinese text breaks anywhere but before these.
_NEVER_FIRST = "，。、；：！？）》」』”’,.;:!?)"
# What the standard library of fonts misses is drawn by the letters that come with matplotlib.
SETTINGS: Any = {
    "font.family": [FAMILY, "DejaVu Sans"],
    # A title with two dollar signs is no formula.
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "pdf.fonttype": 42,
    "path.simplify_threshold": 0.2,
}


class Sheet:
    """A figure with one area over all of it, in millimetres from the upper left corner."""

    def __init__(self, content: Content) -> None:
        font_manager.fontManager.addfont(FONT)
        order = content.order
        self.content = content
        self.palette = PALETTES[content.theme]
        self.layout = papers.layout(order["paper"])
        resolution = "fine" if content.form == "pdf" else order["resolution"]
        self.dpi = papers.dpi_of(order["paper"], resolution)
        # The exact number of pixels, whatever is lost in rounding.
        size = [each / self.dpi for each in papers.pixels_of(order["paper"], resolution)]
        self.figure = Figure(
            figsize=(size[0], size[1]), dpi=self.dpi, facecolor=self.palette["paper"]
        )
        self.canvas = FigureCanvasAgg(self.figure)
        self.renderer: Any = cast("Any", self.canvas).get_renderer()
        self.ground = self.figure.add_axes((0, 0, 1, 1))
        self.ground.set_xlim(0, self.layout.width)
        self.ground.set_ylim(self.layout.height, 0)
        self.ground.set_axis_off()

    def axes(self, part: papers.Part) -> Any:
        """Return an area of its own at a part of the paper."""
        wide, high = self.layout.width, self.layout.height
        bottom = high - part.top - part.height
        return self.figure.add_axes(
            (part.left / wide, bottom / high, part.width / wide, part.height / high)
        )

    def text(self, words: str, left: float, top: float, size: float, **look: Any) -> Any:
        """Write words: `left` and `top` in mm (the line's upper edge), `size` in points.

        `bold` thickens the letters: the font has one weight.
        """
        usual: dict[str, Any] = {
            "color": self.palette["text"],
            "va": "top",
            "ha": "left",
            "zorder": 5,
        }
        size *= self.layout.grown
        bold = look.pop("bold", False)
        written = self.ground.text(left, top, words, fontsize=size, **(usual | look))
        if bold:
            written.set_path_effects(
                [withStroke(linewidth=size * 0.04, foreground=written.get_color())]
            )
        return written

    def box(self, part: papers.Part, **look: Any) -> None:
        """Draw a rectangle."""
        corner = (part.left, part.top)
        self.ground.add_patch(Rectangle(corner, part.width, part.height, **look))

    def width_mm(self, words: str, size: float) -> float:
        """Return how wide words are, `size` in points before the paper's growth."""
        wide, _ = self.measured(words, size * self.layout.grown)
        return wide / self.dpi * papers.MM_PER_INCH

    def measured(self, words: str, size: float) -> tuple[float, float]:
        """Return width and height of a line in pixels, `size` in points."""
        font = FontProperties(family=SETTINGS["font.family"], size=size)
        wide, high, _ = self.renderer.get_text_width_height_descent(words, font, ismath=False)
        return float(wide), float(high)

    def line_mm(self, size: float) -> float:
        """Return the height of a line of text of a size in points, with its lead."""
        return size * self.layout.grown * MM_PER_POINT * 1.32

    def wrapped(self, words: str, width: float, size: float, most: int) -> list[str]:
        """Return words as at most so many lines of a width in mm; the rest is an ellipsis."""
        lines: list[str] = []
        for paragraph in words.split("\n"):
            lines += self._broken(paragraph, width, size)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width_mm(last + "…", size) > width:
            last = last[:-1]
        return [*lines[: most - 1], last + "…"]

    def _broken(self, words: str, width: float, size: float) -> list[str]:
        lines, line = [], ""
        for piece in _pieces(words):
            if line and self.width_mm((line + piece).rstrip(), size) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
            while self.width_mm(line.rstrip(), size) > width and len(line) > 1:
                fit = next(
                    n for n in range(len(line) - 1, 0, -1)
                    if n == 1 or self.width_mm(line[:n], size) <= width
                )  # fmt: skip
                lines.append(line[:fit])
                line = line[fit:]
        return [*lines, line.rstrip()]

    def save(self, target: Any, form: str, facts: dict[str, str | None]) -> None:
        """Write the file; the same order gives the same bytes."""
        self.figure.savefig(target, format=form, dpi=self.dpi, metadata=facts)


def settings() -> Any:
    """Return the block in which everything is drawn."""
    return rc_context(SETTINGS)


def _pieces(words: str) -> list[str]:
    """Return what a line may break between: words with their space, single Chinese characters."""
    found: list[str] = []
    for letter in words:
        wide = ord(letter) >= 0x2E80
        joins = found and (
            letter in _NEVER_FIRST
            or (not wide and ord(found[-1][-1]) < 0x2E80 and found[-1][-1] != " ")
        )
        if joins or (letter == " " and found):
            found[-1] += letter
        else:
            found.append(letter)
    return found
