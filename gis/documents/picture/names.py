"""Writes names on a map picture, the important ones first; what finds no room is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matplotlib.patheffects import withStroke

from gis.documents.picture import places
from gis.documents.picture.content import Content, within
from gis.documents.picture.projection import projected
from gis.documents.picture.sheet import Sheet

# More names of one layer crowd out everything else.
MOST_OF_A_LAYER = 400
LONGEST = 24
# Names of the base map this large are written before those of layers, over small signs too.
CHIEF_SIZE = 8.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a point in metres; `away` in pixels of the screens, `size` in points."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    halo: str
    away: float = 0.0
    middle: bool = False
    wide: bool = False
    bold: bool = False


class Names:
    """The names of one map."""

    def __init__(self, sheet: Sheet, axes: Any) -> None:
        self._sheet, self._axes = sheet, axes
        box = axes.get_window_extent(sheet.renderer)
        inset = 3 * sheet.dpi / 72
        self._room = places.Room((box.x0 + inset, box.y0 + inset, box.x1 - inset, box.y1 - inset))
        self.written: list[str] = []

    def keep_off(self, rectangle: places.Rectangle) -> None:
        """Keep names away from a rectangle in pixels."""
        self._room.take(rectangle)

    def keep_off_points(self, corners: Any, radius: float) -> None:
        """Keep names away from signs at points in metres, `radius` in pixels of the screens."""
        reach = self.pixels(radius)
        for x, y in self._axes.transData.transform(corners).tolist() if len(corners) else []:
            self._room.take((x - reach, y - reach, x + reach, y + reach))

    def pixels(self, of_screen: float) -> float:
        """Return pixels of the picture for pixels of the screens."""
        return of_screen * self._sheet.layout.grown * self._sheet.dpi / 96

    def write(self, name: Name) -> bool:
        """Write a name where there is room; say whether there was."""
        text = name.text if len(name.text) <= LONGEST else name.text[: LONGEST - 1] + "…"
        text = places.THIN.join(text) if name.wide and not text.isascii() else text
        size = name.size * self._sheet.layout.grown
        at = self._axes.transData.transform((name.x, name.y))
        width, height = self._sheet.measured(text, size)
        found = self._room.place(
            text,
            (float(at[0]), float(at[1])),
            (width + self.pixels(4), height + self.pixels(2)),
            away=self.pixels(name.away),
            sides=places.NEAR if name.middle else places.ROUND,
        )
        if found is None:
            return False
        x, y = self._axes.transData.inverted().transform(found)
        stroke = 2.0 * self._sheet.layout.grown
        effects = [withStroke(linewidth=stroke, foreground=name.halo)]
        if name.bold:
            effects.append(withStroke(linewidth=size * 0.04, foreground=name.colour))
        self._axes.text(
            x, y, text, fontsize=size, color=name.colour, ha="center", va="center", zorder=40,
            path_effects=effects, clip_on=True,
        )  # fmt: skip
        self.written.append(name.text)
        return True


def of_base(content: Content, palette: dict[str, str], zoom: float) -> list[Name]:
    """Return the names of the base map that belong to a zoom, the important ones first."""
    found = []
    for feature in content.base("places"):
        facts = feature["properties"]
        look = _base_look(facts, zoom)
        if look is None:
            continue
        rank, size, wide = look
        ((x, y),) = projected([feature["geometry"]["coordinates"]]).tolist()
        text = content.name({"zh": facts.get("name"), "en": facts.get("name_en")})
        sea = facts["kind"] == "water"
        colour, halo = palette["label"], palette["sea" if sea else "land"]
        found.append((rank, Name(text, x, y, size, colour, halo, middle=True, wide=wide)))
    return [name for _, name in sorted(found, key=lambda each: each[0])]


def _base_look(facts: dict[str, Any], zoom: float) -> tuple[float, float, bool] | None:
    """Return rank, size in points and whether the letters stand apart; as the screens choose."""
    kind, rank = facts["kind"], facts.get("rank", 6)
    if kind == "water" and zoom >= 5:
        return 1.5 + rank, 7.2, True
    if kind == "city" and zoom < 9:
        return 0.0 + rank / 10, 10.5, False
    if kind == "district" and zoom >= 8.5:
        return 1.0 + rank / 10, 9.5, True
    if kind in ("place", "town") and zoom >= 9.5 and rank <= (5 if zoom < 11 else 6):
        return 3.0 + rank, 7.0, False
    return None


def of_layer(content: Content, number: int, palette: dict[str, str]) -> list[Name]:
    """Return the names of a layer's features, when its style labels them."""
    found = []
    for text, lon, lat, away in labels(content, number):
        ((x, y),) = projected([(lon, lat)]).tolist()
        ink = (palette["text"], palette["land"])
        found.append(Name(text, x, y, 6.8, *ink, away=away, middle=not away))
    return found


def labels(content: Content, number: int) -> Iterator[tuple[str, float, float, float]]:
    """Yield text, longitude, latitude and distance in pixels of the names of a layer's features."""
    layer = content.layers[number]
    attribute = layer.style.get("label")
    if not attribute or not layer.properties:
        return
    shown = within(layer.shapes, content.box, 0.0)
    many = 0
    for shape, facts in zip(shown, layer.properties, strict=True):
        value = facts.get(f"{attribute}_en") if content.language == "en" else None
        value = value or facts.get(attribute)
        if shape is None or shape.is_empty or value in (None, ""):
            continue
        spot = shape.representative_point()
        point = shape.geom_type in ("Point", "MultiPoint")
        away = float(layer.style.get("radius") or 5) + 1 if point else 0.0
        yield str(value), spot.x, spot.y, away
        many += 1
        if many == MOST_OF_A_LAYER:
            return
