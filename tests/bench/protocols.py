"""Decoders: frames of JT/T 808 from the bytes of a socket to a fix, processor time of one core."""

import json
import time
from pathlib import Path

from gis.tracking.jt808 import frames, header, location
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.location import Location
from tests.bench.row import Row

TRACCAR = Path("tests/data/protocols/jt808_traccar.jsonl")
REPORT = 0x0200
MANY, CHUNK = 60_000, 64 * 1024
GOAL = 50_000


async def run() -> list[Row]:
    """Decode what a fleet of today sends, and what real trackers with items of their makers did."""
    return [
        _row("location frames decoded, one core", [_frame(number) for number in range(1000)]),
        _row("… of real trackers, with their makers' items", _real()),
    ]


def _row(name: str, sent: list[bytes]) -> Row:
    stream = b"".join(sent) * (MANY // len(sent))
    chunks = [stream[at : at + CHUNK] for at in range(0, len(stream), CHUNK)]
    splitter, decoded = frames.Splitter(), 0
    begun = time.process_time()
    for chunk in chunks:
        for frame in splitter.feed(chunk):
            _, body = header.read(frames.opened(frame))
            location.fix_of(location.read(body))
            decoded += 1
    rate = decoded / (time.process_time() - begun)
    assert decoded == MANY // len(sent) * len(sent)
    return Row(name, rate, "frames/s", f">= {GOAL:,}", ok=rate >= GOAL)


def _frame(number: int) -> bytes:
    """A report with mileage, signal and satellites, as most terminals send."""
    items = [(0x01, number.to_bytes(4)), (0x30, b"\x1f"), (0x31, b"\x0c")]
    place = (23_350_000 + number, 116_680_000 + number, 20)
    report = Location(0, 3, *place, 360, 90, bytes.fromhex("261122090000"), items)
    told = Header(REPORT, f"{number:012d}", number)
    return frames.closed(header.written(told, location.written(report)))


def _real() -> list[bytes]:
    rows = [json.loads(line) for line in TRACCAR.read_text().splitlines()]
    return [
        bytes.fromhex(row["hex"])
        for row in rows
        if row["hex"].startswith("7e0200") and row["framing"] in ("either", "wire")
    ]
