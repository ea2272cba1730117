"""JT/T 808 terminals: registration, authentication, heartbeat, places, parts, time.

A report of places is answered (0x8001) once it is committed, everything else at once.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gis.tracking.devices.model import Device
from gis.tracking.devices.register import problem_of
from gis.tracking.devices.service import identifier_of
from gis.tracking.events import rules as events
from gis.tracking.events.service import take_event
from gis.tracking.fix import Fix
from gis.tracking.jt808 import frames, header, location, messages
from gis.tracking.jt808.answers import Answers
from gis.tracking.jt808.frames import BadFrame
from gis.tracking.jt808.header import Header
from gis.tracking.jt808.messages import Message
from gis.tracking.jt808.parts import Parts
from gis.tracking.links.beside import Beside
from gis.tracking.links.tcp import Door, Link
from gis.tracking.pipeline import metrics
from gis.tracking.pipeline.report import micros
from kernel.api import secrets as hashes

ANSWERED, HEARTBEAT, LOGOUT = 0x0001, 0x0002, 0x0003
# The local time before 2019, UTC since.
ASKS_TIME, ASKS_UTC = 0x0004, 0x0109
REGISTERS, AUTHENTICATES, PLACE, PLACES = 0x0100, 0x0102, 0x0200, 0x0704
# Answers with a place behind the serial they answer: to a question for it, to a command.
PLACE_ASKED, COMMANDED = 0x0201, 0x0500
LOCATED = frozenset((PLACE, PLACES, PLACE_ASKED, COMMANDED))
SERIAL_BYTES = 2
TIME, UTC_TIME, REGISTERED, SEND_AGAIN = 0x8004, 0x8109, 0x8100, 0x8003
DONE, FAILED, UNSUPPORTED = 0, 1, 3
# Of an answer to a registration.
WELCOME, NO_SUCH_TERMINAL = 0, 4
# A gateway speaks for the vehicles of a fleet through one connection.
MOST_TERMINALS = 1_000
# 128 bits; terminals keep a code of up to some twenty characters.
CODE_BYTES = 16
# 0x8003 names a part by one byte before 2019.
MOST_NAMED = 100


class Placed:
    """Whoever waits for the places of one message; a message in parts has several serials."""

    __slots__ = ("link", "serials", "told")

    def __init__(self, link: "Jt808Link", told: Header, serials: Sequence[int]) -> None:
        self.link, self.told, self.serials = link, told, serials

    def stored(self) -> None:
        """Answer now that everything is committed."""
        for serial in self.serials:
            self.link.answer(self.told, DONE, serial)


class Jt808Link(Link):
    """One connection of one terminal, or of a gateway with many."""

    def __init__(self, door: Door, beside: Beside) -> None:
        super().__init__(door)
        self._beside, self._texts = beside, beside.texts
        self._splitter = frames.Splitter()
        self._frames: deque[bytes] = deque()
        self._devices: dict[str, Device] = {}
        self._signed_in: set[str] = set()
        self._parts: dict[str, tuple[Header, Parts]] = {}
        self._serial = 0
        self._answers: list[bytes] = []
        self._speaks: dict[tuple[str, int | None], Answers] = {}

    def took(self, data: bytes) -> None:
        """See `Link`."""
        self._frames.extend(self._splitter.feed(data))
        self.go_on()

    def go_on(self) -> None:
        """See `Link`."""
        while self._frames and not self.waits:
            try:
                told, body = header.read(frames.opened(self._frames.popleft()))
                self._heard(told, body)
            except BadFrame as bad:
                self.refused(bad.why)

    def look(self, now: float) -> None:
        """Ask again for parts that did not come."""
        for told, parts in self._parts.values():
            for missing in parts.late(now):
                values = {
                    "first_serial": missing.first_serial,
                    "parts": list(missing.numbers[:MOST_NAMED]),
                }
                self._say(told, SEND_AGAIN, values)

    def answer(self, told: Header, result: int, serial: int | None = None) -> None:
        """Send a general answer; those of one commit leave together."""
        if self.transport is None:
            return
        if not self._answers:
            asyncio.get_running_loop().call_soon(self._send_answers)
        self._serial = (self._serial + 1) & 0xFFFF
        number = told.serial if serial is None else serial
        answers = self._speaks.get((told.terminal, told.version))
        if answers is None:
            answers = Answers(told.terminal, told.version)
            if len(self._speaks) < MOST_TERMINALS:
                self._speaks[told.terminal, told.version] = answers
        self._answers.append(answers.framed(self._serial, number, told.kind, result))

    def say_parts(self, told: Header, kind: int, parts: list[bytes]) -> list[int]:
        """See `Line`."""
        many, serials = len(parts), []
        for which, part in enumerate(parts, 1):
            self._serial = (self._serial + 1) & 0xFFFF
            head = Header(kind, told.terminal, self._serial, told.version)
            head.part = (which, many) if many > 1 else None
            self.send(frames.closed(header.written(head, part)))
            serials.append(self._serial)
        return serials

    def connection_lost(self, error: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._texts.left(self)
        super().connection_lost(error)

    def close(self) -> None:
        """Close after the answers."""
        self._send_answers()
        super().close()

    def _send_answers(self) -> None:
        if self._answers:
            answers, self._answers = self._answers, []
            self.send(b"".join(answers))

    def _heard(self, told: Header, body: bytes) -> None:
        self.read_well()
        serials: Sequence[int] = (told.serial,)
        if told.encryption:
            metrics.FRAMES.labels(self.door.name, "encrypted").inc()
            self.answer(told, UNSUPPORTED)
            return
        if told.part is not None:
            whole = self._joined(told, body)
            which, many = told.part
            if whole is None:
                if told.kind not in LOCATED:
                    self.answer(told, DONE)
                return
            first = told.serial - which + 1
            serials = [(first + number) & 0xFFFF for number in range(many)]
            body = whole
        if told.kind in LOCATED:
            self._place(told, _fixes(told.kind, body), serials)
        else:
            self._other(told, body)

    def _joined(self, told: Header, body: bytes) -> bytes | None:
        if told.terminal not in self._parts and len(self._parts) >= MOST_TERMINALS:
            return None
        _, parts = self._parts.setdefault(told.terminal, (told, Parts()))
        return parts.take(told, body, self.heard_at)

    def _place(self, told: Header, fixes: Sequence[Fix], serials: Sequence[int]) -> None:
        device = self._devices.get(told.terminal) or self._known(told)
        if device is None or device.state != "active":
            self.later(self._meet_and_place(told, fixes, serials))
            return
        received = micros(self.clock.now())
        self.pipeline.offer(device, fixes, received, Placed(self, told, serials))

    async def _meet_and_place(
        self, told: Header, fixes: Sequence[Fix], serials: Sequence[int]
    ) -> None:
        device = await self.register.met("jt808", identifier_of("jt808", told.terminal))
        if problem_of(device) is not None or device is None:
            self.close()  # not answered: it keeps what it sent until somebody lets it in
            return
        self._devices[told.terminal] = device
        received = micros(self.clock.now())
        self.pipeline.offer(device, fixes, received, Placed(self, told, serials))

    def _known(self, told: Header) -> Device | None:
        device = self.register.find("jt808", identifier_of("jt808", told.terminal))
        if device is not None and len(self._devices) < MOST_TERMINALS:
            self._devices[told.terminal] = device
        return device

    def _other(self, told: Header, body: bytes) -> None:
        if told.kind == ANSWERED:
            self._texts.answered(self, told, body)
            return
        if told.kind == REGISTERS:
            said = messages.read(told.kind, body, messages.edition_of(told))
            self.later(self._register(told, said.values))
        elif told.kind == AUTHENTICATES:
            said = messages.read(told.kind, body, messages.edition_of(told))
            self._authenticate(told, str(said.values["code"]))
        elif told.kind == ASKS_TIME:
            self._say(told, TIME, {"at": self.clock.now()})
        elif told.kind == ASKS_UTC:
            self._say(told, UTC_TIME, _moment(self.clock.now()))
        elif told.kind in events.kinds():
            self.later(self._event(told, body))
        else:
            device = self._devices.get(told.terminal)
            if told.kind == HEARTBEAT and device is not None:
                self._beside.contact.heard(device)
            if told.kind == LOGOUT:
                self._devices.pop(told.terminal, None)
                self._signed_in.discard(told.terminal)
                self._texts.left(self, told.terminal)
            self.answer(told, DONE)

    async def _event(self, told: Header, body: bytes) -> None:
        """Answer once it is committed what the crew said, or counted that it cannot be."""
        device = self._devices.get(told.terminal)
        if device is None or told.terminal not in self._signed_in:
            self.answer(told, FAILED)
            return
        refused = await take_event(self._beside.runtime, device, told.kind, body)
        unknown = refused == "event-unknown"
        self.answer(told, UNSUPPORTED if unknown else FAILED if refused else DONE)

    async def _register(self, told: Header, said: dict[str, Any]) -> None:
        about = {name: str(said[name])[:40] for name in ("maker", "model", "plate")}
        identifier = identifier_of("jt808", told.terminal)
        device = await self.register.met("jt808", identifier, **about)
        if device is None or problem_of(device) is not None:
            refusal = {"answers": told.serial, "result": NO_SUCH_TERMINAL}
            self._say(told, REGISTERED, refusal)
            return
        code = secrets.token_urlsafe(CODE_BYTES)
        await self.register.give_code(device, code, **about)
        self._say(told, REGISTERED, {"answers": told.serial, "result": WELCOME, "code": code})

    def _authenticate(self, told: Header, code: str) -> None:
        device = self.register.find("jt808", identifier_of("jt808", told.terminal))
        if device is not None and device.state == "active" and _fits(device, code):
            self._welcome(told, device)
        else:
            self.later(self._authenticate_anew(told, code))

    async def _authenticate_anew(self, told: Header, code: str) -> None:
        """Look again: another process may have let it in or given it a code just now."""
        device = await self.register.fetched("jt808", identifier_of("jt808", told.terminal))
        if device is not None and device.state == "active" and _fits(device, code):
            self._welcome(told, device)
            return
        metrics.FRAMES.labels(self.door.name, "code").inc()
        self.answer(told, FAILED)
        self.close()

    def _welcome(self, told: Header, device: Device) -> None:
        if len(self._devices) < MOST_TERMINALS:
            self._devices[told.terminal] = device
            self._signed_in.add(told.terminal)
            self._texts.came(device, self, told)
        self.answer(told, DONE)

    def _say(self, told: Header, kind: int, values: dict[str, Any]) -> None:
        body = messages.written(Message(kind, values, messages.edition_of(told)))
        self.send(self._framed(told, kind, body))

    def _framed(self, told: Header, kind: int, body: bytes) -> bytes:
        self._serial = (self._serial + 1) & 0xFFFF
        head = Header(kind, told.terminal, self._serial, told.version)
        return frames.closed(header.written(head, body))


def _fits(device: Device, code: str) -> bool:
    kept = device.secret_hash
    return kept is not None and secrets.compare_digest(kept, hashes.digest(code))


def _moment(now: datetime) -> dict[str, int]:
    """Return a moment (UTC) as 0x8109 tells it."""
    return {
        name: getattr(now, name) for name in ("year", "month", "day", "hour", "minute", "second")
    }


def _fixes(kind: int, body: bytes) -> list[Fix]:
    if kind == PLACE:
        return [location.fix_of(location.read(body))]
    if kind != PLACES:
        return [location.fix_of(location.read(body[SERIAL_BYTES:]))]
    backfill, found = location.batch(body)
    return [location.fix_of(each, backfill=backfill) for each in found]
