"""Empties the outbox of texts: one an ingest process, for the terminals that are on line at it.

The row is the truth. What is sent is marked first, so that a process that is killed in between
sends it again; what a terminal answers is marked by its serial number at this connection, so that
an answer that is lost makes it sent again too: at least once to the device, each fact once.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

import structlog

from gis.tracking.devices.model import Device
from gis.tracking.jt808 import messages
from gis.tracking.jt808.header import Header
from gis.tracking.texts import queries, service, wire
from gis.tracking.texts.service import Ending
from kernel.api import NIL, Runtime, Unavailable, ended, system

log = structlog.get_logger()
ACTOR = system("texts")
# A text is on its way within this time; a look costs a millisecond, and none is made while no
# terminal is on line.
EVERY_S = 0.5
# After a stop a whole fleet comes at once: looks are not made for every one of them.
SELDOM_S = 0.1
AWAY_S = 2.0
# One transaction; urgent ones are among the first.
MOST_AT_ONCE = 200
# Tries without an answer at one connection, a gateway's too; the oldest are forgotten first.
MOST_AWAITED = 20_000


class Line(Protocol):
    """A connection that can say something to a terminal."""

    def say_parts(self, told: Header, kind: int, parts: list[bytes]) -> list[int]:
        """Send a message of one part or more; return their serial numbers."""
        ...


@dataclass(frozen=True, slots=True)
class Reached:
    """A terminal that showed its code at a connection: its header says how to speak to it."""

    line: Line
    told: Header


@dataclass(slots=True)
class Held:
    """What is known of one connection.

    The numbers of its devices by terminal, and text and drill by terminal and serial number.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    awaited: dict[tuple[str, int], tuple[UUID, UUID]] = field(default_factory=dict)


class Sender:
    """Who is on line, what was sent and not answered, what was answered and not written down."""

    def __init__(self, runtime: Runtime) -> None:
        self._db = runtime.db
        self._online: dict[int, Reached] = {}
        self._held: dict[Line, Held] = {}
        self._come: set[int] = set()
        self._endings: dict[UUID, dict[UUID, Ending]] = {}
        self._bell = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to send."""
        self._task = asyncio.create_task(self._run(), name="texts")

    async def stop(self) -> None:
        """Stop; what was not answered is sent again by whoever comes after."""
        await ended([self._task])

    def came(self, device: Device, line: Line, told: Header) -> None:
        """Hear that a terminal showed its code: what waits for it is sent at once."""
        self._online[device.number] = Reached(line, told)
        self._held.setdefault(line, Held()).numbers[told.terminal] = device.number
        self._come.add(device.number)
        self._bell.set()

    def left(self, line: Line, terminal: str | None = None) -> None:
        """Hear that a terminal is gone, or its connection with all of them."""
        held = self._held.get(line)
        if held is None:
            return
        for name in [terminal] if terminal else list(held.numbers):
            number = held.numbers.pop(name, None)
            if number in self._online and self._online[number].line is line:
                del self._online[number]
        if not held.numbers:
            del self._held[line]

    def answered(self, line: Line, told: Header, body: bytes) -> None:
        """Hear a general answer of a terminal (0x0001), of whatever it may be."""
        said = messages.read(told.kind, body).values
        held = self._held.get(line)
        if held is None or said["answers_kind"] != wire.KIND:
            return
        found = held.awaited.pop((told.terminal, said["answers"]), None)
        if found is None:
            return
        text, drill = found
        self._endings.setdefault(drill, {})[text] = service.ending_of(said["result"])
        self._bell.set()

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_S):
                    await self._bell.wait()
            self._bell.clear()
            try:
                await self._note_endings()
                await self._send_due()
                await asyncio.sleep(SELDOM_S)
            except Unavailable:
                await asyncio.sleep(AWAY_S)
            except Exception:
                log.exception("texts_failed")
                await asyncio.sleep(AWAY_S)

    async def _note_endings(self) -> None:
        """Write down what was answered; what cannot be written now is tried again."""
        for drill, endings in list(self._endings.items()):
            told = dict(endings)
            async with self._db.transaction(ACTOR, drill=drill) as tx:
                await service.end(tx, told)
            for text in told:
                endings.pop(text, None)
            if not endings:
                self._endings.pop(drill, None)

    async def _send_due(self) -> None:
        if not self._online:
            return
        come = self._come & self._online.keys()
        if come:
            async with self._db.transaction(ACTOR) as tx:
                await queries.hasten(tx, come)
        self._come -= come
        async with self._db.reading(ACTOR) as tx:
            rows = await queries.due(tx, self._online.keys(), MOST_AT_ONCE)
        for drill in sorted({row.drill for row in rows}):
            those = [row.id for row in rows if row.drill == drill]
            async with self._db.transaction(ACTOR, drill=drill) as tx:
                taken = await service.take(tx, those)
            for row in taken:
                self._send(row)
        if len(rows) == MOST_AT_ONCE:
            self._bell.set()

    def _send(self, row: Any) -> None:
        reached = self._online.get(row.number)
        if reached is None:
            return  # it left meanwhile; what waits is sent when it comes again
        told = reached.told
        text = wire.said(row.body, drill=row.drill != NIL)
        body = wire.body(text, urgent=row.urgent, edition=messages.edition_of(told))
        serials = reached.line.say_parts(told, wire.KIND, wire.parts(body))
        held = self._held[reached.line]
        if len(held.awaited) >= MOST_AWAITED:
            del held.awaited[next(iter(held.awaited))]
        # The answer to the last part says that all came.
        held.awaited[told.terminal, serials[-1]] = (row.id, row.drill)
