"""A screen under test: keeps the state of a board through every break, as the contract asks."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

TOPICS = ["reports", "incidents"]
RETURN_S = 1.0
UNAVAILABLE = 503
PATIENCE_S = 60.0
LARGEST_FRAME = 2**24
# A screen may send 20 messages a second.
OPENED_PER_S = 15
# What a screen meets while a part is away; it comes back, as a browser does.
BREAKS = (
    OSError,
    WebSocketException,
    InvalidHandshake,
    httpx.HTTPError,
    json.JSONDecodeError,
    KeyError,
)
States = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Event:
    """What a screen was told: what a subject shows from a moment on, None = gone."""

    at: datetime
    subject: str
    shown: dict[str, Any] | None


class Watcher:
    """One socket that comes back with `since`; `states` is what its screen would show."""

    def __init__(
        self, address: str, http: httpx.AsyncClient, *, seed: int = 0, drill: str | None = None
    ) -> None:
        self.events: list[Event] = []
        self.states: States = {}
        self.breaks = 0
        self._seq = 0
        self._epoch: str | None = None
        self._filling: set[str] | None = None
        self._address = address
        self._http = http
        self._drill = drill
        self._random = random.Random(seed)
        self._moved = asyncio.Event()
        self._ended_by: Exception | None = None

    async def run(self) -> None:
        """Watch until cancelled; what else ends it is told to whoever waits for this screen."""
        try:
            await self._come_back_for_ever()
        except Exception as error:
            self._ended_by = error
            self._moved.set()
            raise

    async def _come_back_for_ever(self) -> None:
        while True:
            with suppress(*BREAKS):
                async with live(self._address, self._http) as socket:
                    await self._open(socket)
                    async for message in socket:
                        await self._take(socket, json.loads(message))
            self.breaks += 1
            await asyncio.sleep(self._random.uniform(0.1, RETURN_S))

    async def filled(self) -> None:
        """Wait until this screen shows its board."""
        await self._until(lambda: self._epoch is not None)

    async def shows(self, subject: str) -> None:
        """Wait until this screen shows a subject, and all that happened before it."""
        await self._until(lambda: subject in self.states and self._filling is None)

    async def _until(self, holds: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not holds():
                    if self._ended_by is not None:
                        raise self._ended_by
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError as error:
            told = f"drill {self._drill}, seq {self._seq}, filling {self._filling is not None}"
            raise TimeoutError(f"{told}, {self.breaks} breaks, {len(self.states)} shown") from error

    def at(self, moment: datetime) -> States:
        """Return what the screen showed of what had happened up to a moment."""
        states: States = {}
        for event in self.events:
            if event.at <= moment:
                _put(states, event)
        return states

    async def _open(self, socket: Any) -> None:
        self._filling = set()
        request = {
            "op": "open",
            "id": "b1",
            "topics": TOPICS,
            "drill": self._drill,
            "since": self._seq if self._epoch else None,
            "epoch": self._epoch,
        }
        await socket.send(json.dumps(request))

    async def _take(self, socket: Any, frame: dict[str, Any]) -> None:
        if frame["op"] == "snapshot":
            self._fill(frame)
        elif frame["op"] == "fact":
            self._keep(frame["fact"])
            self._seq = max(self._seq, frame["fact"]["seq"])
        elif frame["op"] == "resync":
            self._epoch, self._seq = None, 0
            await self._open(socket)
        elif frame["op"] == "problem" and "id" in frame:
            # The board could not be filled while the database is away: it is asked for again.
            assert frame["status"] == UNAVAILABLE, frame
            await asyncio.sleep(self._random.uniform(0.1, RETURN_S))
            await self._open(socket)
        self._moved.set()

    def _fill(self, frame: dict[str, Any]) -> None:
        assert self._filling is not None
        fresh = self._epoch is None
        for fact in frame["facts"]:
            self._keep(fact)
            self._filling.add(fact["subject"])
        if frame.get("more"):
            return
        if fresh:
            for subject in self.states.keys() - self._filling:
                self._note(Event(datetime.fromisoformat(frame["at"]), subject, None))
        self._epoch, self._filling = frame["epoch"], None
        self._seq = max(self._seq, frame["seq"])

    def _keep(self, fact: dict[str, Any]) -> None:
        self._note(Event(datetime.fromisoformat(fact["at"]), fact["subject"], shown(fact)))

    def _note(self, event: Event) -> None:
        self.events.append(event)
        _put(self.states, event)


def _put(states: States, event: Event) -> None:
    if event.shown is None:
        states.pop(event.subject, None)
    else:
        states[event.subject] = event.shown


def shown(fact: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a screen shows of a subject: its state, and the personal part it may see."""
    if fact["state"] is None:
        return None
    return {"state": fact["state"], "restricted": fact.get("restricted")}


@asynccontextmanager
async def live(address: str, http: httpx.AsyncClient) -> AsyncIterator[Any]:
    """Open a socket with a ticket."""
    ticket = (await http.post("/api/live/ticket")).json()["ticket"]
    url = address.replace("http", "ws", 1) + "/api/live"
    async with connect(url, max_size=LARGEST_FRAME, proxy=None) as socket:
        await socket.send(json.dumps({"op": "ticket", "ticket": ticket}))
        yield socket


@asynccontextmanager
async def watching(watchers: list[Watcher]) -> AsyncIterator[None]:
    """Let screens watch as long as the block runs."""
    tasks = [asyncio.create_task(watcher.run()) for watcher in watchers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def past(
    address: str, http: httpx.AsyncClient, moments: list[datetime], drill: str | None = None
) -> AsyncIterator[tuple[datetime, States]]:
    """Yield what a board shows that is opened at each of some moments."""
    async with live(address, http) as socket:
        for moment in moments:
            request = {"op": "open", "id": "past", "topics": TOPICS, "drill": drill}
            await socket.send(json.dumps(request | {"at": moment.isoformat()}))
            states: States = {}
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    frame = json.loads(await socket.recv())
                    assert frame["op"] not in ("problem", "resync"), frame
                    if frame["op"] != "snapshot":
                        continue
                    states |= {fact["subject"]: shown(fact) for fact in frame["facts"]}
                    if not frame.get("more"):
                        break
            yield moment, states
            await asyncio.sleep(1 / OPENED_PER_S)
