"""Cursor-on-Target events of other programs, and what is refused."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.tracking import cot
from gis.tracking.numbers import BadReport

EVENTS = [
    json.loads(line)
    for line in Path("tests/data/protocols/cot_events.jsonl").read_text().splitlines()
]
VEHICLE = next(row for row in EVENTS if row["id"] == "cot-04")["xml"]


def named(row: dict[str, Any]) -> str:
    return str(row["id"])


@pytest.mark.parametrize("row", EVENTS, ids=named)
def test_events_say_who_what_and_where(row: dict[str, Any]) -> None:
    event = cot.read(row["xml"].encode())
    assert (event.uid, event.kind) == (row["uid"], row["type"])
    assert event.stale_at == datetime.fromisoformat(row["stale"])
    somewhere = row["type"].startswith(("a-", "b-a-o"))
    assert (event.fix is not None) == somewhere
    if event.fix is not None:
        assert (event.fix.lat, event.fix.lon) == (float(row["lat"]), float(row["lon"]))
        assert event.fix.at == datetime.fromisoformat(row["time"])
        known = float(row["hae"]) < cot.UNKNOWN
        assert event.fix.altitude_m == (float(row["hae"]) if known else None)


def test_details_are_ours() -> None:
    event = cot.read(VEHICLE.encode())
    assert event.fix is not None
    assert event.callsign
    assert event.fix.course_deg is not None
    assert event.fix.speed_mps is not None
    assert event.fix.accuracy_m is None
    assert event.fix.extras["cot"] == "a-f-G-E-V-C"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("uid=", "u="), "no uid"),
        (("<point", "<spot"), "no XML|no point"),
        (('lat="41.52309645"', 'lat="141"'), "not on the earth"),
        (('lat="41.52309645"', 'lat="NaN"'), "not a number"),
        (('stale="2023-07-18T15:25:09.00Z"', ""), "stale is no time"),
        (("</event>", ""), "no XML"),
        (("<event ", '<!DOCTYPE a [<!ENTITY b "c">]><event '), "entities"),
    ],
)
def test_what_cannot_be_is_refused(change: tuple[str, str], what: str) -> None:
    document = VEHICLE.replace(*change)
    assert document != VEHICLE
    with pytest.raises(BadReport, match=what):
        cot.read(document.encode())


@given(st.integers(1, 200))
def test_events_are_found_however_the_stream_is_cut(step: int) -> None:
    stream = "\n".join(row["xml"] for row in EVENTS).encode()
    splitter, found = cot.Splitter(), []
    for start in range(0, len(stream), step):
        found += [cot.read(each).uid for each in splitter.feed(stream[start : start + step])]
    assert found == [row["uid"] for row in EVENTS]


def test_a_stream_without_an_end_is_not_kept() -> None:
    splitter = cot.Splitter()
    for _ in range(30):
        assert splitter.feed(b"<event>" + b" " * 10_000) == []
    assert splitter.dropped_bytes > cot.LARGEST


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for document in (data, VEHICLE.encode()[:400] + data):
        with pytest.raises(BadReport):
            cot.read(document)
