"""The client's own book: what was sent, what was acknowledged, what had to be asked for again."""

import asyncio
import random
import time
from dataclasses import dataclass, field

import httpx

from kernel.ids import new_id
from tests.faults.client import insisting

# Whoever reports does not know that somebody else is still waiting for an answer.
EVERY_S = 0.05
# What piles up in an outage of four seconds; beyond it a busy machine is given time to answer.
MOST_OPEN = 80
WHAT = ("着火，有浓烟", "车祸，两人受伤", "积水过膝", "煤气味很重", "电梯困人", "树倒压车")
WEST, SOUTH, EAST, NORTH = 116.40, 23.20, 116.90, 23.50


@dataclass
class Ledger:
    """Everything the desks sent and what became of it."""

    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, float] = field(default_factory=dict)
    replayed: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def rates(self) -> str:
        """Say how many reports per second were sent and how many acknowledged so far."""
        passed_s = time.monotonic() - self.began
        sent, told = len(self.sent) / passed_s, len(self.acknowledged) / passed_s
        return f"sent {sent:.1f}/s, acknowledged {told:.1f}/s through all outages"

    def silence_after(self, moment: float) -> float:
        """Return how long after a moment the next answer came."""
        return min(at for at in self.acknowledged.values() if at > moment) - moment


class Desks:
    """Many desks that together write 20 times a second, whatever is down, until told to stop."""

    def __init__(self, http: httpx.AsyncClient, seed: int) -> None:
        self.ledger = Ledger()
        self._http = http
        self._random = random.Random(seed)
        self._stop = asyncio.Event()
        self._answered = asyncio.Event()
        self._open = asyncio.Semaphore(MOST_OPEN)

    async def run(self) -> None:
        """Write until `finish`, then wait for what is still under way."""
        due = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            while not await self._stopped_before(due):
                await self._open.acquire()
                sending = tasks.create_task(self._send())
                sending.add_done_callback(lambda _: self._open.release())
                due += EVERY_S

    def finish(self) -> None:
        """Stop starting new writes."""
        self._stop.set()

    async def more(self, answers: int) -> None:
        """Wait until so many more writes were acknowledged."""
        wanted = len(self.ledger.acknowledged) + answers
        while len(self.ledger.acknowledged) < wanted:
            self._answered.clear()
            await self._answered.wait()

    async def _stopped_before(self, moment: float) -> bool:
        try:
            async with asyncio.timeout(moment - time.monotonic()):
                await self._stop.wait()
        except TimeoutError:
            return self._stop.is_set()
        return True

    async def _send(self) -> None:
        identity = str(new_id())
        self.ledger.sent.append(identity)
        body = {
            "id": identity,
            "channel": "phone",
            "text": f"{self._random.choice(WHAT)}。{identity}",
            "location": {
                "lon": self._random.uniform(WEST, EAST),
                "lat": self._random.uniform(SOUTH, NORTH),
            },
        }
        answer = await insisting(self._http, "/api/reports", body)
        if answer.status != 201:
            self.ledger.refused.append(f"{answer.status} {answer.body}")
            return
        self.ledger.acknowledged[identity] = time.monotonic()
        if answer.replayed:
            self.ledger.replayed.add(identity)
        self._answered.set()
