"""Draws the map itself: base map, layers, drawings, things, the incident."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, ScaledTranslation

from gis.documents.picture import key, look
from gis.documents.picture.content import Content, Layer, within
from gis.documents.picture.glyphs import ARROW_HEAD, FRAMES, UNIT, of_symbol
from gis.documents.picture.keyed import grade_mark, symbol
from gis.documents.picture.papers import MM_PER_INCH
from gis.documents.picture.paths import areas_of, lines_of, points_of, sign
from gis.documents.picture.projection import in_metres, projected, zoom_of
from gis.documents.picture.sheet import POINTS_PER_PIXEL, Sheet

# Order of drawing: areas under lines under points, whatever their layer.
AREA, LINE, POINT, THING, DRAWN, INCIDENT = 10, 14, 18, 22, 28, 34
# With more signs of a kind than this the letter in each says less than its place.
MOST_LETTERED = 150
# Opacity of a drawn area, as on the screens.
FILLED = 0.16
# Nearer than this a road has two edges.
CASED_ZOOM = 11.0
SIGN_PIXELS, MARK_PIXELS = 25.0, 22.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: `width` and `dash` in pixels of the screens."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


class Mapped:
    """The map on its axes.

    `signs` and `chief_signs` (drawn ones, the incident's) are the points that names keep off: an
    array (n, 2) in metres and a radius in pixels of the screens.
    """

    def __init__(self, sheet: Sheet, axes: Any) -> None:
        self.content: Content = sheet.content
        self.palette = sheet.palette
        self.signs: list[tuple[Any, float]] = []
        self.chief_signs: list[tuple[Any, float]] = []
        self._sheet, self._axes = sheet, axes
        self._pen = POINTS_PER_PIXEL * sheet.layout.grown
        width = sheet.layout.map.width / MM_PER_INCH * 96 / sheet.layout.grown
        self.zoom = zoom_of(self.content.box, width)
        west, south, east, north = in_metres(self.content.box)
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_facecolor(self.palette["sea"])

    def base(self) -> None:
        """Draw sea, land, coast, water, borders, roads, railways."""
        colours = self.palette
        coast = Stroke(colours["coast"], 0.8)
        self._area(self.content.base_shapes("pacific-land"), 1, colours["land"], coast)
        land = self.content.base_shapes("land")
        if len(land):
            # The coarse coast must not show through beside the detailed one.
            self._area(np.array([shapely.box(*shapely.total_bounds(land))]), 2, colours["sea"])
        self._area(land, 3, colours["land"], coast)
        self._area(self.content.base_shapes("water"), 4, colours["sea"], coast)
        self._base_line("rivers", 5, Stroke(colours["sea"], 1.8))
        self._base_line("guangdong", 5, Stroke(colours["border"], 0.7, (4, 3)))
        if self.zoom < CASED_ZOOM:
            self._base_line("roads", 7, Stroke(colours["track"], 1.0))
        else:
            self._base_line("roads", 6, Stroke(colours["casing"], 3.6))
            self._base_line("roads", 7, Stroke(colours["road"], 2.4))
        self._base_line("railways", 8, Stroke(colours["rail"], 1.1, (6, 3)))
        self._base_line("districts", 9, Stroke(colours["border"], 0.9, (3, 3)))
        self._base_line("city", 9, Stroke(colours["border"], 1.2, (6, 3)))

    def _base_line(self, name: str, order: int, stroke: Stroke) -> None:
        shapes = within(self.content.base_shapes(name), self.content.box)
        for path in (lines_of(shapes), areas_of(shapes)):
            self._line(path, order, stroke)

    def _area(self, shapes: Any, order: float, colour: str, edge: Stroke | None = None) -> None:
        path = areas_of(within(shapes, self.content.box))
        self._fill(path, order, colour)
        if edge is not None:
            self._line(path, order, edge)

    def _fill(self, path: Path | None, order: float, colour: str, opacity: float = 1.0) -> None:
        if path is not None:
            self._axes.add_patch(
                PathPatch(path, facecolor=colour, alpha=opacity, linewidth=0, zorder=order)
            )

    def _line(self, path: Path | None, order: float, stroke: Stroke) -> None:
        if path is None:
            return
        style = {"linestyle": (0, stroke.dash)} if stroke.dash else {"capstyle": "round"}
        self._axes.add_patch(
            PathPatch(
                path, facecolor="none", edgecolor=stroke.colour, joinstyle="round", zorder=order,
                linewidth=stroke.width * self._pen, alpha=stroke.opacity, **style,
            )
        )  # fmt: skip

    def layers(self) -> None:
        """Draw the layers, the first on top of its kind of geometry."""
        many = len(self.content.layers)
        for number, layer in enumerate(self.content.layers):
            if layer.properties:
                self._layer(layer, (many - number) / (many + 1))

    def _layer(self, layer: Layer, above: float) -> None:
        shapes = within(layer.shapes, self.content.box)
        if not key.classed(layer):
            self._features(shapes, key.ink(layer, self.content.theme), above)
            return
        classes = [look.class_of(layer.style, each) for each in layer.properties]
        for number in dict.fromkeys(classes):
            of_class = shapes[[each == number for each in classes]]
            pen = key.ink(layer, self.content.theme, number, classed=True)
            self._features(of_class, pen, above)

    def _features(self, shapes: Any, pen: key.LayerInk, above: float) -> None:
        area, edge = AREA + 3 * above, Stroke(pen.outline, pen.edge, pen.dash, pen.opacity)
        path = areas_of(shapes)
        self._fill(path, area, pen.colour, pen.fill * pen.opacity)
        self._line(path, area + 0.01, edge)
        line = Stroke(pen.colour, pen.width, pen.dash, pen.opacity)
        self._line(lines_of(shapes), LINE + 3 * above, line)
        corners = points_of(shapes)
        if len(corners):
            self.signs.append((corners, pen.radius))
            self._discs(corners, POINT + 3 * above, pen)

    def _discs(self, corners: Any, order: float, pen: key.LayerInk) -> None:
        self._axes.scatter(
            corners[:, 0], corners[:, 1], s=(2 * pen.radius * self._pen) ** 2, color=pen.colour,
            edgecolors=self.palette["paper"], linewidths=0.6 * self._pen, zorder=order,
            alpha=pen.opacity,
        )  # fmt: skip

    def drawings(self) -> None:
        """Draw what people drew, in their order."""
        for number, drawing in enumerate(self.content.drawings):
            self._drawing(drawing, DRAWN + 3 * number / max(1, len(self.content.drawings)))

    def _drawing(self, drawing: dict[str, Any], order: float) -> None:
        shape = np.array([shapely.geometry.shape(drawing["shape"])])
        colour, style = key.drawing_colour(drawing, self.content.theme), drawing["style"]
        if drawing["kind"] == "point":
            self._sign(drawing, points_of(shape), colour, order)
            return
        path = areas_of(within(shape, self.content.box, 1.0))
        if style["filled"]:
            self._fill(path, order, colour, FILLED)
        dash = (3, 2) if style["dashed"] else ()
        stroke = Stroke(colour, style["width"], dash)
        for outline in (path, lines_of(shape)):
            self._line(outline, order + 0.01, stroke)
        if drawing["kind"] == "arrow":
            self._head(projected(shapely.get_coordinates(shape)), stroke, order)

    def _sign(self, drawing: dict[str, Any], at: Any, colour: str, order: float) -> None:
        code = drawing["symbol"]
        if code is None:
            self._stand([PathPatch(sign(FRAMES["circle"]), facecolor=colour)], at[0], 12, order)
            self.chief_signs.append((at, 7.0))
            return
        pen = self._sheet.layout.grown * 0.9
        self._stand(symbol(of_symbol(code), colour, self.palette, pen), at[0], SIGN_PIXELS, order)
        self.chief_signs.append((at, SIGN_PIXELS / 2))

    def _head(self, corners: Any, stroke: Stroke, order: float) -> None:
        """Draw the head of an arrow at its end, turned along its last piece."""
        across, up = corners[-1] - corners[-2]
        turn = float(np.arctan2(up, across))
        head = sign(ARROW_HEAD).transformed(Affine2D().translate(-9, 0).rotate(turn))
        drawn = PathPatch(head, facecolor=stroke.colour, linewidth=0)
        self._stand([drawn], corners[-1], 14 + 2 * stroke.width, order + 0.02)

    def _stand(self, patches: list[Any], at: Any, pixels: float, order: float) -> None:
        """Draw patches of a box of 24 round zero upright at a point, so many pixels large."""
        figure = self._sheet.figure
        inches = pixels * self._sheet.layout.grown / 96 / 24
        where = ScaledTranslation(float(at[0]), float(at[1]), self._axes.transData)
        for part, patch in enumerate(patches):
            patch.set_transform(Affine2D().scale(inches) + figure.dpi_scale_trans + where)
            patch.set_zorder(order + part / 1_000)
            patch.set_clip_path(self._axes.patch)
            self._axes.add_artist(patch)

    def things(self) -> None:
        """Draw resources and units: discs and rounded squares with a letter of their kind."""
        for number, kind in enumerate(self.content.things):
            items = kind["items"]
            if items:
                corners = projected([item[:2] for item in items])
                self._kind(kind, corners, THING + number / 4)

    def _kind(self, kind: dict[str, Any], corners: Any, order: float) -> None:
        lettered = len(corners) <= MOST_LETTERED
        pixels = 15.0 if lettered else 8.0
        shape = sign(UNIT if kind["what"].startswith("unit") else FRAMES["circle"])
        colour = key.thing_colour(kind["what"], self.content.theme)
        points = (pixels * self._pen) ** 2
        self._axes.add_collection(
            PathCollection(
                [shape.transformed(Affine2D().scale(1 / 24))], sizes=[points], offsets=corners,
                offset_transform=self._axes.transData, transform=IdentityTransform(),
                facecolors=colour, edgecolors=self.palette["paper"], linewidths=0.7 * self._pen,
                zorder=order,
            ),
            autolim=False,
        )  # fmt: skip
        self.signs.append((corners, pixels / 2))
        if lettered:
            letter = key.glyph_of(kind, self.content.language)
            for x, y in corners.tolist():
                self._axes.text(
                    x, y, letter, fontsize=9.2 * self._pen, color=self.palette["paper"],
                    ha="center", va="center_baseline", zorder=order + 0.1, clip_on=True,
                )  # fmt: skip

    def incident(self) -> None:
        """Draw the incident's mark with its numeral."""
        incident = self.content.incident
        if incident is None or not incident["place"]:
            return
        (at,) = projected([(incident["place"]["lon"], incident["place"]["lat"])])
        grade = incident["grade"] or ""
        self._stand(
            grade_mark(grade, self.palette, self._sheet.layout.grown * 1.6),
            at,
            MARK_PIXELS,
            INCIDENT,
        )
        self.chief_signs.append((np.array([at]), MARK_PIXELS / 2))
        if grade:
            self._axes.text(
                at[0], at[1], grade, fontsize=8.5 * self._pen, color=self.palette["on-grade"],
                ha="center", va="center_baseline", zorder=INCIDENT + 1, clip_on=True,
            )  # fmt: skip
