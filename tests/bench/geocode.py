"""Geocoder: processor time of a search as people type it: names, pinyin, slips, addresses.

Names come from the demo city's gazetteer; real addresses of a country-wide directory are asked too
when the folder in `BENCH_DATA` is there.
"""

import gzip
import random
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from gis.geocode import addressed, notations
from gis.geocode.divisions import divisions
from gis.geocode.index import Gazetteer
from gis.geocode.written import AddressBook
from gis.load import gazetteer_rows, place_from
from tests.bench.row import Row
from tests.bench.tiles_data import DATA

GAZETTEER = Path("data/cities/shantou/gazetteer.csv.gz")
ADDRESSES = DATA / "calls" / "addresses_cn_business.csv.gz"
MANY, HITS = 400, 8
LONGEST = 100
GOAL_MS = 30.0
NOTATIONS = (
    "23.3541, 116.6820",
    "23°21'15\"N 116°40'55\"E",
    "50Q ML 67496 82755",
    "geo:23.35,116.68",
)


async def run() -> list[Row]:
    """Ask each kind of question many times; judge the slowest."""
    places = Gazetteer(place_from(row) for row in gazetteer_rows(GAZETTEER))
    book = AddressBook(divisions(), places.places)
    random_ = random.Random(5)
    some = random_.sample([each for each in places.places if len(each.zh) > 2], MANY)

    def searched(query: str) -> object:
        return addressed.search(places, book, query, near=None, limit=HITS)

    questions: dict[str, Iterable[str]] = {
        "names": [each.zh for each in some],
        "names with a slip": [_slip(each.zh, random_) for each in some],
        "pinyin": [each.pinyin for each in some],
        "initials": [each.initials for each in some],
        "English names": [each.en for each in some if each.en],
        "addresses": [f"汕头市金平区{each.zh}{random_.randrange(1, 300)}号" for each in some],
    }
    if ADDRESSES.exists():
        questions["addresses of a directory"] = islice(_directory(book), MANY)
    rows = [row for name, each in questions.items() for row in _rows(name, searched, each)]
    return rows + _rows("coordinates", notations.parse, NOTATIONS * (MANY // len(NOTATIONS)))


def _rows(name: str, step: Callable[[str], object], queries: Iterable[str]) -> list[Row]:
    taken = []
    for query in queries:
        began = time.process_time()
        step(query)
        taken.append((time.process_time() - began) * 1000)
    taken.sort()
    worst = taken[-1]
    return [
        Row(f"search for {name}, median of {len(taken)}", taken[len(taken) // 2], "ms CPU"),
        Row(f"search for {name}, slowest", worst, "ms CPU", f"≤ {GOAL_MS:g}", ok=worst <= GOAL_MS),
    ]


def _slip(name: str, random_: random.Random) -> str:
    """Return a name with two neighbours changed places."""
    at = random_.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _directory(book: AddressBook) -> Iterable[str]:
    with gzip.open(ADDRESSES, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 1, None):
            address = line.strip()[:LONGEST]
            if not book.parse(address).elsewhere:
                yield address
