"""R18: whatever devices send is read or refused, with no crash and no memory without bound.

Inputs are real ones cut, repeated and changed, with a right check byte put on again so that they
come further than the first refusal. What a decoder reads it also has to write again byte for byte
where it can write, and has to be small beside the input. `-m slow` goes on for half an hour.
"""

import json
import resource
import time
from collections.abc import Callable
from functools import reduce
from operator import xor
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from gis.tracking import cot, nmea, osmand
from gis.tracking.fix import Fix
from gis.tracking.jt808 import frames, header, location, messages
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.parts import MOST_OPEN, Parts
from gis.tracking.nmea_epochs import COUNTED, Epochs
from gis.tracking.numbers import BadReport
from tests.gis.tracking.jt808_rows import BODIES, DATA, GOOD, body_of, message_of
from tests.gis.tracking.test_osmand import JSON, NOW

HALF_AN_HOUR = 1800.0
# Grown by so much after all that, a decoder keeps what it should not.
MOST_GROWN_KB = 100 * 1024
# A value read is made of a byte or more; lists, dicts and names stand around some of them.
VALUES_PER_BYTE, VALUES_MORE = 3, 40
MOST_BYTES = 3_000
BATCH = 0x0704


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


FRAMES = [frames.closed(message_of(row)) for row in GOOD]
PARTED = frames.closed(header.written(Header(0x0801, "1" * 12, 7, part=(1, 3)), bytes(20)))
BODIES_READ = [body_of(row) for row in GOOD + BODIES]
EVENTS = [row["xml"].encode() for row in lines("cot_events.jsonl")]
LOGS = [path.read_bytes()[:MOST_BYTES] for path in sorted((DATA / "nmea").glob("*.log"))]
SENTENCES = [line for log in LOGS for line in log.splitlines() if line[:1] in (b"$", b"!")]
QUERIES = [urlsplit(row["path"]).query.encode() for row in lines("osmand_requests.jsonl")]


@st.composite
def changed(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Draw a seed with some of its bytes changed, cut out, repeated or put in."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 4))):
        at, size = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        more = draw(st.binary(max_size=6) | st.just(bytes(data[at : at + size]) * 3))
        data[at : at + size] = more
    return bytes(data[:MOST_BYTES])


def held(value: Any) -> int:
    """Return how many values a value holds."""
    if isinstance(value, dict):
        return 1 + sum(held(each) for each in value.values())
    return 1 + sum(held(each) for each in value) if isinstance(value, list | tuple) else 1


def storable(fix: Fix) -> None:
    """A fix fits its columns: finite numbers, JSON without NULs and lone surrogates."""
    numbers = (fix.lon, fix.lat, fix.altitude_m, fix.speed_mps, fix.course_deg, fix.battery)
    json.dumps(numbers, allow_nan=False)
    kept = json.dumps(fix.extras, allow_nan=False, ensure_ascii=False)
    assert "\\u0000" not in kept.replace("\\\\", ""), "a backslash before these is just text"
    kept.encode()


def jt808_stream(data: bytes) -> None:
    splitter, parts = frames.Splitter(), Parts()
    for at in range(0, len(data), 700):
        for frame in splitter.feed(data[at : at + 700]):
            try:
                told, body = header.read(frames.opened(frame))
                if told.part:
                    parts.take(told, body, at)
                    parts.late(at)
                    continue
                batch = told.kind == BATCH
                reports = location.batch(body)[1] if batch else [location.read(body)]
            except BadFrame:
                continue
            for report in reports:
                storable(location.fix_of(report))
    assert len(parts) <= MOST_OPEN


def jt808_body(kind: int, body: bytes, edition: int) -> None:
    try:
        message = messages.read(kind, body, edition)
    except BadFrame:
        return
    assert messages.written(message) == body
    assert held(message.values) <= VALUES_PER_BYTE * len(body) + VALUES_MORE
    for value in message.values.values():
        assert not isinstance(value, str) or "\0" not in value


def nmea_stream(data: bytes) -> None:
    splitter, epochs = nmea.Splitter(), Epochs()
    fixes = []
    for line in splitter.feed(data):
        nmea.token(line)
        body = line[max(line.rfind(b"$"), line.rfind(b"!")) + 1 :].partition(b"*")[0]
        again = b"$%s*%02X" % (body, reduce(xor, body, 0))
        fixes += [epochs.feed(line), epochs.feed(again)]
    for fix in (*fixes, epochs.ended()):
        if fix is not None:
            storable(fix)
            assert abs(fix.lat) <= 90
            assert abs(fix.lon) <= 180
    assert len(epochs.counts) <= len(COUNTED) + 4


def cot_stream(data: bytes) -> None:
    splitter = cot.Splitter()
    for at in range(0, len(data), 700):
        for document in splitter.feed(data[at : at + 700]):
            try:
                event = cot.read(document)
            except BadReport:
                continue
            if event.fix is not None:
                storable(event.fix)


def osmand_query(data: bytes) -> None:
    asked = dict(parse_qsl(data.decode("utf-8", "surrogateescape"), keep_blank_values=True))
    try:
        device, fix = osmand.of_query(asked, NOW)
    except BadReport:
        return
    assert device.isprintable()
    if fix is not None:
        storable(fix)


def osmand_document(document: object) -> None:
    try:
        device, fix = osmand.of_json(document)
    except BadReport:
        return
    assert device.isprintable()
    if fix is not None:
        storable(fix)


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """Draw frames changed inside their check byte, and bytes between them."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        frame = draw(changed([*FRAMES, PARTED]))
        inside = frame.replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")[1:-2]
        parts += [
            draw(st.just(frame) | st.just(frames.closed(inside))),
            draw(st.binary(max_size=3)),
        ]
    return b"".join(parts)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[int, bytes, int]:
    """Draw a changed body, at times as one of another kind or edition."""
    kind, body, edition = draw(st.sampled_from(BODIES_READ))
    other = st.sampled_from(sorted(messages.KINDS))
    kind = draw(st.just(kind) | other)
    return kind, draw(changed([body])), draw(st.just(edition) | st.sampled_from([2013, 2019]))


Decoder = tuple[st.SearchStrategy[Any], Callable[..., None]]
DECODERS: dict[str, Decoder] = {
    "jt808 stream": (streams() | st.binary(max_size=400), jt808_stream),
    "jt808 body": (bodies(), lambda each: jt808_body(*each)),
    "nmea": (changed(LOGS) | changed(SENTENCES), nmea_stream),
    "cot": (changed(EVENTS) | st.binary(max_size=400), cot_stream),
    "osmand query": (changed(QUERIES), osmand_query),
    "osmand json": (JSON, osmand_document),
}


def fuzzed(decoder: Decoder, examples: int, begun_with: int) -> None:
    """Feed a decoder so many inputs."""
    strategy, read = decoder

    @seed(begun_with)
    @settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],
        derandomize=False,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(data: Any) -> None:
        read(data)

    one()


@pytest.mark.parametrize("name", DECODERS)
def test_what_devices_send_is_read_or_refused(name: str) -> None:
    fuzzed(DECODERS[name], 150, 1)


@pytest.mark.slow
@pytest.mark.timeout(HALF_AN_HOUR)
@pytest.mark.parametrize("name", DECODERS)
def test_half_an_hour_of_what_devices_send(name: str, record_property: Any) -> None:
    fuzzed(DECODERS[name], 1_000, 0)  # what is kept once, as caches
    before, fed = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0
    until = time.monotonic() + HALF_AN_HOUR / len(DECODERS)
    while time.monotonic() < until:
        fed += 2_000
        fuzzed(DECODERS[name], 2_000, fed)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    record_property("figure", f"{fed:,} inputs, {grown // 1024} MB grown")
    assert grown < MOST_GROWN_KB
