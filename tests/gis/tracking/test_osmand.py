"""OsmAnd reports as clients send them, and what is refused."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.tracking import osmand
from gis.tracking.fix import Fix
from gis.tracking.numbers import BadReport

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
REQUESTS = [
    json.loads(line)
    for line in Path("tests/data/protocols/osmand_requests.jsonl").read_text().splitlines()
]


def read(request: dict[str, Any]) -> tuple[str, Fix | None]:
    if request["method"] == "POST":
        return osmand.of_json(json.loads(request["body"]))
    return osmand.of_query(dict(parse_qsl(urlsplit(request["path"]).query)), NOW)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: str(one["id"]))
def test_what_clients_send_is_read(request_: dict[str, Any]) -> None:
    device, fix = read(request_)
    expected = request_["fields"]
    if request_["expect"] == "accepted_without_position":
        assert fix is None
        return
    assert fix is not None
    if request_["expect"] == "attribute":
        assert expected.items() <= fix.extras.items()
    else:
        assert (fix.lat, fix.lon, device) == tuple(expected.values())
    assert fix.at is not None
    assert 2013 <= fix.at.year <= 2026


def test_units_are_ours() -> None:
    query = {"id": "1", "lat": "1", "lon": "2", "speed": "10", "batt": "87", "bearing": "-1"}
    _, fix = osmand.of_query(query, NOW)
    assert fix is not None
    assert fix.speed_mps == pytest.approx(5.144, abs=0.001)
    assert (fix.battery, fix.course_deg, fix.at) == (0.87, None, NOW)
    _, fix = osmand.of_query(query | {"timestamp": "1442068686579"}, NOW)
    assert fix is not None
    assert fix.at == datetime(2015, 9, 12, 14, 38, 6, 579000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"id": ""}, "id is missing"),
        ({"lat": "nan"}, "lat is not a number"),
        ({"lat": "1e400"}, "lat is not a number"),
        ({"lon": "181"}, "not on the earth"),
        ({"lon": None}, "lon is not a number"),
        ({"timestamp": "yesterday"}, "timestamp is no time"),
        ({"timestamp": "1" * 30}, "timestamp is no time"),
        ({"speed": "fast"}, "speed is not a number"),
        ({"location": "60"}, "lon is not a number"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, str | None], what: str) -> None:
    query = {"id": "1", "lat": "1", "lon": "2", "timestamp": "1377177267"} | change
    with pytest.raises(BadReport, match=what):
        osmand.of_query({name: value for name, value in query.items() if value is not None}, NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["location", "coords", "latitude", "longitude", "device_id", "timestamp"]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
)


@given(JSON)
def test_any_document_is_read_or_refused(document: object) -> None:
    try:
        device, fix = osmand.of_json(document)
    except BadReport:
        return
    assert device
    assert fix is None or (abs(fix.lat) <= 90 and abs(fix.lon) <= 180)


@given(st.dictionaries(st.sampled_from(sorted(osmand.KNOWN)), st.text(max_size=12)))
def test_any_query_is_read_or_refused(query: dict[str, str]) -> None:
    try:
        osmand.of_query(query, NOW)
    except BadReport:
        return
