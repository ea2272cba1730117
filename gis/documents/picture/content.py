"""What a map document shows, as the child holds it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import orjson
import shapely

from gis.documents.picture.words import WORDS, Words, name_of

Json = dict[str, Any]
# Kinds of geometry by dimension.
POINTS, LINES, AREAS = 0, 1, 2


class Layer:
    """A layer with the features that are shown: `shapes` (WGS 84, lon lat) beside `properties`."""

    def __init__(self, card: Json) -> None:
        self.card = card
        self.style: Json = card["style"] or {}
        self.properties: list[Json] = []
        self._shapes: list[bytes] = []

    def add(self, properties: list[Json], shapes: list[bytes]) -> None:
        """Add features."""
        self.properties += properties
        self._shapes += shapes

    @cached_property
    def shapes(self) -> Any:
        """The shapes as an array, in the order of `properties`."""
        return np.asarray(shapely.from_wkb(self._shapes), dtype=object)

    @cached_property
    def dimensions(self) -> set[int]:
        """What kinds of geometry there are: 0 points, 1 lines, 2 areas; the layer's, when empty."""
        found = {int(each) for each in shapely.get_dimensions(self.shapes) if each >= 0}
        usual = {"point": {POINTS}, "line": {LINES}, "polygon": {AREAS}}
        return found or usual.get(self.card["geometry"], {AREAS})


class Content:
    """Everything of one document."""

    def __init__(self, order: Json, base: dict[str, bytes]) -> None:
        self.order = order
        self.form: str = order["form"]
        self.language: str = order["language"]
        self.theme: str = order["theme"]
        self.box: tuple[float, float, float, float] = tuple(order["box"])
        self.words: Words = WORDS[self.language]
        self.layers = [Layer(card) for card in order["layers"]]
        self.things: list[Json] = order["things"]
        self.drawings: list[Json] = order["drawings"]
        self.incident: Json | None = order["incident"]
        self._base = base

    def add(self, layer: int, properties: list[Json], shapes: list[bytes]) -> None:
        """Add features to a layer by its number."""
        self.layers[layer].add(properties, shapes)

    def base(self, name: str) -> list[Json]:
        """Return the features of a file of the base map, none without it."""
        content = self._base.get(name)
        return orjson.loads(content)["features"] if content else []

    def base_shapes(self, name: str) -> Any:
        """Return the shapes of a file of the base map."""
        return np.asarray(
            [shapely.geometry.shape(each["geometry"]) for each in self.base(name)], dtype=object
        )

    def name(self, thing: Json) -> str:
        """Return a name in the document's language."""
        return name_of(thing, self.language)

    @property
    def review(self) -> str:
        """The line of the review number 审图号; it says so when none is set."""
        number = self.order["review"]
        return self.words["review"].format(number=number) if number else self.words["no_review"]

    @property
    def sources(self) -> list[str]:
        """Where the data comes from: the base map's credit, then layer by layer."""
        found = [self.order["credit"]] if self.order["credit"] else []
        for layer in self.layers:
            card = layer.card
            told = "；" if self.language == "zh" else "; "
            said = told.join(filter(None, (card["source"], card["licence"])))
            if said:
                mark = "：" if self.language == "zh" else ": "
                found.append(f"{self.name(card)}{mark}{said}")
        return found


def within(shapes: Any, box: Sequence[float], room: float = 0.1) -> Any:
    """Return the parts of shapes in a box in degrees, and a little round it; empty ones stay."""
    if not len(shapes):
        return shapes
    west, south, east, north = box
    wide, high = (east - west) * room, (north - south) * room
    edges = (west - wide, south - high, east + wide, north + high)
    try:
        return shapely.clip_by_rect(shapes, *edges)
    except shapely.GEOSException:
        return shapely.clip_by_rect(shapely.make_valid(shapes), *edges)
