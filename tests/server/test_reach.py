"""Whether phones reach us: what `wanglou doctor` finds out about HTTPS and relays."""

from pathlib import Path

import pytest

from server.reach import https, relays
from tests.harness.ports import free_port
from tests.harness.relay import RELAY, SECRET, address, relay


def test_https_is_needed_by_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, ok in (("", False), ("http://10.0.0.7", False), ("http://127.0.0.1:8000", True)):
        monkeypatch.setenv("WANGLOU_PUBLIC_URL", given)
        assert https().ok is ok
    monkeypatch.setenv("WANGLOU_PUBLIC_URL", f"https://127.0.0.1:{free_port()}")
    nobody = https()
    assert not nobody.ok
    assert nobody.advice == "start the proxy"


def test_without_a_relay_all_is_well_and_half_a_setting_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WANGLOU_TURN_URLS", raising=False)
    assert [each.ok for each in relays()] == [True]
    monkeypatch.setenv("WANGLOU_TURN_URLS", "stun:relay.city")
    assert [each.ok for each in relays()] == [False]
    monkeypatch.setenv("WANGLOU_TURN_URLS", "turn:127.0.0.1")
    (half,) = relays()
    assert "no secret" in half.found


@pytest.mark.skipif(RELAY is None, reason="needs coturn")
@pytest.mark.parametrize("way", ["udp", "tcp"])
def test_a_relay_is_asked_for_a_place_with_our_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    port = free_port()
    monkeypatch.setenv("WANGLOU_TURN_URLS", f"turn:{address()}:{port}?transport={way}")
    monkeypatch.setenv("WANGLOU_TURN_SECRET", SECRET)
    with relay(tmp_path, port, way):
        (found,) = relays()
        assert found.ok, found.found
        monkeypatch.setenv("WANGLOU_TURN_SECRET", "another")
        (refused,) = relays()
        assert not refused.ok
    (gone,) = relays()
    assert not gone.ok
