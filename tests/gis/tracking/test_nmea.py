"""NMEA 0183 as receivers send it, held against gpsd's reading of the same logs."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.tracking import nmea
from gis.tracking.fix import Fix
from gis.tracking.nmea_epochs import Epochs
from gis.tracking.numbers import BadReport

LOGS = Path("tests/data/protocols/nmea")
# gpsd's name of a value, ours, and how far they may differ: gpsd rounds.
VALUES = (
    ("lat", "lat", 1e-8),
    ("lon", "lon", 1e-8),
    ("altMSL", "altitude_m", 1e-3),
    ("speed", "speed_mps", 6e-4),
    ("track", "course_deg", 1e-3),
)
# What gpsd says and we do not, and why: (log, value) or (log, value, time).
DIFFERENT = {
    ("garmin48", "altMSL"): "gpsd takes the height of Garmin's own PGRMZ; GLL has none",
    ("garmin48", "speed"): "gpsd reckons a speed from two places; GLL has none",
    ("humminbird-M37", "speed"): "gpsd reckons a speed from two places; GLL has none",
    ("humminbird-M37", "track"): "gpsd told of the place before VTG told the course, and not after",
    ("tcp-torture", "time"): "the receiver's date is of 2007; gpsd adds 1,024 weeks to it",
}
# Fixes of ours gpsd has none for: it tells once in a cycle of the receiver, which may have two
# times, and not of what is without a date, without a fix, or cut off at the end of the log.
MORE = {
    "ait250": 1,
    "beidou-gb": 1,
    "ch-4701": 2,
    "garmin48": 6,
    "humminbird-M37": 2,
    "mtk-3301": 8,
}
COUNTS = {
    "ais-18-27": {"AIS": 276},
    "ait250": {"AIS": 75, "RMC": 34, "other": 33},
    "beidou-gb": {"GGA": 5, "GNS": 5, "GSA": 7, "GSV": 41, "RMC": 5, "other": 5},
    "garmin48": {"RMC": 7, "GGA": 7, "GLL": 7, "GSA": 7, "GSV": 21, "other": 42, "checksum": 1},
    "mtk-3301": {"GGA": 11, "RMC": 11, "VTG": 11, "GSA": 3, "GSV": 8, "other": 12, "checksum": 3},
    "pypilot": {"other": 29},
}


def read(path: Path) -> tuple[list[Fix], Epochs]:
    splitter, epochs = nmea.Splitter(), Epochs()
    lines = path.read_bytes().splitlines(keepends=True)
    log = b"".join(line for line in lines if not line.startswith(b"#"))
    chunks = log.split(b"|")  # where this log wants the stream to be cut
    fixes = [epochs.feed(line) for chunk in chunks for line in splitter.feed(chunk)]
    return [fix for fix in (*fixes, epochs.ended()) if fix is not None], epochs


def told_by_gpsd(path: Path) -> dict[datetime, dict[str, Any]]:
    """The last report of each time."""
    with gzip.open(f"{path}.chk.gz", "rt") as file:
        reports = [json.loads(line) for line in file if line.startswith('{"class":"TPV"')]
    return {datetime.fromisoformat(each["time"]): each for each in reports if "time" in each}


def same(expected: float | None, found: float | None, far: float) -> bool:
    if expected is None or found is None:
        return expected is found
    return abs(expected - found) <= far


@pytest.mark.parametrize("path", sorted(LOGS.glob("*.log")), ids=lambda path: path.stem)
def test_fixes_are_those_of_gpsd(path: Path) -> None:
    fixes, epochs = read(path)
    mine = {fix.at: fix for fix in fixes}  # one log has the same minute twice
    seen = set()
    for at, theirs in told_by_gpsd(path).items():
        if (path.stem, "time") in DIFFERENT:
            seen.add((path.stem, "time"))
            assert at not in mine
            (fix,) = fixes
        else:
            fix = mine.pop(at)
        assert fix.valid
        for name, ours, far in VALUES:
            expected, found = theirs.get(name), getattr(fix, ours)
            if not same(expected, found, far):
                assert (path.stem, name) in DIFFERENT, (at, name, expected, found)
                seen.add((path.stem, name))
    assert seen == {each for each in DIFFERENT if each[0] == path.stem}
    assert len(mine) == MORE.get(path.stem, 1 if path.stem == "tcp-torture" else 0)
    assert COUNTS.get(path.stem, epochs.counts) == epochs.counts


def line(body: str) -> bytes:
    check = 0
    for byte in body.encode():
        check ^= byte
    return f"${body}*{check:02X}".encode()


def fixed(*bodies: str) -> list[Fix]:
    epochs = Epochs()
    found = [epochs.feed(line(body)) for body in bodies]
    assert not {"checksum", "malformed"} & set(epochs.counts)
    return [fix for fix in (*found, epochs.ended()) if fix is not None]


@pytest.mark.parametrize("talker", ["GP", "GL", "GN", "BD", "GB", "GA", "GQ"])
def test_any_talker_is_read(talker: str) -> None:
    (fix,) = fixed(
        f"{talker}GGA,010203.50,2321.0000,N,11640.0000,E,1,12,0.8,15.5,M,,M,,",
        f"{talker}RMC,010203.50,A,2321.0000,N,11640.0000,E,10.0,361.0,221126,,,A",
    )
    assert fix.at == datetime(2026, 11, 22, 1, 2, 3, 500_000, tzinfo=UTC)
    assert (fix.lon, fix.lat) == (pytest.approx(116 + 2 / 3), pytest.approx(23.35))
    assert (fix.altitude_m, fix.course_deg, fix.valid) == (15.5, 1.0, True)
    assert fix.speed_mps == pytest.approx(5.1444, abs=1e-4)
    assert fix.extras == {"satellites": 12, "hdop": 0.8, "quality": 1}


def test_a_time_without_a_date_is_near_the_last_one_with_a_date() -> None:
    place = "2321.0,N,11640.0,E"
    nothing, before, after = fixed(
        f"GPGLL,{place},235957,A",
        f"GPRMC,235959,A,{place},0,0,311226,,,A",
        f"GPGLL,{place},000001,A",
    )
    assert nothing.at is None
    assert before.at == datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert after.at == datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_one_sentence_without_a_fix_is_enough() -> None:
    (fix,) = fixed(
        "GPGGA,010203,2321.0,N,11640.0,E,0,00,,,M,,M,,",
        "GPRMC,010203,A,2321.0,N,11640.0,E,0,0,221126,,,A",
    )
    assert not fix.valid


@pytest.mark.parametrize(
    "body",
    [
        "GPRMC,010203,A,9100.0,N,11640.0,E,0,0,221126,,,A",
        "GPRMC,010203,A,2321.0,X,11640.0,E,0,0,221126,,,A",
        "GPRMC,010203,A,2321.0,N,nan,E,0,0,221126,,,A",
        "GPRMC,250203,A,2321.0,N,11640.0,E,0,0,221126,,,A",
        "GPRMC,010203,A,2321.0,N,11640.0,E,0,0,321126,,,A",
        "GPGGA,010203,2321.0,N,11640.0,E,one,00,,,M,,M,,",
    ],
)
def test_what_cannot_be_is_counted(body: str) -> None:
    epochs = Epochs()
    assert epochs.feed(line(body)) is None
    assert epochs.counts == {"malformed": 1}
    assert epochs.ended() is None


def test_a_first_line_says_who_it_is() -> None:
    assert nmea.token(b"$WLID,abc-123\r\n") == "abc-123"
    assert nmea.token(b"$WLID,") is None
    assert nmea.token(b"$WLID," + b"a" * 200) is None
    assert nmea.token(line("GPGLL,,,,,,V")) is None


def test_what_stands_before_a_sentence_is_passed_over() -> None:
    noise = rb"\s:2573345,c:1*00" + b"\\"
    assert nmea.sentence(noise + line("GPGLL,,"))[0] == "GPGLL"
    with pytest.raises(BadReport, match="checksum"):
        nmea.sentence(b"$GPGLL,,,,,,V")
    with pytest.raises(BadReport, match="no sentence"):
        nmea.sentence(b"hello")


def test_a_line_without_an_end_is_not_kept() -> None:
    splitter = nmea.Splitter()
    for _ in range(10):
        assert splitter.feed(b"$" + b"G" * 400) == []
    assert splitter.dropped_bytes > 3000


KINDS = st.sampled_from(["GPRMC", "GNGGA", "GPGLL", "GNGNS", "GPVTG", "GPZDA", "PX"])


@given(st.lists(KINDS | st.text(max_size=9)))
def test_any_fields_are_read_or_refused(fields: list[str]) -> None:
    epochs = Epochs()
    for _ in range(2):
        epochs.feed(line(",".join(fields).replace("*", "")))
    fix = epochs.ended()
    assert fix is None or abs(fix.lat) <= 90
    assert sum(epochs.counts.values()) == 2
