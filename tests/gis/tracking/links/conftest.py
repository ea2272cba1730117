"""Devices before the doors of an ingest process, on the small city."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import pytest
from fastapi import FastAPI

from gis.api import Intake
from gis.tracking.jt808 import frames, header, messages
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.messages import Message
from kernel.api import Runtime, Settings

PATIENCE_S = 20
OLD_DIGITS = 12


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Any free ports; unknown devices wait until somebody lets them in."""
    return settings.model_copy(update={"jt808_port": 0, "cot_port": 0, "nmea_port": 0})


@pytest.fixture
async def intake(gis_app: FastAPI) -> AsyncIterator[Intake]:
    """What the ingest process runs."""
    made = Intake(cast("Runtime", gis_app.state.runtime))
    await made.start()
    yield made
    await made.stop()


class Line:
    """One connection of a terminal as it is on the wire."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, terminal: str
    ) -> None:
        self._reader, self._writer, self._terminal = reader, writer, terminal
        self._splitter = frames.Splitter()
        self._heard: list[bytes] = []
        self.serial = self.heard_serial = 0

    async def say(self, kind: int, values: dict[str, Any] | None = None) -> int:
        """Send a message; return its serial number."""
        self.serial += 1
        body = messages.written(Message(kind, values or {}))
        version = 1 if len(self._terminal) > OLD_DIGITS else None
        head = Header(kind, self._terminal, self.serial, version)
        await self.send(frames.closed(header.written(head, body)))
        return self.serial

    async def send(self, data: bytes) -> None:
        """Send bytes."""
        self._writer.write(data)
        await self._writer.drain()

    async def hear(self) -> tuple[int, dict[str, Any]]:
        """Return the next message; `(0, {})` once the other side closed."""
        async with asyncio.timeout(PATIENCE_S):
            while not self._heard:
                data = await self._reader.read(4096)
                if not data:
                    return 0, {}
                self._heard += self._splitter.feed(data)
        told, body = header.read(frames.opened(self._heard.pop(0)))
        self.heard_serial = told.serial
        return told.kind, messages.read(told.kind, body).values

    async def asked(self, kind: int, values: dict[str, Any] | None = None) -> int:
        """Send a message and return the result of its general answer."""
        serial = await self.say(kind, values)
        answer = {"answers": serial, "answers_kind": kind}
        heard, said = await self.hear()
        assert (heard, {name: said[name] for name in answer}) == (0x8001, answer)
        return int(said["result"])

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()


Dial = Callable[[str], Awaitable[Line]]


@pytest.fixture
async def dial(intake: Intake) -> AsyncIterator[Dial]:
    """Connect a terminal: `line = await dial("013800000001")`."""
    lines: list[Line] = []

    async def connected(terminal: str) -> Line:
        streams = await asyncio.open_connection("127.0.0.1", intake.ports["jt808"])
        lines.append(Line(*streams, terminal))
        return lines[-1]

    yield connected
    for line in lines:
        await line.close()
