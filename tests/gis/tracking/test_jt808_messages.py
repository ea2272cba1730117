"""Bodies of messages: read, written, refused."""

from datetime import UTC, datetime

import pytest

from gis.tracking.jt808 import messages
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.messages import Message

NINE = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("edition", "size"),
    [(2011, 25 + 8), (2013, 37 + 8), (2019, 76 + 8)],
)
def test_a_registration_of_each_edition(edition: int, size: int) -> None:
    values = {"province": 44, "city": 500, "maker": "WL", "model": "M1", "device": "D1"}
    values |= {"plate_colour": 1, "plate": "粤D12345"}
    body = messages.written(Message(0x0100, values, edition))
    assert len(body) == size
    assert messages.read(0x0100, body, max(edition, 2013)) == Message(0x0100, values, edition)


def test_what_a_server_sends() -> None:
    answer = {"answers": 7, "answers_kind": 0x0200, "result": 0}
    assert messages.written(Message(0x8001, answer)).hex() == "0007020000"
    accepted = {"answers": 7, "result": 0, "code": "abc"}
    assert messages.written(Message(0x8100, accepted)).hex() == "000700616263"
    assert messages.written(Message(0x8100, {"answers": 7, "result": 1})).hex() == "000701"
    assert messages.written(Message(0x8004, {"at": NINE})).hex() == "261122090000"
    order = {"flags": 1, "type": 1, "text": "速到"}
    assert messages.written(Message(0x8300, order, 2019)).hex() == "0101cbd9b5bd"
    assert messages.written(Message(0x8300, order)).hex() == "01cbd9b5bd"
    parts = {"first_serial": 9, "parts": [2, 3]}
    assert messages.written(Message(0x8003, parts)).hex() == "00090200020003"
    assert messages.written(Message(0x8003, parts, 2019)).hex() == "0009000200020003"
    beat = {"parameters": [{"number": 1, "value": {"heartbeat_s": 30}}]}
    assert messages.written(Message(0x8103, beat)).hex() == "0100000001040000001e"


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        (0x8001, {"answers": 1, "answers_kind": 2}, "result is missing"),
        (0x8001, {"answers": 1, "answers_kind": 2, "result": 300}, "result is no number of 1"),
        (0x8300, {"flags": 1, "text": "🚒"}, "gbk"),
        (0x8103, {"parameters": [{"number": 1, "value": {"beat": 1}}]}, "heartbeat_s is missing"),
        (0x8103, {"parameters": [{"number": 0x9999, "value": {}}]}, "of no kind"),
    ],
)
def test_what_cannot_be_written_is_refused(kind: int, values: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        messages.written(Message(kind, values))


def test_a_body_of_no_known_kind_and_one_that_is_too_short() -> None:
    assert messages.read(0x5501, b"ab") == Message(0x5501, {"rest": b"ab"})
    assert messages.written(messages.read(0x5501, b"ab")) == b"ab"
    with pytest.raises(BadFrame, match="short"):
        messages.read(0x0001, b"ab")


def test_a_recorders_packet_without_room_for_its_check_byte_is_too_short() -> None:
    with pytest.raises(BadFrame, match="short"):
        messages.read(0x0700, bytes.fromhex("200323101010003201"), 2019)
