"""The client's own book: what was sent, what was acknowledged, under which key."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from kernel.ids import new_id

# While a part is down a client repeats with the same key, as the screens do.
PAUSE_S = 0.2
GIVE_UP_S = 60.0


@dataclass
class Entry:
    """One report the client wanted stored."""

    id: str
    marker: str
    acknowledged: bool = False
    tries: int = 0


@dataclass
class Ledger:
    """Everything one client sent and what became of it."""

    entries: list[Entry] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    longest_wait_s: float = 0.0

    @property
    def acknowledged(self) -> set[str]:
        """Ids the server said yes to."""
        return {entry.id for entry in self.entries if entry.acknowledged}


class Writer:
    """Sends reports at a rate, each until it is acknowledged, always with its own key."""

    def __init__(self, address: str, token: str, seed: int) -> None:
        self.ledger = Ledger()
        self._http = httpx.AsyncClient(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
            trust_env=False,
        )
        self._random = random.Random(seed)
        self._stop = asyncio.Event()

    async def run(self, per_second: float) -> None:
        """Write until `finish`, then wait for what is still under way."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stop.is_set():
                tasks.create_task(self._send())
                try:
                    async with asyncio.timeout(self._random.expovariate(per_second)):
                        await self._stop.wait()
                except TimeoutError:
                    continue
        await self._http.aclose()

    def finish(self) -> None:
        """Stop starting new writes."""
        self._stop.set()

    async def _send(self) -> None:
        entry = Entry(str(new_id()), uuid4().hex)
        self.ledger.entries.append(entry)
        body = {
            "id": entry.id,
            "channel": "phone",
            "text": f"金平区着火，有浓烟。{entry.marker}",
            "location": {"lon": 116.70, "lat": 23.36},
        }
        began = time.monotonic()
        while time.monotonic() - began < GIVE_UP_S:
            entry.tries += 1
            answer = await self._tried(body, entry.marker)
            if answer is not None and answer.status_code == 201:
                entry.acknowledged = True
                break
            if answer is not None and answer.status_code not in (429, 503):
                self.ledger.unexpected.append(f"{answer.status_code} {answer.text[:300]}")
                break
            await asyncio.sleep(PAUSE_S)
        waited = time.monotonic() - began
        self.ledger.longest_wait_s = max(self.ledger.longest_wait_s, waited)

    async def _tried(self, body: dict[str, Any], key: str) -> httpx.Response | None:
        try:
            return await self._http.post(
                "/api/reports", json=body, headers={"Idempotency-Key": key}
            )
        except httpx.TransportError:
            return None
