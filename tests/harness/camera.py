"""A camera of our own: RTSP over TCP as cameras speak it, well or badly, as a test says."""

import asyncio
import hashlib
import socket
import struct
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from video.pull import h264, pattern
from video.pull.piece import Unit

NONCE = "8b84a3b789283a8bea8da7fa7d41f08b"


@dataclass
class StandIn:
    """The other side; `seen` are the requests it got, `open` how many connections stand."""

    port: int = 0
    codec: str = "H264"
    units: Sequence[Unit] = ()
    password: str | None = None
    # Answered to DESCRIBE instead of a description.
    instead: str | None = None
    # Falls silent, or hangs up, after so many pictures.
    silent_after: int | None = None
    cut_after: int | None = None
    # Answers 401 as others do, and is gone before anybody answers it.
    resets: bool = False
    most: int = h264.MOST_PAYLOAD
    pause_s: float = 0.01
    seen: list[str] = field(default_factory=list)
    open: int = 0
    nobody: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, who: str = "") -> str:
        """Return its address."""
        return f"rtsp://{who}127.0.0.1:{self.port}/live/1?channel=2"

    def description(self) -> str:
        """Return its SDP."""
        sets = [nal for nal in self._units()[0].nals if h264.kind_of(nal) in (7, 8)]
        told = ",".join(b64encode(nal).decode() for nal in sets)
        lines = ["v=0", "s=camera", "a=control:*", "m=video 0 RTP/AVP 96"]
        lines += [f"a=rtpmap:96 {self.codec}/90000", "a=control:trackID=1"]
        lines += [f"a=fmtp:96 packetization-mode=1;sprop-parameter-sets={told}"]
        lines += ["m=audio 0 RTP/AVP 8", "a=control:trackID=2"]
        return "\r\n".join([*lines, ""])

    def _units(self) -> Sequence[Unit]:
        return self.units or pattern.loop("camera")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        self.open += 1
        self.nobody.clear()
        sending: asyncio.Task[None] | None = None
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                self.seen.append(head)
                if self._answer(head, writer) == "PLAY":
                    sending = asyncio.create_task(self._send(writer))
                elif self.resets:
                    gone = struct.pack("ii", 1, 0)
                    writer.get_extra_info("socket").setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, gone
                    )
                    writer.transport.abort()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.open -= 1
            if not self.open:
                self.nobody.set()
            if sending is not None:
                sending.cancel()
                with suppress(asyncio.CancelledError, ConnectionError):
                    await sending
            writer.close()

    def _answer(self, head: str, writer: asyncio.StreamWriter) -> str:
        method, url = head.split(" ", 2)[:2]
        lines = head.split("\r\n")
        number = next(line for line in lines if line.startswith("CSeq: "))
        status, headers, body = "200 OK", [number], ""
        if self.password is not None and not self._knows(method, url, lines):
            challenge = f'Digest realm="camera", nonce="{NONCE}"'
            status, headers = "401 Unauthorized", [number, f"WWW-Authenticate: {challenge}"]
        elif method == "DESCRIBE" and self.instead is not None:
            status, _, extra = self.instead.partition("\n")
            headers += [extra] if extra else []
        elif method == "DESCRIBE":
            body = self.description()
            headers += ["Content-Type: application/sdp", f"Content-Length: {len(body)}"]
        elif method == "SETUP":
            headers += [next(line for line in lines if line.startswith("Transport: "))]
            headers += ["Session: 12345678;timeout=60"]
        writer.write("\r\n".join([f"RTSP/1.0 {status}", *headers, "", body]).encode())
        return method if status == "200 OK" else ""

    def _knows(self, method: str, url: str, lines: list[str]) -> bool:
        def md5(text: str) -> str:
            return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

        whole = f"{md5(f'viewer:camera:{self.password}')}:{NONCE}:{md5(f'{method}:{url}')}"
        said = next((line for line in lines if line.startswith("Authorization: ")), "")
        return f'response="{md5(whole)}"' in said

    async def _send(self, writer: asyncio.StreamWriter) -> None:
        sequence, shown, rounds = 65_500, 0, 0
        units = self._units()
        step = units[-1].timestamp + 6_000
        while True:
            for unit in units:
                if shown == self.silent_after:
                    await asyncio.Event().wait()
                if shown == self.cut_after:
                    writer.close()
                    return
                at = 0xFFFFF000 + unit.timestamp + rounds * step
                for piece in h264.packetised(unit, self.most):
                    head = bytes([0x80, 96 | (0x80 if piece.marker else 0)])
                    head += (sequence & 0xFFFF).to_bytes(2, "big")
                    head += (at & 0xFFFFFFFF).to_bytes(4, "big") + b"CAME"
                    data = head + piece.payload
                    writer.write(b"$\x00" + len(data).to_bytes(2, "big") + data)
                    sequence += 1
                shown += 1
                await writer.drain()
                await asyncio.sleep(self.pause_s)
            rounds += 1


@asynccontextmanager
async def camera(stand_in: StandIn) -> AsyncIterator[StandIn]:
    """Serve on a free port of this machine."""
    server = await asyncio.start_server(stand_in.serve, "127.0.0.1", 0)
    stand_in.port = server.sockets[0].getsockname()[1]
    try:
        yield stand_in
    finally:
        server.close()
