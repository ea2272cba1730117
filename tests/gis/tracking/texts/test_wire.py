"""Texts as terminals are sent them."""

import pytest

from gis.tracking.jt808 import messages
from gis.tracking.texts import wire


@pytest.mark.parametrize(
    ("urgent", "edition", "head"),
    [
        (False, 2013, b"\x0c"),
        (True, 2013, b"\x0d"),
        (False, 2019, b"\x0f\x01"),
        (True, 2019, b"\x0e\x01"),
    ],
)
def test_flags_follow_the_edition(urgent: bool, edition: int, head: bytes) -> None:
    body = wire.body("立即返回", urgent=urgent, edition=edition)
    assert body == head + "立即返回".encode("gbk")
    assert messages.read(wire.KIND, body, edition).values["text"] == "立即返回"


def test_a_text_is_what_a_device_can_show() -> None:
    assert wire.said("到场 😀", drill=False) == "到场 ?"
    assert wire.said("集合", drill=True) == "【演练】集合"
    long = wire.said("长" * 600, drill=True)
    assert long.endswith("长…")
    assert len(long.encode("gbk")) == wire.MOST_BYTES
    odd = wire.said("a" + "长" * 600, drill=False)
    assert len(odd.encode("gbk")) == wire.MOST_BYTES - 1


def test_a_body_too_long_for_a_message_is_cut_in_parts() -> None:
    body = wire.body(wire.said("长" * 600, drill=False), urgent=True, edition=2019)
    parts = wire.parts(body)
    assert [len(part) for part in parts] == [1023, 3]
    assert b"".join(parts) == body
    assert wire.parts(b"x") == [b"x"]
