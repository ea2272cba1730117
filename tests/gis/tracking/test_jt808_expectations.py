"""What other programs read in the shared frames, field by field; differences say why."""

import re
from collections.abc import Iterator
from typing import Any

from gis.tracking.jt808 import header, location, messages
from gis.tracking.jt808.frames import BadFrame
from tests.gis.tracking import jt808_rows
from tests.gis.tracking.jt808_rows import (
    BAD,
    BODIES,
    GOOD,
    SMALLCHI,
    TRACCAR,
    UNLABELLED,
    YEZHIHAO,
    Row,
    ours,
    paths,
    pattern,
    placed,
    same,
)

HEADERS = {
    "Header.MsgId": lambda told, _: told.kind,
    "Header.MsgNum": lambda told, _: told.serial,
    "Header.TerminalPhoneNo": lambda told, _: told.terminal.lstrip("0"),
    "Header.MessageBodyProperty.DataLength": lambda _, body: len(body),
}
# Of the header, and said otherwise there: their enumerations, and parts that are not there.
HEADER_OWN = {
    "Header.ProtocolVersion",
    "Header.PackageIndex",
    "Header.PackgeCount",
    "Header.MessageBodyProperty.Encrypt",
}
# Of every message of theirs; the headers have a test of their own.
OWN = {"messageId", "properties", "protocolVersion", "clientId", "serialNo", "verified"}
ASKED, ABSENT = ("yezhihao", "smallchi"), object()
FRAMES_OF_SMALLCHI = [row for row in SMALLCHI if row in GOOD]
TABLES = {name: jt808_rows.table(name) for name in ("yezhihao", "smallchi", "traccar")}


def expected_of(row: Row) -> Iterator[tuple[str, Any]]:
    """Yield their paths and values."""
    if "json" in row:
        for path, value in paths({k: v for k, v in row["json"].items() if k not in OWN}):
            of_dicts = isinstance(value, list) and value and isinstance(value[0], dict)
            of_list = isinstance(value, int) and path.endswith("]")
            if path.rpartition(".")[2] not in {*OWN, "Count"} and not (of_dicts or of_list):
                yield path, value
        return
    for path, value in row["fields"].items():
        if not path.startswith("Header."):
            yield path.removeprefix("Bodies."), value


def test_fields_are_those_other_programs_read() -> None:
    """A row that says why is wrong once ours is the same; a row nobody uses is old."""
    used, explained, wrong = set(), set(), []
    for row in YEZHIHAO + BODIES + FRAMES_OF_SMALLCHI:
        message = jt808_rows.read(row)
        name, found = "yezhihao" if "json" in row else "smallchi", ours(message)
        for path, expected in expected_of(row):
            theirs = re.sub(r"(parameters\.6230[89]\.p)\d+$", r"\1*", pattern(path))
            key = (f"{message.kind:04x}", theirs)
            used.add((name, *key))
            mine, why = TABLES[name][key]
            value = found.get(placed(mine, path), ABSENT)
            if value is ABSENT or not same(value, expected):
                explained.add((name, *key))
                if not why:
                    wrong.append((row["id"], path, expected, value))
    assert wrong == []
    rows = {(name, *key): why for name in ASKED for key, (_, why) in TABLES[name].items()}
    assert used == set(rows)
    assert explained == {key for key, why in rows.items() if why}


def test_headers_are_those_another_program_reads() -> None:
    for row in FRAMES_OF_SMALLCHI:
        told, body = jt808_rows.opened(row)
        for path, expected in row["fields"].items():
            if path.startswith("Header.") and path not in HEADER_OWN:
                assert HEADERS[path](told, body) == expected, row["id"]


def test_headers_alone() -> None:
    for row in (row for row in SMALLCHI if row["kind"] == "JT808Header"):
        told, _ = header.read(bytes.fromhex(row["hex"]))
        fields = row["fields"]
        assert (told.kind, told.serial) == (fields["MsgId"], fields["MsgNum"])
        assert told.terminal.lstrip("0") == fields["TerminalPhoneNo"]


def test_real_devices_say_what_another_program_asserts() -> None:
    used = set()
    for row in (row for row in TRACCAR if row in GOOD):
        message = jt808_rows.read(row)
        reports = message.values.get("locations") or [message.values.get("location")]
        if row["expect"] == "null":
            assert reports == [None], row["id"]
            continue
        for theirs, value in (row["fields"] or {row["expect"]: None}).items():
            mine, why = TABLES["traccar"].get((row["id"], theirs), ("", ""))
            used.add((row["id"], theirs))
            if mine:
                found = ours(message)[mine]
                assert value is None or same(found, value), row["id"]
            elif not why:
                assert row["expect"] in ("position", "positions"), row["id"]
                assert all(location.fix_of(report).at for report in reports), row["id"]
    assert set(TABLES["traccar"]) <= used


def test_bodies_come_out_as_they_came_in() -> None:
    unlabelled: list[Row] = [{"id": line, "hex": line, "framing": "either"} for line in UNLABELLED]
    editions = set()
    for row in GOOD + BODIES + unlabelled:
        kind, body, edition = jt808_rows.body_of(row)
        message = messages.read(kind, body, edition)
        assert messages.written(message) == body, row["id"]
        assert row in GOOD or kind in messages.KINDS or kind == 0x0304
        editions.add(message.edition)
    assert editions == {2011, 2013, 2019}


def test_bad_checksums_are_refused_and_can_be_counted() -> None:
    refused = 0
    for row in BAD:
        try:
            jt808_rows.message_of(row)
        except BadFrame as error:
            refused += error.why == "checksum"
    assert refused == len(BAD) > 0
