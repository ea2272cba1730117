"""The administrative divisions of China, found in an address as people write it; pure.

Province, city and county from GB/T 2260. A name counts in full (汕头市) or short (汕头); a chain of
names must fit together, and the chain that explains most of the text wins.
"""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "divisions.csv.gz"
PROVINCE_ENDS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
CITY_ENDS = ("市", "地区", "盟")
COUNTY_ENDS = ("区", "县", "市", "旗")
# Groups of counties that are no city: 市辖区, 县, 省直辖县级行政区划.
NO_CITY = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
# A short name of one character (赣 for 赣县区) stands for too much else.
SHORTEST = 2
# Before the first division people write a few words ("我家的地址是").
MOST_BEFORE = 20
# A short name in the middle of a text begins an address only after such a character.
BEFORE_SHORT = frozenset("是在到于从往至去址位处点")
# Within a city a street carries the names of other places: 北京路, 上海大厦.
NOT_AFTER = ("路", "街", "大道", "巷", "大厦", "广场", "道")


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county; `city` and `province` are the codes above it."""

    code: str
    zh: str
    kind: str
    city: str
    province: str


@dataclass(frozen=True, slots=True)
class Found:
    """The divisions an address names; `end` is where they end in the text.

    `written` is how many of its characters name them, `sure` that only one chain explains them.
    """

    province: Division | None = None
    city: Division | None = None
    county: Division | None = None
    end: int = 0
    written: int = 0
    sure: bool = True

    @property
    def code(self) -> str | None:
        """The code of the smallest division."""
        lowest = self.county or self.city or self.province
        return lowest.code if lowest else None


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    division: Division
    full: bool


class Divisions:
    """All divisions, by code and by the way they are written."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._by_code: dict[str, Division] = {}
        for row in rows:
            for division in _divisions(row):
                self._by_code.setdefault(division.code, division)
        self._starts: dict[str, list[tuple[str, Division, bool]]] = defaultdict(list)
        for division in self._by_code.values():
            for name, full in _names(division):
                self._starts[name[:SHORTEST]].append((name, division, full))

    def named(self, code: str) -> Division | None:
        """Return the division of a code."""
        return self._by_code.get(code)

    def parse(self, text: str, home: str = "") -> Found:
        """Return what an address says of its divisions; `home` is the city meant in doubt."""
        names = list(self._names_in(text))
        chains = [self._filled(chain) for chain in _chains(text, names, home)]
        if not chains:
            return Found()
        best = max(chains, key=lambda found: _worth(found, home))
        others = {
            found.code
            for found in chains
            if _worth(found, "")[0] == _worth(best, "")[0] and found.code != best.code
        }
        return Found(best.province, best.city, best.county, best.end, best.written, sure=not others)

    def _names_in(self, text: str) -> Iterator[_Named]:
        for start in range(len(text)):
            for name, division, full in self._starts.get(text[start : start + SHORTEST], ()):
                end = start + len(name)
                if text.startswith(name, start) and not text.startswith(NOT_AFTER, end):
                    yield _Named(start, end, division, full)

    def _filled(self, chain: tuple[_Named, ...]) -> Found:
        """Add the divisions above those that were written."""
        lowest = chain[-1].division
        written = sum(name.end - name.start for name in chain)
        return Found(
            self._by_code.get(lowest.province),
            self._by_code.get(lowest.city) if lowest.kind != "province" else None,
            lowest if lowest.kind == "county" else None,
            chain[-1].end,
            written,
        )


def _chains(text: str, names: list[_Named], home: str) -> Iterator[tuple[_Named, ...]]:
    """Yield every run of names in which each lies below the one before and follows it at once."""
    for first in names:
        if not _begins(text, first, home):
            continue
        grown: list[tuple[_Named, ...]] = [(first,)]
        while grown:
            chain = grown.pop()
            yield chain
            last = chain[-1]
            nexts = [name for name in names if name.start == last.end and _below(last, name)]
            grown += [(*chain, name) for name in nexts]


def _begins(text: str, name: _Named, home: str) -> bool:
    """Say whether an address may begin with a name."""
    if name.start > MOST_BEFORE or name.full:
        return name.full and name.start <= MOST_BEFORE
    if name.division.kind == "county" and name.division.city != home:
        return False
    return name.start == 0 or text[name.start - 1] in BEFORE_SHORT


def _below(upper: _Named, lower: _Named) -> bool:
    above, below = upper.division, lower.division
    if above.kind == "province":
        return below.kind != "province" and below.province == above.code
    return above.kind == "city" and below.kind == "county" and below.city == above.code


def _worth(found: Found, home: str) -> tuple[int, bool]:
    at_home = bool(home) and found.city is not None and found.city.code == home
    return found.written, at_home


def _divisions(row: dict[str, str]) -> Iterator[Division]:
    province, city = row["province_adcode"], row["city_adcode"]
    yield Division(province, row["province"], "province", "", province)
    yield Division(city, row["city"], "city", city, province)
    if row["adcode"] != city:
        yield Division(row["adcode"], row["name"], "county", city, province)


def _names(division: Division) -> Iterator[tuple[str, bool]]:
    if division.zh in NO_CITY:
        return
    yield division.zh, True
    ends = {"province": PROVINCE_ENDS, "city": CITY_ENDS, "county": COUNTY_ENDS}[division.kind]
    for end in ends:
        short = division.zh.removesuffix(end)
        if short != division.zh and len(short) >= SHORTEST:
            yield short, False
            return


def divisions() -> Divisions:
    """Return the divisions of the reference data."""
    with gzip.open(REFERENCE) as packed:
        return Divisions(csv.DictReader(io.StringIO(packed.read().decode("utf-8"))))
