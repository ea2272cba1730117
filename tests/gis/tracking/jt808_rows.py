"""The tables of other programs' JT/T 808 frames, and how their expectations are held against ours.

`jt808_expectations.csv` names for each of their fields ours, or says why it differs. Paths of both
have `[]` for the place in a list.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from gis.tracking.jt808 import frames, header, location, messages, times
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.location import Location
from gis.tracking.jt808.messages import Message

DATA = Path("tests/data/protocols")
MARKS = slice(1, -1)
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """Return the rows of one table."""
    return [json.loads(line) for line in (DATA / f"jt808_{name}.jsonl").read_text().splitlines()]


YEZHIHAO, TRACCAR, SMALLCHI = rows("yezhihao"), rows("traccar"), rows("smallchi")
FRAMES = [row for row in YEZHIHAO + TRACCAR + SMALLCHI if row["framing"] != "none"]
GOOD = [row for row in FRAMES if row["framing"] != "checksum_mismatch"]
BAD = [row for row in FRAMES if row["framing"] == "checksum_mismatch"]
BODIES = [row for row in SMALLCHI if row["framing"] == "none" and "_0x" in row["kind"]]
UNLABELLED = (DATA / "jt808_frames_unlabelled.txt").read_text().split()


def named(row: Row) -> str:
    """Return the id of a row, for the name of a test."""
    return str(row["id"])


def message_of(row: Row) -> bytes:
    """Return header and body of a row's frame. Raises `BadFrame`."""
    frame = bytes.fromhex(row["hex"])[MARKS]
    return frames.checked(frame) if row["framing"] == "unescaped" else frames.opened(frame)


def opened(row: Row) -> tuple[Header, bytes]:
    """Return header and body of a row's frame, apart."""
    return header.read(message_of(row))


def body_of(row: Row) -> tuple[int, bytes, int]:
    """Return kind, body and edition of a row, which is a frame or a body alone."""
    if row["framing"] == "none":
        kind, *under = (int(each, 16) for each in row["kind"].split("_")[1:])
        # Bodies of the rules of Jiangsu are older than 2019; what is passed through lacks its type.
        edition = 2013 if "SuBiao" in row["project"] else 2019
        return kind, bytes(under) + bytes.fromhex(row["hex"]), edition
    told, body = opened(row)
    return told.kind, body, messages.edition_of(told)


def read(row: Row) -> Message:
    """Return what a row's body says."""
    return messages.read(*body_of(row))


def paths(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the leaves of a value with their paths; a list has a path for its length too."""
    if isinstance(value, Location):
        value = {name: getattr(value, name) for name in Location.__slots__} | {
            "time": times.read(value.time),
            "items": {f"{number}": each for number, each in value.items},
            "extras": location.fix_of(value).extras,
        }
    if isinstance(value, dict):
        for name, each in value.items():
            yield from paths(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        yield f"{path}.Count", len(value)
        yield path, value
        for at, each in enumerate(value):
            yield from paths(each, f"{path}[{at}]")
    else:
        yield path, value


def ours(message: Message) -> dict[str, Any]:
    """Return our values by path; a parameter also under its number."""
    found = dict(paths(message.values))
    for at, each in enumerate(message.values.get("parameters", ())):
        if isinstance(each, dict):
            found |= dict(paths(each["value"], f"parameters.{each['number']}"))
            found |= dict(paths(each["value"], f"parameters[{at}]"))
    return found


def pattern(path: str) -> str:
    """Return a path without the places in its lists."""
    return re.sub(r"\[\d+\]", "[]", path)


def placed(pattern_: str, path: str) -> str:
    """Return a pattern with the places in lists of a path."""
    places = iter(re.findall(r"\[\d+\]", path))
    return re.sub(r"\[\]", lambda _: next(places, "[]"), pattern_)


def same(found: Any, expected: Any) -> bool:
    """Say whether a value of ours is one of theirs, which may be written otherwise."""
    if isinstance(expected, dict):
        expected = expected.get("datetime", expected)
    if isinstance(found, datetime):
        found = times.written(found).hex()
    if isinstance(found, bytes):
        if isinstance(expected, int):
            return int.from_bytes(found) == expected
        return (list(found) if isinstance(expected, list) else found.hex()) == expected
    if isinstance(found, str) and isinstance(expected, str) and found.isdigit():
        digits = re.sub(r"\D", "", expected)
        return found in (expected, digits, digits[2:], digits[:-2]) or found.lstrip("0") == expected
    return bool(found == expected)


def table(name: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (kind or row, their path) → (our path, why it differs) of one program."""
    with (DATA / "jt808_expectations.csv").open(newline="") as file:
        return {
            (row["of"], row["theirs"]): (row["ours"], row["why"])
            for row in csv.DictReader(file)
            if row["table"] == name
        }
