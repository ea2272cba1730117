"""Plays calls in order through the scoring of duplicates and counts what an operator would see.

A call knows nothing of truth or role; these are looked at only when counting.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gis.api import Gazetteer, distance_m
from gis.load import GAZETTEER, gazetteer_rows, place_from
from incidents.duplicates import rules, words
from tests.incidents.duplicate_calls import Call

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "data/cities/shantou"
STORM_DAY = ROOT / "data/calls/storm-day.jsonl.gz"
REPEATS = ("repeat", "paraphrase")
Earlier = list[tuple[Call, words.Features]]


@dataclass(frozen=True)
class Figures:
    """What a day of calls gave: shares 0 to 1, prompts per call, the most of one call."""

    recall: float
    prompts: float
    most: int
    hard_negatives_prompted: float


def gazetteer() -> Gazetteer:
    """Return the gazetteer of the demo city."""
    return Gazetteer(place_from(row) for row in gazetteer_rows(CITY / GAZETTEER))


def judged(calls: Sequence[Call], book: Gazetteer, *, kind: bool) -> Figures:
    """Play calls in order; `kind`: the operator has chosen it, else only the words are known."""
    earlier: Earlier = []
    shown: dict[str, list[Call]] = {}
    for one in calls:
        near = (one.lon, one.lat)
        told = words.features(one.text, book, near=near, kind=one.kind if kind else None)
        if one.role != "background":
            shown[one.id] = likely(told, one, earlier)
        earlier.append((one, told))
    return counted([one for one in calls if one.role != "background"], shown)


def likely(told: words.Features, one: Call, earlier: Earlier) -> list[Call]:
    """Return what the search shows as likely for a call among earlier ones."""
    found = []
    for other, features in reversed(earlier):
        minutes = (one.at_s - other.at_s) / 60
        if minutes > rules.WINDOW_MINUTES:
            break
        metres = distance_m((one.lon, one.lat), (other.lon, other.lat))
        if metres <= rules.WORDS_WITHIN_M:
            weighed = rules.weigh(told, features, distance_m=metres, minutes=minutes)
            found.append((weighed.score, other))
    found.sort(key=lambda pair: -pair[0])
    best = found[: rules.MOST_LIKELY]
    return [other for score, other in best if score >= rules.LIKELY_SCORE]


def counted(calls: Sequence[Call], shown: dict[str, list[Call]]) -> Figures:
    """Compare what was shown with what is true."""
    repeats = [one for one in calls if one.role in REPEATS]
    hit = [one for one in repeats if any(o.truth == one.truth for o in shown[one.id])]
    hard = [one for one in calls if one.role == "hard-negative"]
    misled = [one for one in hard if any(o.id == one.of for o in shown[one.id])]
    return Figures(
        recall=len(hit) / len(repeats),
        prompts=sum(map(len, shown.values())) / len(calls),
        most=max(map(len, shown.values())),
        hard_negatives_prompted=len(misled) / len(hard) if hard else 0.0,
    )


def storm_day() -> list[Call]:
    """Return the real storm day of Montgomery as it was moved onto the city; only placed calls."""
    with gzip.open(STORM_DAY, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Call(
            id=row["id"],
            at_s=row["offset_s"],
            lon=row["location"]["lon"],
            lat=row["location"]["lat"],
            text=row["text_zh"],
            place=row["address"] or "",
            kind=row["kind"] or "",
            truth=row["same_as"] or row["id"],
            role="repeat" if row["same_as"] else "first",
            of=row["same_as"],
        )
        for row in rows
        if row["location"] and row["valid"]
    ]
