"""Composes a map picture: title, map in its frame of degrees, key, scale, north, credits."""

from pathlib import Path
from typing import Any

import shapely
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.transforms import Affine2D

from gis.documents.picture import names, projection
from gis.documents.picture.content import AREAS
from gis.documents.picture.key import drawing_colour
from gis.documents.picture.keyed import DrawnKey
from gis.documents.picture.mapped import Mapped
from gis.documents.picture.names import Name, Names
from gis.documents.picture.papers import FRAME, SLIDE
from gis.documents.picture.paths import sign
from gis.documents.picture.sheet import Sheet, settings

TITLE, ABOUT, CREDIT, DEGREES, SCALE = 15.0, 8.2, 6.0, 5.8, 6.8
# The plate of scale and north stands so far from the corner of the map, in mm.
INSET = 3.5


class Picture:
    """One map picture; `bar`, `key` and `names` say what stands on it."""

    def __init__(self, content: Any) -> None:
        with settings():
            self._sheet = Sheet(content)
            self._content = content
            self._axes = self._sheet.axes(self._sheet.layout.map)
            self._map = Mapped(self._sheet, self._axes)
            self._draw()

    def _draw(self) -> None:
        self._map.base()
        self._map.layers()
        self._map.drawings()
        self._map.things()
        self._map.incident()
        self._frame()
        self._head()
        self.key = DrawnKey(self._sheet)
        self.key.draw()
        self.names = Names(self._sheet, self._axes)
        self.bar = self._scale()
        self._north()
        self._names()
        self._foot()

    def save(self, target: Path) -> None:
        """Write the file."""
        form, title = self._content.form, self._content.order["title"]
        facts = {"Title": title, "Software" if form == "png" else "Creator": "Wanglou"}
        if form == "pdf":
            facts |= {"CreationDate": None, "ModDate": None, "Producer": "Wanglou"}
        with settings():
            self._sheet.save(target, form, facts)

    def texts(self) -> list[str]:
        """Return every text of the picture, for tests."""
        return [each.get_text() for axes in self._sheet.figure.axes for each in axes.texts]

    def _frame(self) -> None:
        """Draw the map's edge, lines of degrees and their numbers round it."""
        sheet, axes = self._sheet, self._axes
        axes.tick_params(length=0, labelbottom=False, labelleft=False)
        for spine in axes.spines.values():
            spine.set(color=sheet.palette["text"], linewidth=0.8, zorder=50)
        part = sheet.layout.map
        lons, lats = projection.degree_lines(self._content.box)
        look = {"color": sheet.palette["muted"], "linewidth": 0.4, "alpha": 0.35, "zorder": 9.5}
        for lon in lons:
            ((x, _),) = projection.projected([(lon, 0)])
            axes.axvline(x, **look)
            left = part.left + self._share(x, axes.get_xlim()) * part.width
            words = projection.degrees_text(lon, "lon")
            self._degree(words, left, part.top - 0.9, {"ha": "center", "va": "bottom"})
            self._degree(words, left, part.top + part.height + 0.9, {"ha": "center", "va": "top"})
        for lat in lats:
            ((_, y),) = projection.projected([(0, lat)])
            axes.axhline(y, **look)
            top = part.top + (1 - self._share(y, axes.get_ylim())) * part.height
            words = projection.degrees_text(lat, "lat")
            turned = {"va": "center", "rotation": 90, "rotation_mode": "default"}
            self._degree(words, part.left - FRAME / 2, top, turned | {"ha": "center"})
            self._degree(words, part.left + part.width + FRAME / 2, top, turned | {"ha": "center"})

    @staticmethod
    def _share(value: float, limits: tuple[float, float]) -> float:
        return (value - limits[0]) / (limits[1] - limits[0])

    def _degree(self, words: str, left: float, top: float, look: dict[str, Any]) -> None:
        muted = self._sheet.palette["muted"]
        self._sheet.text(words, left, top, DEGREES, color=muted, **look)

    def _head(self) -> None:
        sheet, part, order = self._sheet, self._sheet.layout.head, self._content.order
        room = part.width * 0.78 if order["system"] else part.width
        (title, *_) = sheet.wrapped(order["title"], room, TITLE, 1)
        sheet.text(title, part.left, part.top - 0.6, TITLE, bold=True)
        if order["about"]:
            (about, *_) = sheet.wrapped(order["about"].replace("\n", " "), part.width, ABOUT, 1)
            top = part.top + sheet.line_mm(TITLE)
            sheet.text(about, part.left, top, ABOUT, color=sheet.palette["muted"])
        if order["system"]:
            edge, muted = part.left + part.width, sheet.palette["muted"]
            sheet.text(order["system"], edge, part.top + 0.8, ABOUT, color=muted, ha="right")

    def _scale(self) -> projection.ScaleBar:
        """Draw the scale bar on its plate, in the map's lower left corner."""
        sheet, words = self._sheet, self._content.words
        bar, part = projection.scale_bar(self._content.box), sheet.layout.map
        west, _, east, _ = projection.in_metres(self._content.box)
        width = bar.width_m / (east - west) * part.width
        grown = sheet.layout.grown
        where = words["scale_at"].format(lat=projection.degrees_text(round(bar.lat, 2), "lat"))
        lines = [where]
        if sheet.layout.width and self._content.order["paper"] != SLIDE:
            number = projection.numeric_scale(self._content.box, part.width)
            lines.insert(0, words["scale"].format(n=f"{number:,}"))
        wide = max([width + 10 * grown, *(sheet.width_mm(line, DEGREES) for line in lines)])
        high = (8.5 + 2.9 * len(lines)) * grown
        left, bottom = part.left + INSET, part.top + part.height - INSET
        self._plate(left, bottom - high, wide + 5 * grown, high)
        x, y = left + 2.5 * grown, bottom - high + 5.6 * grown
        self._segments(x, y, width)
        unit = "km" if bar.length_m >= 1_000 else "m"
        for share in (0, 0.5, 1):
            length = bar.length_m * share / (1_000 if unit == "km" else 1)
            told = f"{length:g}" + (f" {unit}" if share == 1 else "")
            look = {"ha": "left" if not share else "center", "va": "bottom"}
            sheet.text(told, x + width * share, y - 0.8 * grown, SCALE, **look)
        for number, line in enumerate(lines):
            top = y + (2.6 + 2.9 * number) * grown
            sheet.text(line, x, top, DEGREES, color=sheet.palette["muted"])
        return bar

    def _segments(self, x: float, y: float, width: float) -> None:
        """Draw four pieces, dark and light in turn."""
        sheet = self._sheet
        for number in range(4):
            colour = sheet.palette["text" if number % 2 == 0 else "paper"]
            corner = (x + width * number / 4, y)
            piece = Rectangle(
                corner, width / 4, 1.3 * sheet.layout.grown, facecolor=colour,
                edgecolor=sheet.palette["text"], linewidth=0.5, zorder=5,
            )  # fmt: skip
            sheet.ground.add_patch(piece)

    def _plate(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a plate over the map, and keep names off it."""
        sheet = self._sheet
        sheet.ground.set_zorder(1)
        sheet.ground.patch.set_visible(False)
        sheet.ground.add_patch(
            Rectangle(
                (left, top), width, height, facecolor=sheet.palette["paper"], alpha=0.86,
                edgecolor="none", zorder=3,
            )
        )  # fmt: skip
        corners = sheet.ground.transData.transform([(left, top + height), (left + width, top)])
        (x0, y0), (x1, y1) = corners.tolist()
        self.names.keep_off((x0, y0, x1, y1))

    def _north(self) -> None:
        """Draw the arrow to the north: Web Mercator's north is up everywhere."""
        sheet, part = self._sheet, self._sheet.layout.map
        grown = sheet.layout.grown
        width, height = 9 * grown, 14 * grown
        left, top = part.left + part.width - INSET - width, part.top + INSET
        self._plate(left, top, width, height)
        x, y = left + width / 2, top + height * 0.63
        for half, colour in (("M12 1L12 18L5 22z", "text"), ("M12 1L19 22L12 18z", "paper")):
            patch = PathPatch(
                sign(half), facecolor=sheet.palette[colour], edgecolor=sheet.palette["text"],
                linewidth=0.6, joinstyle="miter", zorder=5,
            )  # fmt: skip
            scale = 8.2 * grown / 24
            patch.set_transform(
                Affine2D().scale(scale, -scale).translate(x, y) + sheet.ground.transData
            )
            sheet.ground.add_artist(patch)
        look = {"ha": "center", "bold": True}
        sheet.text(self._content.words["north"], x, top + 0.7 * grown, 8, **look)

    def _names(self) -> None:
        """Write the names: of the incident and drawings, of districts, of layers, of places."""
        content, palette = self._content, self._sheet.palette
        self._keep_off(self._map.chief_signs)
        self._write(self._drawn_names())
        base = names.of_base(content, palette, self._map.zoom)
        self._write([name for name in base if name.size >= names.CHIEF_SIZE])
        self._keep_off(self._map.signs)
        labelled = range(len(content.layers))
        for number in sorted(labelled, key=lambda at: AREAS not in content.layers[at].dimensions):
            self._write(names.of_layer(content, number, palette))
        self._write([name for name in base if name.size < names.CHIEF_SIZE])

    def _keep_off(self, signs: list[tuple[Any, float]]) -> None:
        for corners, radius in signs:
            if len(corners) <= names.MOST_OF_A_LAYER:
                self.names.keep_off_points(corners, radius)

    def _write(self, wanted: list[Name]) -> None:
        for name in wanted:
            self.names.write(name)

    def _drawn_names(self) -> list[Name]:
        content, palette = self._content, self._sheet.palette
        found = []
        incident = content.incident
        if incident is not None and incident["place"] and incident["title"]:
            place = (incident["place"]["lon"], incident["place"]["lat"])
            ((x, y),) = projection.projected([place]).tolist()
            look = (8.6, palette["text"], palette["land"])
            found.append(Name(incident["title"], x, y, *look, away=13, bold=True))
        return found + [self._label(each) for each in content.drawings if each["label"]]

    def _label(self, drawing: dict[str, Any]) -> Name:
        shape = _named_at(drawing["shape"])
        ((x, y),) = projection.projected([shape]).tolist()
        point = drawing["kind"] == "point"
        colour = drawing_colour(drawing, self._content.theme)
        size = 8.4 if drawing["kind"] == "text" else 7.4
        land = self._sheet.palette["land"]
        return Name(
            drawing["label"], x, y, size, colour, land, away=14 if point else 0, middle=not point
        )

    def _foot(self) -> None:
        """Write who made it and when, where the data comes from, the review number."""
        sheet, part, words = self._sheet, self._sheet.layout.foot, self._content.words
        order, muted = self._content.order, sheet.palette["muted"]
        line, edge = sheet.line_mm(CREDIT), part.left + part.width
        sheet.text(self._content.review, edge, part.top, CREDIT + 0.8, ha="right")
        made = words["made"].format(at=order["made"])
        by = words["by"].format(who=order["who"]) if order["who"] else ""
        told = "    ".join(filter(None, (made, by, words["projection"])))
        sheet.text(told, part.left, part.top, CREDIT + 0.8)
        top = part.top + line * 1.35
        if order["notice"]:
            (notice, *_) = sheet.wrapped(order["notice"], part.width, CREDIT, 1)
            sheet.text(notice, part.left, top, CREDIT, color=sheet.palette["text"])
            top += line
        room = max(1, int((part.top + part.height - top) / line))
        sources = words["sources"] + ("　" if self._content.language == "zh" else "  ").join(
            self._content.sources
        )
        for words_ in sheet.wrapped(sources, part.width, CREDIT, room):
            sheet.text(words_, part.left, top, CREDIT, color=muted)
            top += line


def _named_at(shape: dict[str, Any]) -> tuple[float, float]:
    """Return the point in degrees at which a drawing is named."""
    spot = shapely.geometry.shape(shape).representative_point()
    return spot.x, spot.y
