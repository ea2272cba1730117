"""People who meet through the media engine: real ICE and DTLS of aiortc, packets made by hand.

Each packet carries its number, so that what comes is counted and nothing needs decoding.
"""

import asyncio
import os
import secrets
import socket
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from struct import Struct
from typing import Any
from uuid import UUID, uuid4

from aiortc import RTCCertificate, RTCIceCandidate, RTCIceGatherer, RTCIceTransport
from aiortc.rtcdtlstransport import RTCDtlsFingerprint, RTCDtlsParameters, RTCDtlsTransport
from aiortc.rtcicetransport import RTCIceParameters
from redis.asyncio import Redis

from kernel.api import SystemClock, ended
from video.engine import rtcp
from video.engine.embedded.doors import Doors
from video.engine.embedded.engine import EmbeddedEngine
from video.engine.interface import Layer, MediaEngine, Role
from video.engine.remote import RemoteEngine

LOOPBACK = "127.0.0.1"
VP8, H264, OPUS, RTX_OF_VP8, RTX_OF_H264 = 96, 103, 111, 97, 104
LEVEL_ID, MID_ID = 1, 4
# Of a packet that does not end its picture.
UNMARKED = 0x80
CONNECT_S = 10.0
AGAIN_S = 0.12
MOST_BEHIND_S = 1.0
SOUND_S = 0.02
HEAD = Struct("!BBHII")
NUMBER = Struct("!I")
# Making one takes a while, and nobody here looks who it is.
_certificates: list[RTCCertificate] = []


def offer_text(
    sections: Iterable[str],
    ufrag: str = "user",
    password: str = "p" * 24,
    fingerprint: str = "sha-256 " + "AA:" * 31 + "AA",
) -> str:
    """Return an offer as a browser writes it, cut to what matters."""
    given = list(sections)
    mids = " ".join(str(n) for n in range(len(given)))
    head = (
        "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
        f"a=group:BUNDLE {mids}\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n"
    )
    parts = [
        part.format(mid=n)
        + f"a=ice-ufrag:{ufrag}\r\na=ice-pwd:{password}\r\na=ice-options:trickle\r\n"
        f"a=fingerprint:{fingerprint}\r\na=setup:actpass\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
        for n, part in enumerate(given)
    ]
    return head + "".join(parts)


def audio_section(direction: str, ssrc: int | None = None) -> str:
    """Return the m-line of sound."""
    return (
        f"m=audio 9 UDP/TLS/RTP/SAVPF {OPUS} 63 9\r\nc=IN IP4 0.0.0.0\r\n"
        "a=mid:{mid}\r\n"
        f"a={direction}\r\na=extmap:{LEVEL_ID} urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
        f"a=extmap:{MID_ID} urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
        f"a=rtpmap:{OPUS} opus/48000/2\r\na=rtpmap:63 red/48000/2\r\na=rtpmap:9 G722/8000\r\n"
        f"a=fmtp:{OPUS} minptime=10;useinbandfec=1\r\n" + _ssrc(ssrc)
    )


def video_section(direction: str, ssrc: int | None = None, *, first: str = "VP8") -> str:
    """Return the m-line of a picture; `first` is the codec the peer likes best."""
    order = f"{VP8} {RTX_OF_VP8} {H264} {RTX_OF_H264}"
    if first == "H264":
        order = f"{H264} {RTX_OF_H264} {VP8} {RTX_OF_VP8}"
    maps = {
        "VP8": f"a=rtpmap:{VP8} VP8/90000\r\na=rtcp-fb:{VP8} nack\r\na=rtcp-fb:{VP8} nack pli\r\n"
        f"a=rtpmap:{RTX_OF_VP8} rtx/90000\r\na=fmtp:{RTX_OF_VP8} apt={VP8}\r\n",
        "H264": f"a=rtpmap:{H264} H264/90000\r\na=fmtp:{H264} level-asymmetry-allowed=1;"
        "packetization-mode=1;profile-level-id=42e01f\r\n"
        f"a=rtpmap:{RTX_OF_H264} rtx/90000\r\na=fmtp:{RTX_OF_H264} apt={H264}\r\n",
    }
    other = "H264" if first == "VP8" else "VP8"
    return (
        f"m=video 9 UDP/TLS/RTP/SAVPF {order} 98\r\nc=IN IP4 0.0.0.0\r\n"
        "a=mid:{mid}\r\n"
        f"a={direction}\r\na=extmap:{MID_ID} urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
        f"{maps[first]}{maps[other]}a=rtpmap:98 VP9/90000\r\n" + _ssrc(ssrc)
    )


def _ssrc(ssrc: int | None) -> str:
    return f"a=ssrc:{ssrc} cname:test\r\n" if ssrc is not None else ""


@asynccontextmanager
async def embedded_engine(**given: Any) -> AsyncIterator[EmbeddedEngine]:
    """Run an engine in this process, on ports of loopback that the system chooses."""
    engine = EmbeddedEngine(Doors(range(1), LOOPBACK), SystemClock(), **given)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


@asynccontextmanager
async def media_process(
    redis_url: str, home_of: Path | None = None
) -> AsyncIterator[tuple[int, MediaEngine]]:
    """Run `wanglou media`; yield its pid and the engine as servers reach it. It may be killed."""
    with tempfile.TemporaryDirectory() as own:
        home = str(home_of or own)
        environment = os.environ | {
            "WANGLOU_HOME": home,
            "WANGLOU_DATABASE_URL": "postgresql:///unused",
            "WANGLOU_REDIS_URL": redis_url,
            "WANGLOU_MEDIA_ADDRESS": LOOPBACK,
            "WANGLOU_MEDIA_PORTS": "51000-51199",
        }
        with (Path(home) / "log").open("wb") as log:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "server.cli", "media", env=environment, stdout=log, stderr=log
            )
        redis = Redis.from_url(redis_url, protocol=3)
        try:
            async with asyncio.timeout(60):
                while not await redis.smembers("media:processes"):  # noqa: ASYNC110 - another's
                    await asyncio.sleep(0.1)
            yield child.pid, RemoteEngine(redis)
        finally:
            await redis.aclose()
            with suppress(ProcessLookupError):
                child.terminate()
            await child.wait()


class LossyUdp:
    """A way to the engine that loses, delays or is cut; `loss` falls on the same packets always."""

    def __init__(self, target: tuple[str, int], *, seed: int = 1) -> None:
        self.loss = 0.0
        self.delay_s = 0.0
        self.cut = False
        self.dropped = 0
        self._random = Random(seed)
        self._target = target
        self._here = _udp()
        self._there = _udp()
        self._peer: tuple[str, int] | None = None
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._here, self._read, self._here)
        self._loop.add_reader(self._there, self._read, self._there)

    @property
    def address(self) -> tuple[str, int]:
        """Where peers find the engine through us."""
        host, port = self._here.getsockname()
        return host, port

    def close(self) -> None:
        """End it."""
        for one in (self._here, self._there):
            self._loop.remove_reader(one)
            one.close()

    def _read(self, from_: socket.socket) -> None:
        for _ in range(64):
            try:
                data, address = from_.recvfrom(2048)
            except OSError:
                return
            if from_ is self._here:
                self._peer = address
                self._pass(self._there, data, self._target)
            elif self._peer is not None:
                self._pass(self._here, data, self._peer)

    def _pass(self, by: socket.socket, data: bytes, to: tuple[str, int]) -> None:
        if self.cut or self._random.random() < self.loss:
            self.dropped += 1
        elif self.delay_s:
            self._loop.call_later(self.delay_s, self._send, by, data, to)
        else:
            self._send(by, data, to)

    def _send(self, by: socket.socket, data: bytes, to: tuple[str, int]) -> None:
        if by.fileno() >= 0:
            by.sendto(data, to)


def _udp() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setblocking(False)
    opened.bind((LOOPBACK, 0))
    return opened


async def _nothing() -> None:
    return


class WirePeer:
    """One direction of one person: offer, answer, ICE, DTLS."""

    def __init__(self) -> None:
        if not _certificates:
            _certificates.append(RTCCertificate.generateCertificate())
        self.address = LOOPBACK
        self._gatherer = RTCIceGatherer(iceServers=[])
        self.ice = RTCIceTransport(self._gatherer)
        self.dtls = RTCDtlsTransport(self.ice, _certificates[:1])
        self.dtls._handle_rtp_data = self._rtp  # type: ignore[method-assign]
        self.dtls._handle_rtcp_data = self._rtcp  # type: ignore[method-assign]
        self.link: LossyUdp | None = None

    async def offer(self, sections: Iterable[str]) -> str:
        """Return our offer."""
        connection: Any = self._gatherer._connection
        found = connection.get_component_candidates
        # The library leaves loopback out; these peers need no network.
        connection.get_component_candidates = lambda component, addresses: found(
            component, [self.address]
        )
        # Its consent timer drops who is well on a busy machine; the engine does not use it either.
        connection.query_consent = _nothing
        await self._gatherer.gather()
        prints = self.dtls.getLocalParameters().fingerprints
        shown = next(f"{one.algorithm} {one.value}" for one in prints if "256" in one.algorithm)
        local = self._gatherer.getLocalParameters()
        assert local.usernameFragment is not None
        assert local.password is not None
        return offer_text(sections, local.usernameFragment, local.password, shown)

    def candidates(self) -> list[str]:
        """Return where we are, for those who look for us."""
        return [
            f"{one.foundation} 1 udp {one.priority} {one.ip} {one.port} typ host"
            for one in self._gatherer.getLocalCandidates()
        ]

    async def connect(self, answer: str, *, lossy: bool = False) -> None:
        """Go where the answer says."""
        told = dict(
            line[2:].split(":", 1)
            for line in answer.splitlines()
            if line.startswith("a=") and ":" in line
        )
        places = [line.split()[4:6] for line in answer.splitlines() if " typ host" in line]
        host, port = next(place for place in places if ":" not in place[0])
        if lossy:
            self.link = LossyUdp((host, int(port)))
            host, port = self.link.address[0], str(self.link.address[1])
        self.ice._connection.ice_controlling = True
        candidate = RTCIceCandidate(1, "1", host, int(port), 2130706431, "udp", "host")
        await self.ice.addRemoteCandidate(candidate)
        await self.ice.addRemoteCandidate(None)
        async with asyncio.timeout(CONNECT_S):
            await self.ice.start(RTCIceParameters(told["ice-ufrag"], told["ice-pwd"], iceLite=True))
            self.dtls._set_role("client")
            algorithm, value = told["fingerprint"].split()
            await self.dtls.start(RTCDtlsParameters([RTCDtlsFingerprint(algorithm, value)]))
        assert self.dtls.state == "connected", self.dtls.state

    async def close(self) -> None:
        """Leave."""
        await self.dtls.stop()
        await self.ice.stop()
        if self.link is not None:
            self.link.close()

    async def send(self, packet: bytes) -> None:
        """Send RTP or RTCP."""
        try:
            await self.dtls._send_rtp(packet)
        except ConnectionError:
            return

    async def _rtp(self, data: bytes, arrival_time_ms: int) -> None:
        """Take RTP."""

    async def _rtcp(self, data: bytes) -> None:
        """Take RTCP."""


def frame(number: int, *, key: bool, h264: bool = False, size: int = 200) -> bytes:
    """Return the payload of a frame in one packet that carries its number."""
    if h264:
        return bytes((0x65 if key else 0x41,)) + NUMBER.pack(number) + bytes(size)
    return bytes((0x10, 0 if key else 1)) + NUMBER.pack(number) + bytes(size)


def number_of(payload: bytes, *, h264: bool = False) -> int:
    """Return the number a frame carries."""
    found: int = NUMBER.unpack_from(payload, 1 if h264 else 2)[0]
    return found


class SendingPeer(WirePeer):
    """Sends numbered frames; sends again what is missed; makes keyframes when asked."""

    def __init__(self, layers: int = 1, *, audio: bool = True, h264: bool = False) -> None:
        super().__init__()
        self.id = uuid4()
        self.h264 = h264
        self.audio_ssrc = secrets.randbits(31) + 1 if audio else None
        self.ssrcs = [secrets.randbits(31) + 1 for _ in range(layers)]
        self.numbers: Counter[int] = Counter()
        self.asked: Counter[int] = Counter()
        self.resent = 0
        self.allowed: list[int] = []
        self._key_wanted: set[int] = set(self.ssrcs)
        self._sequences = {
            ssrc: secrets.randbits(15) for ssrc in (*self.ssrcs, self.audio_ssrc or 0)
        }
        self._kept: dict[tuple[int, int], bytes] = {}
        self._ticks = 3_000
        self._tasks: list[asyncio.Task[None]] = []

    async def join(
        self, engine: MediaEngine, room: UUID, role: Role = Role.SPEAKER, *, lossy: bool = False
    ) -> None:
        """Publish."""
        first = "H264" if self.h264 else "VP8"
        sections = [video_section("sendonly", ssrc, first=first) for ssrc in self.ssrcs]
        if self.audio_ssrc is not None:
            sections.insert(0, audio_section("sendonly", self.audio_ssrc))
        answer = await engine.publish(room, self.id, await self.offer(sections), role=role)
        await self.connect(answer, lossy=lossy)

    async def frame(self, layer: int = 0, *, key: bool | None = None, size: int = 200) -> int:
        """Send one frame and return its number; a keyframe when somebody asked for one."""
        ssrc = self.ssrcs[layer]
        if key is None:
            key = ssrc in self._key_wanted
        self._key_wanted.discard(ssrc)
        self.numbers[ssrc] += 1
        number = self.numbers[ssrc]
        payload = frame(number, key=key, h264=self.h264, size=size)
        await self._packet(ssrc, H264 if self.h264 else VP8, number * self._ticks, payload)
        return number

    async def part(self, payload: bytes, timestamp: int, *, last: bool) -> None:
        """Send one packet of a real picture."""
        ssrc = self.ssrcs[0]
        kind = VP8 if last else VP8 | UNMARKED
        await self._packet(ssrc, kind, timestamp, payload)

    async def sound(self, level: int = 30) -> None:
        """Send 20 ms of sound at a level (0 loud, 127 silent)."""
        assert self.audio_ssrc is not None
        self.numbers[self.audio_ssrc] += 1
        number = self.numbers[self.audio_ssrc]
        extension = b"\xbe\xde\x00\x01" + bytes((LEVEL_ID << 4, level, 0, 0))
        payload = NUMBER.pack(number) + bytes(60)
        await self._packet(self.audio_ssrc, OPUS, number * 960, payload, extension)

    async def tagged(self, ssrc: int, mid: str, timestamp: int, payload: bytes) -> None:
        """Send a packet of a stream that only its media id tells."""
        self._sequences.setdefault(ssrc, 1)
        element = bytes((MID_ID << 4 | len(mid) - 1,)) + mid.encode()
        extension = b"\xbe\xde\x00\x01" + element.ljust(4, b"\0")
        await self._packet(ssrc, VP8, timestamp, payload, extension)

    def run(self, seconds_between: float = 0.033, size: int = 200, *, level: int = 30) -> None:
        """Send on and on until the end: all layers, and sound if we have any."""
        self._ticks = round(seconds_between * 90_000)
        self._tasks.append(asyncio.create_task(self._pictures(seconds_between, size)))
        if self.audio_ssrc is not None:
            self._tasks.append(asyncio.create_task(self._sounds(level)))

    async def _pictures(self, seconds_between: float, size: int) -> None:
        async for _ in by_the_clock(seconds_between):
            for layer in range(len(self.ssrcs)):
                await self.frame(layer, size=size)

    async def _sounds(self, level: int) -> None:
        async for _ in by_the_clock(SOUND_S):
            await self.sound(level)

    async def close(self) -> None:
        """Stop and leave."""
        await ended(self._tasks)
        await super().close()

    async def _packet(
        self, ssrc: int, payload_type: int, timestamp: int, payload: bytes, extension: bytes = b""
    ) -> None:
        sequence = self._sequences[ssrc] = (self._sequences[ssrc] + 1) & 0xFFFF
        first = 0x90 if extension else 0x80
        head = HEAD.pack(first, 0x80 ^ payload_type, sequence, timestamp & 0xFFFFFFFF, ssrc)
        data = self._kept[ssrc, sequence] = head + extension + payload
        await self.send(data)

    async def _rtcp(self, data: bytes) -> None:
        for message in rtcp.read(data):
            if isinstance(message, rtcp.KeyframeWanted):
                self.asked[message.ssrc] += 1
                self._key_wanted.add(message.ssrc)
            elif isinstance(message, rtcp.Bitrate):
                self.allowed.append(message.bits // 1000)
            elif isinstance(message, rtcp.Lost):
                for sequence in message.sequences:
                    kept = self._kept.get((message.ssrc, sequence))
                    if kept is not None:
                        self.resent += 1
                        await self.send(kept)


async def by_the_clock(seconds_between: float) -> AsyncIterator[None]:
    """Come round as often as asked for: what is later and later looks like a queue on the way."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        yield
        due = max(due + seconds_between, loop.time() - MOST_BEHIND_S)
        await asyncio.sleep(max(due - loop.time(), 0))


@dataclass
class Seen:
    """What came in one slot."""

    numbers: list[int] = field(default_factory=list)
    keys: list[bool] = field(default_factory=list)
    sequences: list[int] = field(default_factory=list)
    timestamps: list[int] = field(default_factory=list)
    csrcs: list[int] = field(default_factory=list)
    payload_types: list[int] = field(default_factory=list)
    reports: list[rtcp.SenderReport] = field(default_factory=list)
    again: int = 0


class WatchingPeer(WirePeer):
    """Counts what comes in each slot; asks for what is missing when it `repairs`."""

    def __init__(self, pictures: int = 1, voices: int = 3, *, repairs: bool = False) -> None:
        super().__init__()
        self.id = uuid4()
        self.pictures, self.voices = pictures, voices
        self.seen: dict[int, Seen] = defaultdict(Seen)
        self.ssrcs: list[int] = []
        self.answer = ""
        self._repairs = repairs
        self._rtx: dict[int, int] = {}
        self._highest: dict[int, int] = {}
        self._missing: dict[tuple[int, int], float] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def slot(self, number: int) -> Seen:
        """Return what came in a picture slot."""
        return self.seen[self.ssrcs[number]]

    def voice(self, number: int) -> Seen:
        """Return what came in a voice slot."""
        return self.seen[self.ssrcs[self.pictures + number]]

    async def join(
        self,
        engine: MediaEngine,
        room: UUID,
        *,
        follows: bool = False,
        lossy: bool = False,
        own: frozenset[UUID] = frozenset(),
    ) -> None:
        """Subscribe."""
        sections = [video_section("recvonly")] * self.pictures
        sections += [audio_section("recvonly")] * self.voices
        self.answer = await engine.subscribe(
            room, self.id, await self.offer(sections), follows=follows, own=own
        )
        for part in self.answer.split("m=")[1:]:
            lines = part.splitlines()
            group = [line.split()[1:] for line in lines if line.startswith("a=ssrc-group:FID")]
            main = next(line for line in lines if line.startswith("a=ssrc:"))
            self.ssrcs.append(int(main.removeprefix("a=ssrc:").split()[0]))
            if group:
                self._rtx[int(group[0][1])] = int(group[0][0])
        await self.connect(self.answer, lossy=lossy)
        if self._repairs:
            self._tasks.append(asyncio.create_task(self._repair()))

    def report(self) -> None:
        """Say once a second how it arrives, as browsers do: who says nothing is let go."""
        self._tasks.append(asyncio.create_task(self._reports()))

    async def _reports(self) -> None:
        async for _ in by_the_clock(1.0):
            blocks = [rtcp.Reception(ssrc, 0, 0, 0, 0) for ssrc in self.ssrcs]
            await self.send(rtcp.receiver_report(1, blocks))

    async def ask_keyframe(self, slot: int = 0) -> None:
        """Say that a keyframe is needed."""
        await self.send(rtcp.receiver_report(1, []) + rtcp.keyframe_request(1, self.ssrcs[slot]))

    async def close(self) -> None:
        """Leave."""
        await ended(self._tasks)
        await super().close()

    async def _rtcp(self, data: bytes) -> None:
        for message in rtcp.read(data):
            if isinstance(message, rtcp.SenderReport):
                self.seen[message.ssrc].reports.append(message)

    async def _rtp(self, data: bytes, arrival_time_ms: int) -> None:
        first, second, sequence, timestamp, ssrc = HEAD.unpack_from(data)
        start = 12 + 4 * (first & 0x0F)
        payload_type = second & 0x7F
        payload = data[start:]
        again = ssrc in self._rtx
        if again:
            sequence, payload, ssrc = (
                int.from_bytes(payload[:2], "big"),
                payload[2:],
                self._rtx[ssrc],
            )
        seen = self.seen[ssrc]
        if again:
            seen.again += 1
            if self._missing.pop((ssrc, sequence), None) is None:
                return
        else:
            self._note(ssrc, sequence)
            seen.payload_types.append(payload_type)
        h264 = payload_type in (H264, RTX_OF_H264)
        sound = payload_type == OPUS
        number = NUMBER.unpack_from(payload)[0] if sound else number_of(payload, h264=h264)
        seen.numbers.append(number)
        seen.keys.append(not sound and (payload[0] == 0x65 if h264 else payload[1] & 1 == 0))
        seen.sequences.append(sequence)
        seen.timestamps.append(timestamp)
        seen.csrcs.append(int.from_bytes(data[12:16], "big"))

    def _note(self, ssrc: int, sequence: int) -> None:
        highest = self._highest.get(ssrc)
        if highest is not None:
            ahead = (sequence - highest) & 0xFFFF
            if 1 < ahead < 1000:
                for missed in range(1, ahead):
                    self._missing[ssrc, (highest + missed) & 0xFFFF] = 0.0
            elif ahead >= 0x8000:
                self._missing.pop((ssrc, sequence), None)
                return
        self._highest[ssrc] = sequence

    async def _repair(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0.02)
            due: dict[int, list[int]] = defaultdict(list)
            for (ssrc, sequence), asked in self._missing.items():
                if loop.time() - asked > AGAIN_S:
                    self._missing[ssrc, sequence] = loop.time()
                    due[ssrc].append(sequence)
            for ssrc, sequences in due.items():
                await self.send(rtcp.nack(1, ssrc, sequences))


async def until(true: Any, seconds: float = 5.0) -> None:
    """Wait until something holds. Raises `TimeoutError`."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for is on the wire
            await asyncio.sleep(0.01)


LARGE, SMALL = Layer.LARGE, Layer.SMALL
