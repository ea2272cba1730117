"""One connection to a camera: what it offers, then its RTP packets, all interleaved on TCP.

The address was checked and resolved before (`video.sources.address`): the connection goes there and
nowhere else. An answer that points elsewhere is refused, not followed.
"""

import asyncio
import contextlib
import secrets
import ssl
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from video.pull.rtsp.description import Track, tracks_of
from video.pull.rtsp.message import (
    MOST_HEADERS,
    Answer,
    Credentials,
    Unreadable,
    answer_of,
    request,
)

# A camera on the same network answers in milliseconds, one behind a mobile link in seconds.
LONGEST_ANSWER_S = 8.0
# Cameras send 10 to 30 pictures a second; whoever is silent for so long is gone.
LONGEST_SILENCE_S = 10.0
# Sessions end after 60 s unless told that somebody is there (12.37).
KEEP_EVERY_S = 20.0
PORTS = {"rtsp": 554, "rtsps": 322}
# Packets that overtake the answer to PLAY: a key frame of 1 MB.
MOST_EARLY = 1_000


class CameraError(Exception):
    """A camera that gives no pictures; `reason` is a code, the text says what it answered."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet of a track."""

    track: Track
    payload: bytes
    sequence: int
    timestamp: int
    marker: bool


class Camera:
    """A connection, used as an asynchronous context."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._secure = parts.scheme == "rtsps"
        self._host = parts.hostname or ""
        self._port = parts.port or PORTS[parts.scheme]
        self._credentials = Credentials(
            unquote(parts.username or ""), unquote(parts.password or "")
        )
        shown = f"[{self._host}]" if ":" in self._host else self._host
        query = f"?{parts.query}" if parts.query else ""
        self._url = f"{parts.scheme}://{shown}:{self._port}{parts.path or '/'}{query}"
        self._number = 0
        self._session: str | None = None
        self._tracks: dict[int, Track] = {}
        self._keeping: asyncio.Task[None] | None = None
        self._early: list[tuple[int, bytes]] = []

    async def __aenter__(self) -> Self:
        """Connect. Raises `CameraError`."""
        try:
            async with asyncio.timeout(LONGEST_ANSWER_S):
                self._reader, self._writer = await asyncio.open_connection(
                    self._host, self._port, ssl=_unverified() if self._secure else None
                )
        except TimeoutError:
            raise CameraError("no-answer", "no connection within 8 s") from None
        except (OSError, ssl.SSLError) as error:
            raise CameraError("no-answer", str(error)[:200]) from error
        return self

    async def __aexit__(self, *_: object) -> None:
        """Say goodbye, without waiting for an answer."""
        if self._keeping is not None:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._keeping
        if self._session:
            with contextlib.suppress(OSError):
                self._write("TEARDOWN", self._url, {})
        self._writer.close()
        with contextlib.suppress(OSError, ssl.SSLError, TimeoutError):
            async with asyncio.timeout(1):
                await self._writer.wait_closed()

    async def tracks(self) -> list[Track]:
        """Return what the camera offers. Raises `CameraError`."""
        answer = await self._asked("DESCRIBE", self._url, {"Accept": "application/sdp"})
        return tracks_of(answer.body.decode("utf-8", "replace"), self._url)

    async def play(self, tracks: Sequence[Track]) -> None:
        """Ask for these tracks. Raises `CameraError`."""
        for number, track in enumerate(tracks):
            wish = f"RTP/AVP/TCP;unicast;interleaved={2 * number}-{2 * number + 1}"
            answer = await self._asked("SETUP", track.url, {"Transport": wish})
            if "interleaved" not in answer.headers.get("transport", ""):
                raise CameraError("no-tcp", "the camera does not send over TCP")
            self._session = answer.headers.get("session", "").partition(";")[0] or self._session
            self._tracks[2 * number] = track
        await self._asked("PLAY", self._url, {"Range": "npt=0.000-"})
        self._keeping = asyncio.create_task(self._keep(), name="camera-keep")

    async def packets(self) -> AsyncIterator[Packet]:
        """Give the packets as they come, until the camera ends. Raises `CameraError`."""
        early, self._early = self._early, []
        for channel, data in early:
            packet = self._packet(channel, data)
            if packet is not None:
                yield packet
        answers, time = 0, asyncio.get_running_loop().time
        seen_at = time()
        while True:
            frame = await self._frame()
            if time() - seen_at > LONGEST_SILENCE_S:
                raise CameraError("silent", f"no picture came for {LONGEST_SILENCE_S:g} s")
            if isinstance(frame, Answer):
                answers += 1
                if answers > self._number:
                    raise CameraError("no-rtsp", "answers nobody asked for")
                continue
            packet = self._packet(*frame)
            if packet is not None:
                yield packet
                if packet.track.kind == "video":
                    seen_at = time()

    def _packet(self, channel: int, data: bytes) -> Packet | None:
        track = self._tracks.get(channel)
        if track is None or len(data) < 12 or data[0] >> 6 != 2:
            return None
        if data[1] & 0x7F != track.payload_type:
            return None
        start = 12 + 4 * (data[0] & 0x0F)
        if data[0] & 0x10 and len(data) >= start + 4:
            start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
        end = len(data) - (data[-1] if data[0] & 0x20 else 0)
        if start >= end:
            return None
        sequence = int.from_bytes(data[2:4], "big")
        timestamp = int.from_bytes(data[4:8], "big")
        return Packet(track, data[start:end], sequence, timestamp, bool(data[1] & 0x80))

    async def _asked(self, method: str, url: str, headers: dict[str, str]) -> Answer:
        for _ in range(3):
            try:
                async with asyncio.timeout(LONGEST_ANSWER_S):
                    self._write(method, url, headers)
                    await self._writer.drain()
                    answer = await self._answer()
            except TimeoutError:
                raise CameraError("silent", f"no answer within {LONGEST_ANSWER_S:g} s") from None
            except (OSError, ssl.SSLError) as error:
                raise CameraError("cut", "the camera closed the connection") from error
            if answer.status == 401 and self._credentials.challenged(answer):
                continue
            if answer.status != 200:
                raise CameraError(*_refusal(answer))
            return answer
        raise CameraError("not-let-in", "the camera keeps asking who we are")

    def _write(self, method: str, url: str, headers: dict[str, str]) -> None:
        self._number += 1
        told = {"CSeq": str(self._number)} | headers
        told |= {"Session": self._session} if self._session else {}
        told |= self._credentials.header(method, url, secrets.token_hex(8))
        self._writer.write(request(method, url, told))

    async def _answer(self) -> Answer:
        while True:
            frame = await self._frame(LONGEST_ANSWER_S)
            if not isinstance(frame, Answer):
                self._early.append(frame)
                if len(self._early) > MOST_EARLY:
                    raise CameraError("no-rtsp", "packets instead of an answer")
            elif _number_of(frame) == self._number:
                return frame

    async def _frame(self, longest_s: float = LONGEST_SILENCE_S) -> Answer | tuple[int, bytes]:
        """Return the next answer, or channel and bytes of the next packet. Raises `CameraError`."""
        try:
            async with asyncio.timeout(longest_s):
                first = await self._reader.readexactly(1)
                if first == b"$":
                    head = await self._reader.readexactly(3)
                    size = int.from_bytes(head[1:3], "big")
                    return head[0], await self._reader.readexactly(size)
                head = first + await self._reader.readuntil(b"\r\n\r\n")
                if len(head) > MOST_HEADERS:
                    raise Unreadable("headers without end")
                return await self._with_body(answer_of(head))
        except TimeoutError:
            raise CameraError("silent", f"nothing came for {longest_s:g} s") from None
        except (Unreadable, asyncio.LimitOverrunError) as error:
            raise CameraError("no-rtsp", str(error)[:200]) from error
        except (asyncio.IncompleteReadError, OSError, ssl.SSLError) as error:
            raise CameraError("cut", "the camera closed the connection") from error

    async def _with_body(self, answer: Answer) -> Answer:
        body = await self._reader.readexactly(answer.length) if answer.length else b""
        return Answer(answer.status, answer.reason, answer.headers, answer.challenges, body)

    async def _keep(self) -> None:
        """Tell the camera from time to time that somebody still looks."""
        while True:
            await asyncio.sleep(KEEP_EVERY_S)
            self._write("OPTIONS", self._url, {})


def _number_of(answer: Answer) -> int:
    """Return which request an answer is to, -1 when it does not say."""
    text = answer.headers.get("cseq", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _refusal(answer: Answer) -> tuple[str, str]:
    said = f"{answer.status} {answer.reason}".strip()
    if answer.status in (401, 403):
        return "not-let-in", said
    if answer.status == 404:
        return "no-stream", said
    if 300 <= answer.status < 400:
        return "elsewhere", f"{said}: an address the camera names is not followed"
    return "refused", said


def _unverified() -> ssl.SSLContext:
    """Cameras certify themselves: what is sent is hidden, who they are is not proven."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
