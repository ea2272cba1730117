"""One JT/T 808 terminal in a thread of its own, for tests that drive a browser meanwhile."""

import json
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from gis.tracking.jt808 import frames, header, messages
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.location import Location
from gis.tracking.jt808.messages import Message

# Turned away, or not let in yet: it calls again.
AGAIN_S = 0.5
LISTEN_S = 0.2
REPORT_S = 2.0
ABOUT = {
    "province": 44, "city": 500, "maker": "TEST", "model": "T808", "device": "1",
    "plate_colour": 1,
}  # fmt: skip
BEIJING = timedelta(hours=8)


class Terminal:
    """Registers until it is let in, tells where it is, answers texts; a context manager.

    `home` is that of the system it calls, whose ports change with each start of its ingest process.
    """

    def __init__(self, home: Path, number: str, plate: str) -> None:
        self._home, self._number, self._plate = home, number, plate
        self.texts: list[str] = []
        self.answers = True
        self._serial = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Terminal":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._over.wait(AGAIN_S):
            with suppress(OSError), socket.create_connection(self._door(), 10) as line:
                line.settimeout(LISTEN_S)
                self._talk(line)

    def _door(self) -> tuple[str, int]:
        ports = json.loads((self._home / "device-ports.json").read_text(encoding="utf-8"))
        return "127.0.0.1", ports["jt808"]

    def _talk(self, line: socket.socket) -> None:
        splitter, signed_in, told_at = frames.Splitter(), False, 0.0
        self._say(line, 0x0100, ABOUT | {"plate": self._plate})
        while not self._over.is_set():
            if signed_in and time.monotonic() - told_at > REPORT_S:
                told_at = time.monotonic()
                self._say(line, 0x0200, {"location": _here()})
            try:
                data = line.recv(4096)
            except TimeoutError:
                continue
            if not data:
                return
            for frame in splitter.feed(data):
                told, body = header.read(frames.opened(frame))
                said = messages.read(told.kind, body).values
                if told.kind == 0x8100 and said["result"] != 0:
                    return
                signed_in = self._hear(line, told, said) or signed_in

    def _hear(self, line: socket.socket, told: Header, said: Mapping[str, Any]) -> bool:
        if told.kind == 0x8100:
            self._say(line, 0x0102, {"code": said["code"]})
        elif told.kind == 0x8300:
            self.texts.append(said["text"])
            answer = {"answers": told.serial, "answers_kind": told.kind, "result": 0}
            if self.answers:
                self._say(line, 0x0001, answer)
        return told.kind == 0x8001 and said["answers_kind"] == 0x0102 and said["result"] == 0

    def _say(self, line: socket.socket, kind: int, values: Mapping[str, Any]) -> None:
        self._serial = (self._serial + 1) & 0xFFFF
        body = messages.written(Message(kind, dict(values)))
        line.sendall(frames.closed(header.written(Header(kind, self._number, self._serial), body)))


def _here() -> Location:
    digits = bytes.fromhex((datetime.now(UTC) + BEIJING).strftime("%y%m%d%H%M%S"))
    return Location(0, 3, 23_360_000, 116_700_000, 5, 0, 90, digits, [])
