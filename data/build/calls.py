"""Turn the real emergency calls of the source set into the demo's replay day.

    python data/build/calls.py SOURCE      (after gazetteer.py)

Writes data/calls/{warm-up,storm-day,fire-day}.jsonl.gz; data/README.md documents fields, mapping and licences.
Offset 0 is 12:27 of the storm day. What came 12:00-12:27 is the warm-up, squeezed into the first 15 seconds.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from call_mapping import (
    FIRE_KINDS,
    MONTGOMERY,
    MOVED_TO_LANDMARK,
    NAMED_BY,
    SAN_FRANCISCO,
    SENT,
    SICKNESS,
    STORM_KINDS,
    UNIT_KINDS,
    Places,
    longest,
    pick,
    say_place,
    spell_caller,
)
from common import DATA, Land, point_near, seeded, write_gzip
from forces import read_gazetteer

Call = dict[str, Any]
WORDS = json.loads((Path(__file__).parent / "call-wording.json").read_text("utf-8"))
START = datetime(2018, 11, 15, 12, 27)
DAY_S = 86_400
WARM_UP_S = 15
VALID_SHARE = 0.35  # of all calls of a real city; the rest is generated
MAX_UNITS = 8  # a third alarm sent 36 units; the demo city has 154
SAME_EVENT_S = 1200  # two source calls with one address within 20 minutes tell of one event


def read_calls(path: Path) -> list[dict[str, str]]:
    """Return the rows of a compressed CSV."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seconds(row: dict[str, str], start: str, end: str) -> int | None:
    """Return the seconds between two stamps of a unit row, or None where one is missing or they run backwards."""
    if not row[start] or not row[end]:
        return None
    gap = (datetime.fromisoformat(row[end]) - datetime.fromisoformat(row[start])).total_seconds()
    return int(gap) if 0 <= gap < 6 * 3600 else None


def unit_times(row: dict[str, str]) -> dict[str, int | None]:
    """Return a source unit's stamps as seconds after the call was received; out-of-order ones are dropped."""
    times: dict[str, int | None] = {}
    last = 0
    for name in ("dispatched", "responding", "on_scene", "available"):
        gap = seconds(row, "received", name)
        gap = gap if gap is not None and gap >= last else None
        last = gap if gap is not None else last
        times[f"{name}_s"] = gap
    return times


def figures(kind: str, rng: random.Random) -> dict[str, int]:
    """Return the numbers a caller gives; most accidents hurt nobody or one."""
    return {
        "c": rng.choice([2, 2, 2, 3, 3, 4]),
        "i": rng.choice([1, 1, 1, 1, 2, 2, 3, 5]),
        "t": rng.choice([1, 1, 1, 2, 2, 3, 4]),
        "f": rng.randint(2, 12) if kind != "20202" else rng.randint(20, 30),
        "d": rng.choice([20, 30, 30, 40, 40, 50, 60, 80, 110]),
    }


def grade_of(kind: str, text: str, slots: dict[str, int], units: int) -> str | None:
    """Return the demo grade: by units sent for fires, by figures for the rest; None where law sets none."""
    if kind in ("10104", "10401", "20202"):
        return "III"
    if kind.startswith("202") and kind != "20208":
        return (
            "II"
            if units >= 20
            else "III"
            if units >= 10 or "{t}" in text and slots["t"] >= 3
            else "IV"
        )
    if kind == "10102":
        return "III" if slots["d"] >= 100 else "IV"
    if kind in ("20301", "20501", "20308", "10702", "40201"):
        return "IV"
    return None


def compose(
    kind: str,
    at: tuple[float, float],
    district: str,
    places: Places,
    rng: random.Random,
    repeat: int,
) -> Call:
    """Return text, title, place and figures of one call; `repeat` > 0 makes another caller of the same event."""
    words = WORDS["kinds"][kind]
    row = places.named(at, district, longest(NAMED_BY, kind), skip=repeat)
    if kind in MOVED_TO_LANDMARK and repeat == 0:
        at = float(row["lon"]), float(row["lat"])
    place = say_place(at, row, places, rng)
    slots = figures(kind, rng)
    body, detail = rng.choice(words["bodies"]), rng.choice(words["details"])
    openers = WORDS["first_person"] + ([] if "我" in body[0] else WORDS["openers"])
    opener, closer = rng.choice(openers), rng.choice(WORDS["closers"])
    town = places.towns[row["town"]]
    title = words["title"]
    return {
        "title_zh": f"{town['aliases']}{_bare(row['name_zh']).removeprefix(town['aliases'])}{title[0]}",
        "title_en": f"{row['name_en']}: {title[1]}",
        "text_zh": f"{opener[0]}{body[0].format(p=place[0], **slots)}，{detail[0].format(**slots)}。{closer[0]}",
        "text_en": _sentence(
            f"{opener[1]}{body[1].format(p=place[1], **slots)}; {detail[1].format(**slots)}. {closer[1]}"
        ),
        "address": place[0],
        "landmark": row["id"],
        "location": {"lon": at[0], "lat": at[1]},
        "district": district,
        "town": row["town"],
        "figures": {
            name: slots[key]
            for key, name in (("i", "injured"), ("t", "trapped"))
            if "{" + key + "}" in body[0]
        },
        "slots": slots,
        "body": body[0],
    }


def _bare(name: str) -> str:
    """Return a village's name without its committee."""
    return name.removesuffix("居委会").removesuffix("村委会")


def _sentence(text: str) -> str:
    """Return a text that starts with a capital and has no blank at its ends."""
    text = text.strip()
    return text[:1].upper() + text[1:]


def finish(call: Call, key: str, offset_s: float, source: str, original: str, **more: Any) -> Call:
    """Return a call with its fields in reading order."""
    call.pop("slots", None), call.pop("body", None)
    name, phone = spell_caller(seeded("caller", key))
    return {
        "id": key,
        "source": source,
        "offset_s": round(offset_s, 1),
        "call_type_original": original,
        **more,
        **call,
        "caller": {"name": name, "phone": phone},
        "channel": "phone",
    }


def storm_calls(
    rows: list[dict[str, str]], profiles: list[list[dict[str, Any]]], places: Places
) -> list[Call]:
    """Return the Montgomery storm day; offsets before 12:27 are negative."""
    calls: list[Call] = []
    events: dict[str, tuple[float, Call, int]] = {}
    rng = seeded("storm")
    for i, row in enumerate(rows):
        key = f"mc-{i:04d}"
        offset = (datetime.fromisoformat(row["time"]) - START).total_seconds() + rng.uniform(
            0, 59.9
        )  # the source has whole minutes
        original = row["title"].removesuffix(" -").strip()
        first = events.get(row["address"])
        own = seeded("storm", key)
        if first and abs(offset - first[0]) < SAME_EVENT_S:
            base, count = first[1], first[2] + 1
            events[row["address"]] = (first[0], base, count)
            call = compose(
                base["kind"], _at(base), base["district"], places, own, repeat=min(count, 3)
            )
            call |= {"location": _shifted(_at(base), base["district"], places, own)}
            calls.append(
                finish(
                    call,
                    key,
                    offset,
                    "montgomery-2018-11-15",
                    original,
                    kind=base["kind"],
                    grade=None,
                    valid=True,
                    reject_reason=None,
                    same_as=base["id"],
                    generated=False,
                    units=[],
                )
            )
            continue
        kind = pick(STORM_KINDS.get(original.split(": ")[1], [(SICKNESS, 1)]), own)
        lon, lat, district = places.settle(
            MONTGOMERY.apply(float(row["lon"]), float(row["lat"])), own
        )
        call = compose(kind, (lon, lat), district, places, own, repeat=0)
        grade = grade_of(kind, call["body"], call["slots"], 0)
        units = sent_units(kind, call, profiles, own)
        done = finish(
            call,
            key,
            offset,
            "montgomery-2018-11-15",
            original,
            kind=kind,
            grade=grade,
            valid=True,
            reject_reason=None,
            same_as=None,
            generated=False,
            units=units,
        )
        events[row["address"]] = (offset, done, 0)
        calls.append(done)
    return calls


def _at(call: Call) -> tuple[float, float]:
    return call["location"]["lon"], call["location"]["lat"]


def _shifted(
    at: tuple[float, float], district: str, places: Places, rng: random.Random
) -> dict[str, float]:
    """Return where a second caller stands: within some hundred metres, on land of the same district."""
    lon, lat = point_near(places.land.firm[district], at, 120, rng)
    return {"lon": lon, "lat": lat}


def sent_units(
    kind: str, call: Call, profiles: list[list[dict[str, Any]]], rng: random.Random
) -> list[dict[str, Any]]:
    """Return the units a call gets; Montgomery has no unit stamps, so real San Francisco ones are borrowed."""
    kinds = list(longest(SENT, kind))
    if kind == "20301" and call["slots"]["i"] == 1 and rng.random() < 0.4:
        kinds.append("tow_truck")
    if kind == "20204":
        kinds.append("traffic_police")
    profile = rng.choice(profiles)
    return [
        {"kind": each, **profile[i % len(profile)]["times"], "times_from": profile[0]["call"]}
        for i, each in enumerate(kinds)
    ]


def fire_calls(rows: list[dict[str, str]], places: Places) -> list[Call]:
    """Return the San Francisco fires of ten years folded into one day by their time of day."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["call_number"]].append(row)
    calls = []
    for number, units in sorted(groups.items()):
        head, own = units[0], seeded("fire", number)
        received = datetime.fromisoformat(head["received"])
        offset = (
            (
                received - received.replace(hour=START.hour, minute=START.minute, second=0)
            ).total_seconds()
        ) % DAY_S
        working = head["disposition"] == "Fire" or any(u["alarms"] != "1" for u in units)
        kind = pick(FIRE_KINDS[head["call_type"], working], own)
        lon, lat, district = places.settle(
            _scattered(SAN_FRANCISCO.apply(float(head["lon"]), float(head["lat"])), own), own
        )
        call = compose(kind, (lon, lat), district, places, own, repeat=0)
        grade = grade_of(kind, call["body"], call["slots"], len(units))
        merit = head["disposition"] not in ("No Merit", "Unable to Locate")
        sent = [
            {"kind": UNIT_KINDS[u["unit_type"]], **unit_times(u), "times_from": number}
            for u in sorted(units, key=lambda u: int(u["unit_sequence"] or 99))
        ]
        calls.append(
            finish(
                call,
                f"sf-{number}",
                offset,
                "san-francisco-2009-2019",
                f"{head['call_type']}/{head['call_type_group'] or '-'}/{head['disposition']}",
                kind=kind,
                grade=grade if merit else None,
                valid=merit,
                reject_reason=None if merit else "false",
                same_as=None,
                generated=False,
                units=_chosen(sent),
            )
        )
    return calls


def _scattered(at: tuple[float, float], rng: random.Random) -> tuple[float, float]:
    """Spread calls of one block over its stretched size (the source rounds addresses to blocks)."""
    return at[0] + rng.gauss(0, 0.004), at[1] + rng.gauss(0, 0.004)


def _chosen(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep at most one command car and MAX_UNITS in all, in the order they were sent."""
    kept: list[dict[str, Any]] = []
    for each in units:
        if each["kind"] != "fire_command" or not any(k["kind"] == "fire_command" for k in kept):
            kept.append(each)
    return kept[:MAX_UNITS]


def invalid_calls(calls: list[Call], prefix: str, places: Places) -> list[Call]:
    """Return generated enquiries, false and nuisance calls that follow the rhythm of the real ones."""
    valid = [call for call in calls if call["valid"]]
    count = round(len(valid) * (1 - VALID_SHARE) / VALID_SHARE) - (len(calls) - len(valid))
    rng = seeded("invalid", prefix)
    rows = []
    for i in range(count):
        near = rng.choice(calls)
        reason, zh, en = rng.choice(WORDS["invalid"])
        offset = max(0.0, near["offset_s"] + rng.uniform(-300, 300))
        place = {
            "location": None,
            "district": None,
            "town": None,
            "address": None,
            "landmark": None,
        }
        if rng.random() < 0.3:
            lon, lat, district = places.settle(_scattered(_at(near), rng), rng)
            row = places.named((lon, lat), district, ["village", "residential", "market"])
            place = {
                "location": {"lon": lon, "lat": lat},
                "district": district,
                "town": row["town"],
                "address": say_place((lon, lat), row, places, rng)[0],
                "landmark": row["id"],
            }
        text = {
            "title_zh": None,
            "title_en": None,
            "text_zh": zh,
            "text_en": en,
            **place,
            "figures": {},
        }
        rows.append(
            finish(
                text,
                f"{prefix}-x{i:04d}",
                offset,
                "generated",
                "",
                kind=None,
                grade=None,
                valid=False,
                reject_reason=reason,
                same_as=None,
                generated=True,
                units=[],
            )
        )
    return rows


def warm_up(calls: list[Call]) -> list[Call]:
    """Return the calls before 12:27 squeezed into the first seconds; `age_s` is how old each really is."""
    rows = [call | {"age_s": round(-call["offset_s"])} for call in calls]
    for i, call in enumerate(rows):
        call["offset_s"] = round(WARM_UP_S * i / len(rows), 1)
    return rows


def write_calls(name: str, calls: list[Call]) -> None:
    """Write calls in order of time."""
    ordered = sorted(calls, key=lambda call: (call["offset_s"], call["id"]))
    write_gzip(
        DATA / "calls" / f"{name}.jsonl.gz",
        "".join(
            json.dumps(call, ensure_ascii=False, separators=(",", ":")) + "\n" for call in ordered
        ),
    )
    print(
        name,
        len(ordered),
        sum(call["valid"] for call in ordered),
        sum(bool(call["same_as"]) for call in ordered),
    )


def main() -> None:
    source = Path(sys.argv[1])
    places = Places(read_gazetteer(), Land(source))
    fires = read_calls(source / "calls/sf_fire_calls_2009_2019.csv.gz")
    profiles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in fires:
        times = unit_times(row)
        if all(times.values()):
            profiles[row["call_number"]].append({"times": times, "call": row["call_number"]})
    storm_rows = [
        row
        for row in read_calls(source / "calls/montgomery_911_sample.csv.gz")
        if row["time"].startswith("2018-11-15")
    ]
    storm = storm_calls(
        sorted(storm_rows, key=lambda row: row["time"]), list(profiles.values()), places
    )
    before, after = (
        [c for c in storm if c["offset_s"] < 0],
        [c for c in storm if c["offset_s"] >= 0],
    )
    write_calls("warm-up", warm_up(sorted(before, key=lambda call: call["offset_s"])))
    write_calls("storm-day", after + invalid_calls(after, "storm", places))
    fire = fire_calls(fires, places)
    write_calls("fire-day", fire + invalid_calls(fire, "fire", places))


if __name__ == "__main__":
    main()
