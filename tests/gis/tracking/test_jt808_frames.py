"""Frames, headers and places, held against frames of other programs and of real devices."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.tracking.jt808 import frames, header, location, times
from gis.tracking.jt808.answers import Answers
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.location import Location
from tests.gis.tracking.jt808_rows import (
    BAD,
    DATA,
    GOOD,
    MARKS,
    SMALLCHI,
    TRACCAR,
    UNLABELLED,
    YEZHIHAO,
    Row,
    message_of,
    named,
)

REPORT, BATCH, ANSWERED, CONTROLLED = 0x0200, 0x0704, 0x0201, 0x0500
# Frames that do not come out as they came in, and why.
DIFFERENT = {
    "tr-023": "0x5501 of a maker: length and reserved bit of the header are of his own",
    "tr-024": "0x5502 of a maker: length and reserved bit of the header are of his own",
    "tr-031": "0x5501 of a maker: length and reserved bit of the header are of his own",
    "tr-035": "a 7d was sent as it is; ours is escaped",
    "tr-045": "0x5501 of a maker: the length in the header is of his own",
    "tr-047": "0x5502 of a maker: the length in the header is of his own",
    "tr-075": "the length in the header is wrong: 122 said, 107 sent",
}


@pytest.mark.parametrize("row", GOOD, ids=named)
def test_a_frame_comes_out_as_it_came_in(row: Row) -> None:
    message = message_of(row)
    again = header.written(*header.read(message))
    if row["framing"] == "unescaped":
        same = again == message
    else:
        same = frames.closed(again).hex() == row["hex"].lower()
    assert same != (row["id"] in DIFFERENT)


def test_frames_without_a_decoding_come_out_as_they_came_in() -> None:
    for line in UNLABELLED:
        message = frames.opened(bytes.fromhex(line)[MARKS])
        assert frames.closed(header.written(*header.read(message))).hex() == line


@pytest.mark.parametrize("row", BAD, ids=named)
def test_a_wrong_check_byte_is_refused(row: Row) -> None:
    with pytest.raises(BadFrame, match="checksum"):
        message_of(row)


@pytest.mark.parametrize("row", YEZHIHAO, ids=named)
def test_a_header_tells_terminal_serial_and_version(row: Row) -> None:
    told, body = header.read(message_of(row))
    expected = row["json"]
    assert told.kind == expected["messageId"]
    assert told.terminal == expected["clientId"]
    assert told.serial == expected["serialNo"]
    assert (told.version or 0) == expected["protocolVersion"]
    assert len(body) == expected["properties"] & header.LENGTH


def raw(expected: Row) -> tuple[int, ...]:
    names = ("warnBit", "statusBit", "latitude", "longitude", "altitude", "speed", "direction")
    return tuple(expected[name] for name in names)


def given_raw(report: Location) -> tuple[int, ...]:
    place = (report.latitude, report.longitude, report.height_m)
    return (report.alarms, report.status, *place, report.speed, report.course_deg)


def beijing(text: str) -> datetime:
    return (datetime.fromisoformat(text) - timedelta(hours=8)).replace(tzinfo=UTC)


def reports_of(row: Row) -> list[Location]:
    told, body = header.read(message_of(row))
    if told.kind == BATCH:
        return location.batch(body)[1]
    if told.kind in (ANSWERED, CONTROLLED):  # the serial number of what they answer stands first
        return [location.read(body, 2)]
    return [location.read(body)]


PLACES = [row for row in YEZHIHAO if row["json"]["messageId"] in (REPORT, BATCH)]


@pytest.mark.parametrize("row", PLACES, ids=named)
def test_places_of_the_standard_are_read_and_written(row: Row) -> None:
    told, body = header.read(message_of(row))
    expected = row["json"]
    for report, each in zip(reports_of(row), expected.get("items", [expected]), strict=True):
        assert given_raw(report) == raw(each)
        assert times.read(report.time) == beijing(each["deviceTime"])
    if told.kind == REPORT:
        assert location.written(location.read(body)) == body
        extras = location.fix_of(location.read(body)).extras
        # Their numbers of the items: 1 distance, 2 fuel, 3 speed, 4 alarm, 6 temperature, 37 …
        assert {"distance_km": 1.1, "fuel_l": 2.2, "recorder_kmh": 3.3}.items() <= extras.items()
        assert {"alarm_event": 44, "cabin_celsius": 2, "signals": 99}.items() <= extras.items()
        assert {"inputs": 10, "analog": 20, "network": 30, "satellites": 40}.items() <= (
            extras.items()
        )
        assert extras["overspeed"] == {"area_type": 66, "area": 66}
        assert extras["crossing"] == {"area_type": 77, "area": 77, "direction": 77}
        assert extras["section"] == {"section": 88, "drive_s": 88, "result": 88}
        assert extras["tyres"] == {"pressures": [55, 55, 55, *[0] * 27]}
    else:
        assert location.batch(body)[0] is True


CHECKED = [
    row
    for row in SMALLCHI
    if row["framing"] != "checksum_mismatch"
    and (
        row["kind"] == "JT808_0x0200"
        or (row["kind"] == "package" and row["hex"][2:6] in ("0200", "0201", "0500", "0704"))
    )
]


@pytest.mark.parametrize("row", CHECKED, ids=named)
def test_places_say_what_the_tests_of_another_program_assert(row: Row) -> None:
    if row["framing"] == "none":
        reports = [location.read(bytes.fromhex(row["hex"]))]
    else:
        reports = reports_of(row)
    names = {"AlarmFlag": "alarms", "StatusFlag": "status", "Lat": "latitude"}
    names |= {"Lng": "longitude", "Speed": "speed", "Altitude": "height_m"}
    seen = 0
    for path, expected in row["fields"].items():
        name = path.rpartition(".")[2]
        report = reports[int(path.partition("[")[2][0]) if "Positions[" in path else 0]
        if name in names:
            assert getattr(report, names[name]) == expected
            seen += 1
        elif name == "GPSTime":
            assert times.read(report.time) == beijing(expected["datetime"])
            seen += 1
    assert seen >= 4


@pytest.mark.parametrize(
    "row",
    [row for row in TRACCAR if row["hex"][2:6] in ("0200", "0704") and row in GOOD],
    ids=named,
)
def test_places_of_real_devices_survive_what_their_makers_add(row: Row) -> None:
    for report in reports_of(row):
        fix = location.fix_of(report)
        assert -180 <= fix.lon <= 180
        assert -90 <= fix.lat <= 90
        assert fix.at is None or datetime(2010, 1, 1, tzinfo=UTC) < fix.at
        if row["expect"] in ("position", "positions"):
            assert fix.at is not None
        assert location.written(report) == location.written(location.read(location.written(report)))


def test_a_value_shorter_than_it_says_loses_no_place() -> None:
    good = location.read(bytes.fromhex(next(r for r in SMALLCHI if r["id"] == "sc-048")["hex"]))
    broken = location.written(good) + bytes.fromhex("30ff01")
    read = location.read(broken)
    assert given_raw(read) == given_raw(good)
    assert read.items == good.items
    assert location.fix_of(read).extras["rest"] == "30ff01"
    assert location.written(read) == broken


def test_signs_come_from_the_status_or_from_the_number() -> None:
    def fix(status: int, latitude: int, longitude: int) -> tuple[float, float]:
        report = Location(0, status, latitude, longitude, 0, 0, 0, bytes(6), [])
        found = location.fix_of(location.read(location.written(report)))
        return found.lat, found.lon

    assert fix(0, 12222222, 132444444) == (12.222222, 132.444444)
    assert fix(location.SOUTH | location.WEST, 12222222, 132444444) == (-12.222222, -132.444444)
    assert fix(0, -12222222, -132444444) == (-12.222222, -132.444444)
    assert fix(location.SOUTH, -12222222, 132444444) == (-12.222222, 132.444444)


def test_no_time_is_none() -> None:
    assert times.read(bytes(6)) is None
    assert times.read(bytes.fromhex("211301000000")) is None
    assert times.read(bytes.fromhex("2a0101000000")) is None


def test_escapes_in_both_directions() -> None:
    with (DATA / "jt808_escape_vectors.csv").open() as file:
        for row in csv.DictReader(file):
            given, expected = (
                bytes.fromhex(row[f"{way}_hex"])[MARKS] for way in ("input", "output")
            )
            if row["direction"] == "encode":
                assert frames.closed(given)[1:-2] == expected
            else:
                check = frames.closed(expected)[-2:-1]
                assert frames.opened(given + check) == expected


@given(st.lists(st.binary(min_size=1, max_size=200), max_size=8), st.integers(1, 50))
def test_frames_are_found_however_the_stream_is_cut(messages: list[bytes], step: int) -> None:
    stream = b"".join(frames.closed(message) for message in messages)
    splitter, found = frames.Splitter(), []
    for start in range(0, len(stream), step):
        found += [frames.opened(frame) for frame in splitter.feed(stream[start : start + step])]
    assert found == messages
    assert splitter.dropped_bytes == 0


def test_a_stream_without_an_end_is_not_kept() -> None:
    splitter = frames.Splitter()
    for _ in range(100):
        assert splitter.feed(bytes(1000)) == []
    assert splitter.dropped_bytes > 90_000
    message = bytes.fromhex("0002000012345678901200 01")
    # What is left of the noise ends at the first mark; the frame after it is whole.
    assert [frames.opened(each) for each in splitter.feed(frames.closed(message))[-1:]] == [message]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for frame in frames.Splitter().feed(data + frames.MARK):
        try:
            told, body = header.read(frames.opened(frame))
            reports = location.batch(body)[1] if told.kind == BATCH else [location.read(body)]
        except BadFrame:
            continue
        for report in reports:
            location.fix_of(report)


def test_a_body_has_a_largest_size() -> None:
    with pytest.raises(ValueError, match="1024"):
        header.written(Header(0x0801, "1" * 12, 1), bytes(1024))


@pytest.mark.parametrize("version", [None, 1])
def test_general_answers_are_what_the_long_way_makes(version: int | None) -> None:
    terminal = "13912345678".zfill(12 if version is None else 20)
    answers = Answers(terminal, version)
    for serial in range(0, 0x10000, 0x7D):  # marks and their escapes among them
        body = serial.to_bytes(2, "big") + b"\x02\x00\x01"
        told = Header(0x8001, terminal, 0x7E7D ^ serial, version)
        long = frames.closed(header.written(told, body))
        assert answers.framed(told.serial, serial, 0x0200, 1) == long
