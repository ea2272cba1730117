"""One peer on the wire: found by ICE, known by DTLS, its media under SRTP.

aiortc makes the DTLS handshake and the keys; its data path, its estimator, its consent timer and
its tasks per track are not used. The names of it we rely on are held by a contract test.
"""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pylibsrtp
import structlog
from aiortc.rtcdtlstransport import (
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)

from kernel.api import Clock, ended
from video.engine import rtcp, rtp
from video.engine.embedded.doors import Address, Door, Doors

# Browsers renew nothing by themselves; a certificate of aiortc lasts thirty days.
CERTIFICATE_LIFE = timedelta(days=20)
# A handshake is some ten packets; a flood of them is dropped.
MOST_HANDSHAKE_PACKETS = 64
# Ways one peer may be known under at once: its addresses, and relays.
MOST_ADDRESSES = 16
# Whoever has not finished its handshake by then is let go.
HANDSHAKE_S = 20.0
# Reports of whoever sends or watches come every second, of sound alone every five.
LATELY_S = 10.0
# Before its first media: an address that is asked from again and again is somebody's.
ASKED_LATELY_S = 3.0

log = structlog.get_logger()


class Receiver(Protocol):
    """What takes the media of a peer."""

    def begin(self) -> None:
        """Go on: the keys are there."""
        ...

    def expects(self, ssrc: int) -> bool:
        """Say whether a stream may be one of ours; asked before anything is decrypted."""
        ...

    def media(self, data: bytes, now: float) -> None:
        """Take an RTP packet that the peer alone can have sent."""
        ...

    def control(self, data: bytes, now: float) -> None:
        """Take an RTCP packet that the peer alone can have sent."""
        ...

    def gone(self) -> None:
        """End: the peer said so, or never came."""
        ...


class _Wire:
    """What the DTLS transport of aiortc asks of an ICE transport."""

    role = "controlled"

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self.waiting: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_HANDSHAKE_PACKETS)
        self._to_peer = send

    async def _recv(self) -> bytes:
        data = await self.waiting.get()
        if data is None:
            raise ConnectionError("closed")
        return data

    async def _send(self, data: bytes) -> None:
        self._to_peer(data)


class Keys:
    """The certificate all peers of this process know us by, renewed before it ends."""

    def __init__(self) -> None:
        self._certificate = RTCCertificate.generateCertificate()

    def certificate(self) -> RTCCertificate:
        """Return the present certificate."""
        left = self._certificate.expires - datetime.now(UTC)
        if left < timedelta(days=30) - CERTIFICATE_LIFE:
            self._certificate = RTCCertificate.generateCertificate()
        return self._certificate


class Peer:
    """One direction of one person."""

    def __init__(self, doors: Doors, keys: Keys, receiver: Receiver, clock: Clock) -> None:
        self.ufrag = secrets.token_hex(8)
        self.secret = secrets.token_hex(16)
        self.password = self.secret.encode()
        self.address: Address | None = None
        self.heard_at: float | None = None
        self._asked_at: float | None = None
        self.ready = asyncio.Event()
        self.closed = False
        self.dropped = 0
        self.sent_octets = 0
        self._doors, self._receiver, self._clock = doors, receiver, clock
        self._wire = _Wire(self._plain)
        self._certificate = keys.certificate()
        # The stand-in has what the transport uses; the contract test holds that.
        wire: Any = self._wire
        self._dtls = RTCDtlsTransport(wire, [self._certificate])
        self._dtls._set_role("server")  # noqa: SLF001
        self._task: asyncio.Task[None] | None = None
        self._door: Door | None = None
        # By our address and theirs, the one that asked last at the end.
        self._addresses: dict[tuple[Address, Address], Door] = {}
        self._receive: pylibsrtp.Session | None = None
        self._send: pylibsrtp.Session | None = None
        self._time = asyncio.get_running_loop().time

    @property
    def fingerprint(self) -> str:
        """Our certificate's digest as the answer tells it."""
        prints = self._certificate.getFingerprints()
        return next(one.value for one in prints if one.algorithm == "sha-256")

    @property
    def connected(self) -> bool:
        """Whether media can flow."""
        return self._send is not None and not self.closed

    def wall(self) -> float:
        """Return the time of day, in seconds."""
        return self._clock.now().timestamp()

    def start(self, fingerprints: list[tuple[str, str]]) -> None:
        """Wait for the peer, who has these certificates."""
        self._doors.awaited[self.ufrag] = self
        self._task = asyncio.create_task(self._handshake(fingerprints), name="media-handshake")

    async def stop(self) -> None:
        """Let the peer go and tell it."""
        if self.closed:
            return
        self._leave()
        await self._dtls.stop()
        await ended([self._task] if self._task is not None else [])

    async def _handshake(self, fingerprints: list[tuple[str, str]]) -> None:
        try:
            await self._shake(fingerprints)
        except Exception:
            log.exception("media-handshake-failed")
            self._end()

    async def _shake(self, fingerprints: list[tuple[str, str]]) -> None:
        parameters = RTCDtlsParameters([RTCDtlsFingerprint(*pair) for pair in fingerprints])
        with suppress(TimeoutError):
            async with asyncio.timeout(HANDSHAKE_S):
                await self._dtls.start(parameters)
        if self._dtls.state != "connected":
            self._end()
            return
        self._receive = self._dtls._rx_srtp  # noqa: SLF001
        self._send = self._dtls._tx_srtp  # noqa: SLF001
        self._dtls.on("statechange", self._changed)
        self.heard_at = self._time()
        self.ready.set()
        self._receiver.begin()

    def _changed(self) -> None:
        if self._dtls.state in ("closed", "failed"):
            self._end()

    def _end(self) -> None:
        if not self.closed:
            self._leave()
            self._receiver.gone()

    def _leave(self) -> None:
        self.closed = True
        self._doors.forget(self, self.ufrag)
        self.ready.set()
        with suppress(asyncio.QueueFull):
            self._wire.waiting.put_nowait(None)

    def asked(self, door: Door, address: Address, *, nominated: bool) -> None:
        """Note an address the peer has proved to be its own; of too many the oldest goes."""
        self._asked_at = self._time()
        way = (door.announced, address)
        self._addresses.pop(way, None)
        self._addresses[way] = door
        if nominated or self.address is None:
            self._door, self.address = door, address
        if len(self._addresses) > MOST_ADDRESSES:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        ways = self._addresses.items()
        way, door = next(
            (way, door) for way, door in ways if (door, way[1]) != (self._door, self.address)
        )
        del self._addresses[way]
        if door.guests.get(way[1]) is self:
            del door.guests[way[1]]

    def heard_lately(self) -> bool:
        """Say whether the peer is there: by media that it alone can send, before by its asking."""
        if self.heard_at is not None:
            return self._time() - self.heard_at < LATELY_S
        return self._asked_at is not None and self._time() - self._asked_at < ASKED_LATELY_S

    def received(self, data: bytes) -> None:
        """Take a packet: media goes on at once, the handshake in its own time."""
        first = data[0]
        if 127 < first < 192:
            self._media(data)
        elif 19 < first < 64:
            with suppress(asyncio.QueueFull):
                self._wire.waiting.put_nowait(data)

    def _media(self, data: bytes) -> None:
        session, now = self._receive, self._time()
        if session is None or len(data) < rtp.HEADER:
            return
        try:
            if rtcp.is_rtcp(data):
                plain = session.unprotect_rtcp(data)
                self.heard_at = now
                self._receiver.control(plain, now)
            elif self._receiver.expects(rtp.ssrc_of(data)):
                plain = session.unprotect(data)
                self.heard_at = now
                self._receiver.media(plain, now)
        except pylibsrtp.Error:
            self._doors.counters.forged += 1

    def send(self, packet: bytes) -> None:
        """Send an RTP packet; a full socket drops it, for this peer alone."""
        if self._send is None or self._door is None:
            return
        try:
            data = self._send.protect(packet)
            self._door.socket.sendto(data, self.address)  # type: ignore[arg-type]
        except (OSError, ValueError, pylibsrtp.Error):  # full, too long, no key for it
            self.dropped += 1
        else:
            self.sent_octets += len(data)

    def send_control(self, packet: bytes) -> None:
        """Send an RTCP packet."""
        if self._send is not None:
            self._plain(self._send.protect_rtcp(packet))

    def _plain(self, data: bytes) -> None:
        if self._door is None or self.address is None:
            return
        try:
            self._door.socket.sendto(data, self.address)
        except OSError:
            self.dropped += 1
