"""A meeting through a relay (Debian's coturn), over UDP and over TCP, with no STUN server."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.conftest import NO_DRAWING, Client, Town, launched
from tests.e2e.desk import Desk
from tests.e2e.phone import eventually
from tests.e2e.test_meeting import DEVICES, enters, until
from tests.harness.demo import credentials_of
from tests.harness.homes import Homes
from tests.harness.ports import free_port
from tests.harness.relay import RELAY, SECRET, address, relay

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(RELAY is None, reason="needs coturn"),
]
# Nothing but the relay may be used; all connections are kept to be asked.
FORCED = """
window.peers = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(given) { super({ ...given, iceTransportPolicy: 'relay' }); window.peers.push(this) }
}
"""
# Of the pairs in use: how we reach the other side, and how we reach the relay.
WAYS = """async () => {
  const ways = []
  for (const peer of window.peers) {
    const stats = await peer.getStats()
    for (const one of stats.values()) {
      if (one.type !== 'transport' || !one.selectedCandidatePairId) continue
      const local = stats.get(stats.get(one.selectedCandidatePairId).localCandidateId)
      ways.push(`${local.candidateType} ${local.relayProtocol}`)
    }
  }
  return ways
}"""
PORTS = {"udp": free_port(), "tcp": free_port()}


@pytest.fixture(scope="module")
def far_town(homes: Homes) -> Iterator[Town]:
    """A system whose pages are told of a relay that listens to UDP or to TCP, one at a time."""
    urls = ",".join(f"turn:{address()}:{port}?transport={way}" for way, port in PORTS.items())
    environment = {"WANGLOU_TURN_URLS": urls, "WANGLOU_TURN_SECRET": SECRET}
    with homes.running("city", environment) as running:
        yield Town(running, credentials_of(running))


@pytest.fixture(scope="module")
def camera_browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium with a camera and a microphone."""
    with launched(playwright, [*NO_DRAWING, *DEVICES]) as browser:
        yield browser


def sending(client: Client, path: str) -> int:
    """Return how many sources of a room the engine hears a picture of."""
    sources = client.get(f"{path}/quality").raise_for_status().json()["sources"]
    return sum(1 for each in sources if each["connected"] and each["video_kbps"] > 0)


@pytest.mark.parametrize("way", ["udp", "tcp"])
def test_a_meeting_through_a_relay(
    camera_browser: Browser, far_town: Town, tmp_path: Path, way: str
) -> None:
    with (
        relay(tmp_path, PORTS[way], way),
        closing(far_town.signed_in("commander")) as commander,
        closing(Desk(camera_browser, far_town, "commander")) as desk,
    ):
        room: Any = commander.post("/api/video/rooms", json={"title": "中继会商"}).json()
        form = {"kind": "test-pattern", "zh": "测试图", "en": "Test"}
        source = commander.post("/api/video/sources", json=form).json()["id"]
        path = f"/api/video/rooms/{room['id']}"
        commander.post(f"{path}/sources", json={"source_id": source}).raise_for_status()
        desk.context.add_init_script(FORCED)
        enters(desk, room["id"])
        expect(desk.page.locator("figure", has_text="测试图").locator("video")).to_be_visible()
        until(desk, lambda now: now["frames"] > 10)
        # One's own camera, and the one brought in.
        eventually(lambda: sending(commander, path) == 2)
        assert set(desk.page.evaluate(WAYS)) == {f"relay {way}"}
        commander.post(f"{path}/close", json={}).raise_for_status()
