"""Seeded calls for judging the search for duplicates: who calls about what was already reported.

`planted(seed)` gives 500 calls: 100 repeats of earlier calls (60 by another person in other words
with another wording of the place, 40 in nearly the same words), 100 hard negatives (another named
object of the same kind, near, at the same time, in similar words) and 300 first calls.
`background(seed)` gives 20,000 reports across the city and the day.
Pure: the gazetteer is the only input, the same seed gives the same calls.
"""

import csv
import gzip
import math
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.incidents.duplicate_scenes import AGAIN, FILLERS, SCENES, TAILS, Scene

GAZETTEER = Path(__file__).resolve().parents[2] / "data/cities/shantou/gazetteer.csv.gz"
DAY_S = 86_400
REPEATS, HARD_NEGATIVES, TOTAL = 100, 100, 500
PARAPHRASED = 60  # of the repeats; the promise asks for at least 30
REPEAT_WITHIN_M, REPEAT_WITHIN_S = 600, 2400
NEGATIVE_FROM_M, NEGATIVE_TO_M = 180, 420
METRES_PER_DEGREE = 111_320.0
CELL_DEG = 0.01  # index cells of about 1 km: larger than any distance asked for here


@dataclass(frozen=True)
class Call:
    """One call; calls with the same `truth` tell of the same event, `role` says why it is here."""

    id: str
    at_s: float
    lon: float
    lat: float
    text: str
    place: str
    kind: str
    truth: str
    role: str  # first, repeat, paraphrase, hard-negative, background
    of: str | None = None  # the earlier call a repeat or hard negative stands beside


@dataclass(frozen=True)
class Place:
    """A row of the gazetteer."""

    name: str
    kind: str
    lon: float
    lat: float
    town: str
    numbers: int
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Event:
    """One thing that happened: its scene, chosen fact variants, named object and point."""

    truth: str
    scene: Scene
    variants: dict[str, int]
    anchor: Place
    lon: float
    lat: float


@dataclass(frozen=True)
class Telling:
    """How one caller put it: which sentence, which form of the place, which words for each fact."""

    perspective: int
    place_form: int
    words: dict[str, int]


def distance_m(a: Place | Event | Call, b: Place | Event | Call) -> float:
    """Return metres between two near points (local plane)."""
    east = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE


@cache
def places() -> tuple[Place, ...]:
    """Return all places callers name."""
    with gzip.open(GAZETTEER, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    towns = {row["town"]: row["aliases"] for row in rows if row["kind"] == "town"}
    return tuple(
        Place(
            row["name_zh"].removesuffix("居委会").removesuffix("村委会"),
            row["kind"],
            float(row["lon"]),
            float(row["lat"]),
            towns[row["town"]],
            int(row["numbers"] or 0),
            tuple(tuple(map(float, end.split())) for end in row["line"].split(";") if end),
        )
        for row in rows
        if row["kind"] not in {"district", "town", "place", "power_plant", "port"}
    )


@cache
def _cells() -> dict[tuple[int, int], list[Place]]:
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places():
        cells[int(place.lon / CELL_DEG), int(place.lat / CELL_DEG)].append(place)
    return cells


def near(point: Place | Event, within_m: float) -> list[Place]:
    """Return the places within some metres (at most a cell), nearest first."""
    x, y = int(point.lon / CELL_DEG), int(point.lat / CELL_DEG)
    found = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in _cells().get((x + i, y + j), [])]
    return sorted(
        (p for p in found if distance_m(point, p) <= within_m), key=lambda p: distance_m(point, p)
    )


def moved(event: Event | Place, metres: float, rng: random.Random) -> tuple[float, float]:
    """Return the point some metres away in a random direction."""
    angle = rng.uniform(0, 2 * math.pi)
    north = metres * math.cos(angle) / METRES_PER_DEGREE
    east = metres * math.sin(angle) / METRES_PER_DEGREE / math.cos(math.radians(event.lat))
    return round(event.lon + east, 6), round(event.lat + north, 6)


@cache
def _anchors(scene_kinds: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places() if place.kind in scene_kinds)


def happen(truth: str, rng: random.Random, scene: Scene | None = None) -> Event:
    """Return a new event of a random scene at a random object."""
    scene = scene or rng.choice(SCENES)
    anchor = rng.choice(_anchors(scene.anchors))
    variants = {name: rng.randrange(len(fact)) for name, fact in scene.facts.items()}
    lon, lat = moved(anchor, abs(rng.gauss(0, 25)), rng)
    return Event(truth, scene, variants, anchor, lon, lat)


# --- how a place is put into words ------------------------------------------------------------

BESIDE = ("门口", "里面", "旁边", "")
BEARINGS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")


def _own_name(event: Event, rng: random.Random) -> str:
    return f"{event.anchor.name}{rng.choice(BESIDE)}"


def _town_and_name(event: Event, rng: random.Random) -> str:
    inside = f"{rng.randint(1, 9)}栋" if event.anchor.kind == "residential" else ""
    return f"{event.anchor.town}的{event.anchor.name}{inside}"


def _by_street(event: Event, rng: random.Random) -> str | None:
    roads = [p for p in near(event, 1000) if p.kind == "road" and p.name != event.anchor.name]
    return f"{roads[0].name}{rng.randint(1, roads[0].numbers)}号这边" if roads else None


def _by_neighbour(event: Event, rng: random.Random) -> str | None:
    others = [p for p in near(event, 1000) if p.name != event.anchor.name and p.kind != "road"]
    if not others:
        return None
    other = others[min(rng.randrange(2), len(others) - 1)]
    metres = distance_m(event, other)
    if metres < 150:
        return f"{other.name}斜对面"
    east = (event.lon - other.lon) * math.cos(math.radians(event.lat))
    side = BEARINGS[round(math.degrees(math.atan2(east, event.lat - other.lat)) / 45) % 8]
    return f"{other.name}往{side}走{max(2, round(metres / 100))}百米"


def _by_village(event: Event, rng: random.Random) -> str | None:
    villages = [p for p in near(event, 1000) if p.kind == "village"]
    return (
        f"{event.anchor.town}{villages[0].name}村{rng.choice(('口', '里', '那边'))}"
        if villages
        else None
    )


def _vague(event: Event, rng: random.Random) -> str:
    part = event.anchor.name.removeprefix(event.anchor.town)[:2]
    return f"{event.anchor.town}{part}那{rng.choice(('一带', '边', '附近'))}"


FORMS = (_own_name, _town_and_name, _by_street, _by_neighbour, _by_village, _vague)
FIRST_FORMS = (0, 0, 1, 1, 2)  # a first caller mostly knows the name


def word_place(event: Event, form: int, rng: random.Random) -> str:
    """Return the place in the given form; a form with nothing near falls back to a vague one."""
    return FORMS[form](event, rng) or _vague(event, rng)


# --- how an event is told ---------------------------------------------------------------------


def first_telling(event: Event, rng: random.Random) -> Telling:
    """Return any way to tell an event."""
    facts = event.scene.facts
    words = {name: rng.randrange(len(facts[name][v])) for name, v in event.variants.items()}
    return Telling(rng.randrange(len(event.scene.perspectives)), rng.choice(FIRST_FORMS), words)


def other_telling(event: Event, before: Telling, rng: random.Random) -> Telling:
    """Return another person's way: another sentence, other words, another form of the place."""
    facts = event.scene.facts
    words = {
        name: (before.words[name] + rng.randrange(1, len(facts[name][v]))) % len(facts[name][v])
        for name, v in event.variants.items()
    }
    step = rng.randrange(1, len(event.scene.perspectives))
    perspective = (before.perspective + step) % len(event.scene.perspectives)
    forms = [f for f in range(2, len(FORMS)) if f != before.place_form]
    return Telling(perspective, rng.choice(forms), words)


def tell(event: Event, telling: Telling, rng: random.Random, opening: str = "") -> tuple[str, str]:
    """Return text and place wording of one call."""
    place = word_place(event, telling.place_form, rng)
    facts = {
        name: event.scene.facts[name][variant][telling.words[name]]
        for name, variant in event.variants.items()
    }
    body = event.scene.perspectives[telling.perspective].format(place=place, **facts)
    return f"{opening or rng.choice(FILLERS)}{body}{rng.choice(TAILS)}", place


def _call(key: str, at_s: float, event: Event, told: tuple[str, str], **more: object) -> Call:
    spot = {"lon": event.lon, "lat": event.lat} | more
    return Call(
        key,
        round(at_s, 1),
        text=told[0],
        place=told[1],
        kind=event.scene.kind,
        truth=event.truth,
        **spot,
    )


@dataclass(frozen=True)
class _First:
    call: Call
    event: Event
    telling: Telling


def _first(number: int, rng: random.Random, *, beside: bool) -> _First:
    """Return a first call of a new event; `beside`: another such object stands 300 m away.

    Late evening is left free for the repeats.
    """
    event = happen(f"e-{number:05d}", rng)
    while beside and _neighbour(event) is None:
        event = happen(f"e-{number:05d}", rng)
    telling = first_telling(event, rng)
    at_s = rng.uniform(0, DAY_S - REPEAT_WITHIN_S)
    call = _call(f"c-{number:05d}", at_s, event, tell(event, telling, rng), role="first")
    return _First(call, event, telling)


def _repeat(key: str, first: _First, paraphrase: bool, rng: random.Random) -> Call:
    """Return another call about the same event, 0–600 m and 0–40 min away."""
    metres = min(
        abs(rng.gauss(0, 220)), REPEAT_WITHIN_M - 40
    )  # 40 m: the first stands off its object
    lon, lat = moved(first.event, metres, rng)
    at_s = first.call.at_s + min(rng.expovariate(1 / 600), REPEAT_WITHIN_S - 1)
    telling = other_telling(first.event, first.telling, rng) if paraphrase else first.telling
    told = tell(first.event, telling, rng, "" if paraphrase else rng.choice(AGAIN))
    while paraphrase and told[1] == first.call.place:
        telling = other_telling(first.event, first.telling, rng)
        told = tell(first.event, telling, rng)
    role = "paraphrase" if paraphrase else "repeat"
    return _call(key, at_s, first.event, told, lon=lon, lat=lat, role=role, of=first.call.id)


def _neighbour(event: Event) -> Place | None:
    """Return another named object of the scene about 300 m away."""
    options = [
        place
        for place in near(event, NEGATIVE_TO_M)
        if place.kind in event.scene.anchors
        and place.name != event.anchor.name
        and distance_m(event, place) >= NEGATIVE_FROM_M
    ]
    return min(options, key=lambda place: abs(distance_m(event, place) - 300), default=None)


def _hard_negative(key: str, first: _First, rng: random.Random) -> Call:
    """Return a call like the first about the other object that stands 300 m away.

    Same sentence, mostly the same words; the named object and one fact differ.
    """
    other = _neighbour(first.event)
    assert other is not None  # the first was made beside one
    variants = dict(first.event.variants)
    changed = next(iter(variants))  # the first fact names the object: floor, vehicle, tree, person
    count = len(first.event.scene.facts[changed])
    variants[changed] = (variants[changed] + rng.randrange(1, count)) % count
    event = Event(key, first.event.scene, variants, other, other.lon, other.lat)
    telling = Telling(first.telling.perspective, rng.choice((0, 1)), first.telling.words)
    at_s = first.call.at_s + rng.uniform(0, REPEAT_WITHIN_S)
    return _call(
        key, at_s, event, tell(event, telling, rng), role="hard-negative", of=first.call.id
    )


def planted(seed: int = 1) -> list[Call]:
    """Return the 500 planted calls in order of time."""
    rng = random.Random(f"planted/{seed}")
    count = TOTAL - REPEATS - HARD_NEGATIVES
    firsts = [_first(i, rng, beside=i >= count - HARD_NEGATIVES) for i in range(count)]
    calls = [first.call for first in firsts]
    for i in range(REPEATS):
        # one in five repeats goes to an event that already has one
        first = firsts[rng.randrange(i) if i and rng.random() < 0.2 else i]
        calls.append(_repeat(f"r-{i:05d}", first, i < PARAPHRASED, rng))
    for first in firsts[-HARD_NEGATIVES:]:
        calls.append(_hard_negative(f"h-{first.call.id}", first, rng))
    return sorted(calls, key=lambda call: (call.at_s, call.id))


def background(seed: int = 1, count: int = 20_000) -> list[Call]:
    """Return unrelated reports across the city and 24 hours, in order of time."""
    rng = random.Random(f"background/{seed}")
    calls = []
    for number in range(count):
        event = happen(f"b-{number:05d}", rng)
        told = tell(event, first_telling(event, rng), rng)
        at_s = rng.uniform(0, DAY_S)
        calls.append(_call(f"b-{number:05d}", at_s, event, told, role="background"))
    return sorted(calls, key=lambda call: (call.at_s, call.id))
