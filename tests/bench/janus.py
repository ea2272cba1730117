"""Debian's Janus as the limit in the same run: its video room does what our engine does.

Ordered about by its HTTP API; the peers are those of `tests/bench/media.py`.
"""

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from aiortc import RTCIceCandidate
from aiortc.rtcdtlstransport import RTCDtlsFingerprint, RTCDtlsParameters
from aiortc.rtcicetransport import RTCIceParameters

from kernel.api import ended
from tests.harness.media import CONNECT_S, WirePeer, video_section
from tests.harness.ports import free_port
from video.engine.embedded.doors import own_addresses

ROOM = 1234
PATIENCE_S = 20.0
CONFIGURATION = """
general: {{ configs_folder = "{folder}" daemonize = false log_to_stdout = true debug_level = 2
  admin_secret = "{secret}" server_name = "bench" protected_folders = [] }}
media: {{ rtp_port_range = "40000-45000" }}
nat: {{ nice_debug = false full_trickle = false }}
plugins: {{ disable = "{others}" }}
transports: {{ disable = "{doors}" }}
events: {{ broadcast = false }}
"""
HTTP = """
general: {{ json = "compact" base_path = "/janus" http = true port = {port} interface = "lo" }}
admin: {{ admin_http = false }}
"""
OTHERS = (
    "audiobridge",
    "duktape",
    "echotest",
    "lua",
    "nosip",
    "recordplay",
    "sip",
    "streaming",
    "textroom",
    "videocall",
    "voicemail",
)
DOORS = ("mqtt", "nanomsg", "pfunix", "rabbitmq", "websockets")


def present() -> bool:
    """Say whether this machine has Janus."""
    return shutil.which("janus") is not None


class Janus:
    """One session at its HTTP API."""

    def __init__(self, client: httpx.AsyncClient, session: int) -> None:
        self._client, self._session = client, session
        self._events: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._task = asyncio.create_task(self._listen(), name="janus")

    async def stop(self) -> None:
        """End it."""
        await ended([self._task])

    async def handle(self) -> int:
        """Make a handle of the video room."""
        body = {"janus": "attach", "plugin": "janus.plugin.videoroom"}
        return int((await self._post("", body))["data"]["id"])

    async def ask(self, handle: int, body: dict[str, Any], jsep: Any = None) -> dict[str, Any]:
        """Send a message and wait for what the video room says to it."""
        name = secrets.token_hex(8)
        waiting = self._events[name] = asyncio.get_running_loop().create_future()
        message: dict[str, Any] = {"janus": "message", "transaction": name, "body": body}
        if jsep is not None:
            message["jsep"] = jsep
        answer = await self._post(f"/{handle}", message)
        if answer["janus"] == "success":
            del self._events[name]
            return answer
        async with asyncio.timeout(PATIENCE_S):
            return await waiting

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        given = {"transaction": secrets.token_hex(8)} | body
        answer = (await self._client.post(f"/{self._session}{path}", json=given)).json()
        assert answer["janus"] != "error", answer
        return dict(answer)

    async def _listen(self) -> None:
        while True:
            answer = await self._client.get(f"/{self._session}", params={"maxev": 10}, timeout=60)
            events = answer.json()
            for event in events if isinstance(events, list) else [events]:
                waiting = self._events.pop(event.get("transaction", ""), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(event)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[int, Janus]]:
    """Run Janus with a room; yield its pid and the session."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        names = {
            "folder": folder,
            "secret": secrets.token_hex(8),
            "others": ",".join(f"libjanus_{one}.so" for one in OTHERS),
            "doors": ",".join(f"libjanus_{one}.so" for one in DOORS),
        }
        (Path(folder) / "janus.jcfg").write_text(CONFIGURATION.format(**names))
        (Path(folder) / "janus.transport.http.jcfg").write_text(HTTP.format(port=port))
        (Path(folder) / "janus.plugin.videoroom.jcfg").write_text("general: {}\n")
        with (Path(folder) / "log").open("wb") as log:
            child = await asyncio.create_subprocess_exec(
                "janus", f"--configs-folder={folder}", stdout=log, stderr=log
            )
        base = f"http://127.0.0.1:{port}/janus"
        try:
            async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=30) as client:
                session = await _session(client)
                janus = Janus(client, session)
                try:
                    room = {
                        "request": "create",
                        "room": ROOM,
                        "publishers": 100,
                        "videocodec": "vp8",
                        "bitrate": 0,
                        "notify_joining": False,
                    }
                    await janus.ask(await janus.handle(), room)
                    yield child.pid, janus
                finally:
                    await janus.stop()
        finally:
            child.terminate()
            await child.wait()


async def _session(client: httpx.AsyncClient) -> int:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                answer = await client.post("", json={"janus": "create", "transaction": "new"})
                return int(answer.json()["data"]["id"])
            except httpx.TransportError:
                await asyncio.sleep(0.1)


async def publish(janus: Janus, peer: WirePeer, ssrc: int) -> int:
    """Let a peer publish one picture; return its feed."""
    handle = await janus.handle()
    joined = await janus.ask(handle, {"request": "join", "ptype": "publisher", "room": ROOM})
    feed = int(joined["plugindata"]["data"]["id"])
    peer.address = own_addresses()[0]
    text = await peer.offer([video_section("sendonly", ssrc)])
    candidates = "".join(f"a=candidate:{one}\r\n" for one in peer.candidates())
    text += candidates + "a=end-of-candidates\r\n"
    body = {"request": "configure", "video": True, "audio": False}
    answer = await janus.ask(handle, body, {"type": "offer", "sdp": text})
    await meet(peer, answer["jsep"]["sdp"], controlling=True)
    return feed


async def watch(janus: Janus, peer: WirePeer, feeds: list[int]) -> None:
    """Let a peer watch feeds."""
    handle = await janus.handle()
    body = {
        "request": "join",
        "ptype": "subscriber",
        "room": ROOM,
        "streams": [{"feed": one} for one in feeds],
    }
    offered = (await janus.ask(handle, body))["jsep"]["sdp"]
    peer.address = own_addresses()[0]
    ours = await peer.offer(["m=x 9 x 0\r\n"])
    own = _told(ours)
    sections = offered.split("m=")[1:]
    mids = [line[6:] for line in offered.splitlines() if line.startswith("a=mid:")]
    lines = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {' '.join(mids)}"]
    for section, mid in zip(sections, mids, strict=True):
        numbers = section.splitlines()[0].split()[3:]
        maps = [one for one in section.splitlines() if one.startswith(("a=rtpmap", "a=fmtp"))]
        lines += [
            f"m=video 9 UDP/TLS/RTP/SAVPF {' '.join(numbers)}",
            "c=IN IP4 0.0.0.0",
            f"a=mid:{mid}",
            "a=recvonly",
            "a=rtcp-mux",
            *maps,
            f"a=ice-ufrag:{own['ice-ufrag']}",
            f"a=ice-pwd:{own['ice-pwd']}",
            f"a=fingerprint:{own['fingerprint']}",
            "a=setup:active",
            *[f"a=candidate:{one}" for one in peer.candidates()],
            "a=end-of-candidates",
        ]
    answer = "\r\n".join(lines) + "\r\n"
    connecting = asyncio.create_task(meet(peer, offered, controlling=False))
    await janus.ask(handle, {"request": "start"}, {"type": "answer", "sdp": answer})
    await connecting


def _told(text: str) -> dict[str, str]:
    lines = [line[2:] for line in text.splitlines() if line.startswith("a=") and ":" in line]
    return dict(line.split(":", 1) for line in reversed(lines))


async def meet(peer: WirePeer, text: str, *, controlling: bool) -> None:
    """Go where a description says."""
    told = _told(text)
    peer.ice._connection.ice_controlling = controlling
    for line in text.split("m=")[1].splitlines():
        if line.startswith("a=candidate:") and " udp " in line.lower():
            host, port = line.split()[4:6]
            if host in own_addresses() and ":" not in host:
                await peer.ice.addRemoteCandidate(
                    RTCIceCandidate(1, "1", host, int(port), 2130706431, "udp", "host")
                )
    await peer.ice.addRemoteCandidate(None)
    async with asyncio.timeout(CONNECT_S):
        await peer.ice.start(RTCIceParameters(told["ice-ufrag"], told["ice-pwd"]))
        peer.dtls._set_role("server" if told["setup"] == "active" else "client")
        algorithm, value = told["fingerprint"].split()
        await peer.dtls.start(RTCDtlsParameters([RTCDtlsFingerprint(algorithm, value)]))
    assert peer.dtls.state == "connected"
