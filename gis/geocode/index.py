"""The gazetteer held in memory: searched by pieces of names, then ranked by likeness; pure.

Two sets of postings: Chinese names by one and two characters, spellings (pinyin, English) by three
letters. The best few hundred by shared pieces are ranked one by one, so the time of a search hardly
grows with the size of the gazetteer.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from shapely import STRtree, points

from gis.geocode.address import numbered
from gis.geocode.place import Hit, Place
from gis.geocode.words import folded, grams, has_chinese, likeness, span
from gis.geodesy import Position, distance_m

CHINESE, LATIN = (1, 2), (3,)
# Ranked one by one at about 3 µs each; the right name stands among the first dozens.
MOST_RANKED = 250
LEAST_SCORE = 0.45
# What lies near the map's centre counts as much as a few more matching characters.
NEAR_WEIGHT, NEAR_M = 0.15, 3_000
KIND_WEIGHT = {"district": 0.03, "town": 0.02, "road": 0.01, "place": 0.01}
# Widening circles of the reverse search: 0.4 km in town, then 4 km, 40 km, the whole region.
NEAREST_DEG = (0.004, 0.04, 0.4, 4.0)
# Words in running text that are also village names; shorter names are found too often by chance.
SHORTEST_MENTION = 2


class Postings:
    """Which entries hold which piece, and how much a piece tells."""

    def __init__(self, keys: Sequence[Sequence[str]], sizes: tuple[int, ...]) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for number, names in enumerate(keys):
            for gram in set().union(*(grams(name, sizes) for name in names)):
                found[gram].append(number)
        self._sizes = sizes
        self._size = len(keys)
        self._found = {gram: np.array(numbers) for gram, numbers in found.items()}

    def best(self, query: str, most: int) -> NDArray[np.intp]:
        """Return the entries that share the most telling pieces with a query."""
        weights = np.zeros(self._size)
        for gram in grams(query, [size for size in self._sizes if size <= len(query)] or [1]):
            numbers = self._found.get(gram)
            if numbers is not None:
                weights[numbers] += len(gram) * math.log(1 + self._size / len(numbers))
        kept = min(most, self._size)
        top = np.argpartition(-weights, kept - 1)[:kept] if kept else np.array([], dtype=np.intp)
        return top[weights[top] > 0]


class Gazetteer:
    """All places of one edition."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._names = [
            tuple(dict.fromkeys(folded(name) for name in (place.zh, *place.aliases)))
            for place in self._places
        ]
        self._spellings = [
            tuple(dict.fromkeys((place.pinyin, folded(place.en)))) for place in self._places
        ]
        self._chinese = Postings(self._names, CHINESE)
        self._latin = Postings(self._spellings, LATIN)
        self._initials = sorted(
            (place.initials, number) for number, place in enumerate(self._places)
        )
        latitudes = [place.point[1] for place in self._places] or [0.0]
        self._shrink = math.cos(math.radians(sum(latitudes) / len(latitudes)))
        flat = np.array([self._flat(place.point) for place in self._places], dtype=float)
        self._tree = STRtree(points(flat.reshape(-1, 2)))
        self._starts = self._by_start()

    @property
    def places(self) -> Sequence[Place]:
        """All places of the edition."""
        return self._places

    def search(self, query: str, *, near: Position | None = None, limit: int = 8) -> list[Hit]:
        """Return the places a query may mean, best first."""
        plain = folded(query)
        if not plain:
            return []
        rank = self._by_name if has_chinese(plain) else self._by_spelling
        hits = [_biased(hit, near) for hit in rank(plain)]
        hits = [hit for hit in hits if hit.score >= LEAST_SCORE]
        hits.sort(key=lambda hit: (-hit.score, len(hit.place.zh), hit.place.id))
        return [numbered(hit, query) for hit in _without_twins(hits)[:limit]]

    def nearest(self, position: Position, kinds: frozenset[str]) -> Place | None:
        """Return the nearest place of certain kinds."""
        for reach_deg in NEAREST_DEG:
            found = self._around(position, reach_deg, kinds)
            if found:
                return min(found, key=lambda place: distance_m(place.point, position))
        return None

    def mentions(self, text: str, near: Position | None = None) -> list[tuple[int, int, Place]]:
        """Return the places named in running text as (start, end, place), longest names first.

        Of several places of one name the nearest to `near` is meant.
        """
        found, position = [], 0
        while position < len(text):
            hit = self._named_at(text, position, near)
            if hit is None:
                position += 1
                continue
            found.append((position, position + hit[0], hit[1]))
            position += hit[0]
        return found

    def _named_at(
        self, text: str, position: int, near: Position | None
    ) -> tuple[int, Place] | None:
        meant: list[Place] = []
        length = 0
        for name, number in self._starts.get(text[position : position + SHORTEST_MENTION], ()):
            if len(name) < length:
                break
            if text.startswith(name, position):
                length = len(name)
                meant.append(self._places[number])
        if not meant:
            return None
        return length, min(meant, key=lambda place: distance_m(place.point, near) if near else 0.0)

    def _by_start(self) -> dict[str, list[tuple[str, int]]]:
        starts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, place in enumerate(self._places):
            for name in (place.zh, *place.aliases):
                if len(name) > SHORTEST_MENTION or place.kind not in ("village", "place"):
                    starts[name[:SHORTEST_MENTION]].append((name, number))
        for names in starts.values():
            names.sort(key=lambda item: -len(item[0]))
        return starts

    def _by_name(self, plain: str) -> list[Hit]:
        hits = []
        for number in self._chinese.best(plain, MOST_RANKED):
            place = self._places[number]
            score = max(likeness(plain, name) for name in self._names[number])
            hits.append(Hit(place, score, *span(plain, place.zh)))
        return hits

    def _by_spelling(self, plain: str) -> list[Hit]:
        best: dict[int, float] = {}
        for number in self._latin.best(plain, MOST_RANKED):
            best[int(number)] = max(likeness(plain, key) for key in self._spellings[number]) * 0.97
        for number, score in self._by_initials(plain):
            best[number] = max(score, best.get(number, 0.0))
        return [
            Hit(self._places[number], score, 0, len(self._places[number].zh))
            for number, score in best.items()
        ]

    def _by_initials(self, plain: str) -> list[tuple[int, float]]:
        first = bisect_left(self._initials, (plain, -1))
        found = []
        for initials, number in self._initials[first : first + MOST_RANKED]:
            if not initials.startswith(plain):
                break
            found.append((number, 0.60 + 0.30 * len(plain) / len(initials)))
        return found

    def _around(self, position: Position, reach_deg: float, kinds: frozenset[str]) -> list[Place]:
        x, y = self._flat(position)
        numbers = self._tree.query(points(x, y).buffer(reach_deg))
        return [self._places[n] for n in numbers if self._places[n].kind in kinds]

    def _flat(self, position: Position) -> Position:
        """Return a position in degrees of latitude both ways, true around the city."""
        return position[0] * self._shrink, position[1]


def _biased(hit: Hit, near: Position | None) -> Hit:
    extra = KIND_WEIGHT.get(hit.place.kind, 0.0)
    if near is not None:
        extra += NEAR_WEIGHT * math.exp(-distance_m(hit.place.point, near) / NEAR_M)
    return Hit(hit.place, hit.score + extra, hit.start, hit.end)


def _without_twins(hits: list[Hit]) -> list[Hit]:
    """Drop entries of the same name in the same town: two sources of one place."""
    kept: dict[tuple[str, str | None], Hit] = {}
    for hit in hits:
        kept.setdefault((hit.place.zh, hit.place.town), hit)
    return list(kept.values())
