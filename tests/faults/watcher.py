"""A screen under test: keeps the state of a board through every break, as the contract asks."""

import asyncio
import json
import random
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

TOPICS = ["reports", "incidents"]
RETURN_S = 1.0


@dataclass(frozen=True)
class Event:
    """What a screen was told: the state of a subject from a moment on, None = gone."""

    at: str
    subject: str
    state: dict[str, Any] | None


class Watcher:
    """One socket that comes back with `since`; `states` is what its screen would show."""

    def __init__(self, address: str, http: httpx.AsyncClient, seed: int = 0) -> None:
        self.events: list[Event] = []
        self.states: dict[str, dict[str, Any]] = {}
        self.seq = 0
        self.breaks = 0
        self._epoch: str | None = None
        self._address = address
        self._http = http
        self._random = random.Random(seed)
        self._moved = asyncio.Event()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            with suppress(OSError, WebSocketException, InvalidHandshake, httpx.HTTPError, KeyError):
                await self._watch()
            self.breaks += 1
            await asyncio.sleep(self._random.uniform(0.1, RETURN_S))

    async def reached(self, seq: int) -> None:
        """Wait until this screen has taken in a fact of that number."""
        while self.seq < seq:
            self._moved.clear()
            await self._moved.wait()

    async def _watch(self) -> None:
        answer = await self._http.post("/api/live/ticket")
        ticket = answer.json()["ticket"]
        address = self._address.replace("http", "ws", 1) + "/api/live"
        async with connect(address, max_size=2**24, proxy=None) as socket:
            await socket.send(json.dumps({"op": "ticket", "ticket": ticket}))
            await self._open(socket)
            async for message in socket:
                await self._take(socket, json.loads(message))

    async def _open(self, socket: Any) -> None:
        since = self.seq if self._epoch else None
        await socket.send(json.dumps({"op": "open", "id": "b1", "topics": TOPICS, "since": since}))

    async def _take(self, socket: Any, frame: dict[str, Any]) -> None:
        if frame["op"] == "snapshot":
            if self._epoch != frame["epoch"]:
                self.states.clear()
            self._epoch = frame["epoch"]
            for fact in frame["facts"]:
                self._keep(fact)
            if not frame.get("more"):
                self._advance(frame["seq"])
        elif frame["op"] == "fact":
            self._keep(frame["fact"])
            self._advance(frame["fact"]["seq"])
        elif frame["op"] == "resync":
            self.states.clear()
            self._epoch, self.seq = None, 0
            await self._open(socket)

    def _keep(self, fact: dict[str, Any]) -> None:
        self.events.append(Event(fact["at"], fact["subject"], fact["state"]))
        if fact["state"] is None:
            self.states.pop(fact["subject"], None)
        else:
            self.states[fact["subject"]] = fact["state"]

    def _advance(self, seq: int) -> None:
        self.seq = max(self.seq, seq)
        self._moved.set()


def with_token(address: str, token: str) -> httpx.AsyncClient:
    """Return a client that carries a token."""
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.AsyncClient(base_url=address, trust_env=False, headers=headers, timeout=10)


async def fresh(address: str, http: httpx.AsyncClient, seq: int) -> dict[str, dict[str, Any]]:
    """Return what a screen opened now would show, at or after a fact."""
    watcher = Watcher(address, http)
    task = asyncio.create_task(watcher.run())
    try:
        async with asyncio.timeout(30):
            await watcher.reached(seq)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return watcher.states


async def past(address: str, http: httpx.AsyncClient, at: str) -> dict[str, dict[str, Any]]:
    """Return what a screen shows that is opened at a past moment."""
    ticket = (await http.post("/api/live/ticket")).json()["ticket"]
    states: dict[str, dict[str, Any]] = {}
    url = address.replace("http", "ws", 1) + "/api/live"
    async with asyncio.timeout(30), connect(url, max_size=2**24, proxy=None) as socket:
        await socket.send(json.dumps({"op": "ticket", "ticket": ticket}))
        await socket.send(json.dumps({"op": "open", "id": "b1", "topics": TOPICS, "at": at}))
        async for message in socket:
            frame = json.loads(message)
            if frame["op"] != "snapshot":
                continue
            states |= {fact["subject"]: fact["state"] for fact in frame["facts"]}
            if not frame.get("more"):
                break
    return states
