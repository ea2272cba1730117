"""The one reader of the journal in this process.

Woken by a commit of this process, by the doorbell of another, or after half a second; reads what
is new once for all sight classes and hands it to the fan-out. Never waits for a screen.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from kernel.access.actor import system
from kernel.errors import Unavailable
from kernel.journal import tail
from kernel.live.classes import EVERYONE, SightClass, SightClasses, mask
from kernel.live.fanout import Fanout, judged
from kernel.live.holdings import Held, Holdings
from kernel.live.metrics import FACTS, LAG, READER_FAILURES
from kernel.live.place import place_of
from kernel.runtime import Runtime
from kernel.tasks import ended

log = structlog.get_logger()
# The doorbell may be lost with Redis; half a second keeps screens within their promise of 5 s.
POLL_S = 0.5
# One reading takes some 50 ms at 500 facts for 64 classes; more classes read fewer facts at once.
BATCH_FACTS = 500
BATCH_JUDGEMENTS = 500 * 64
# While the database is away it is asked again after 0.1 s, then at least once a second.
FIRST_RETRY_S = 0.1
LAST_RETRY_S = 1.0
# A burst (an import) goes out at 128 KiB per 20 ms and screen, which the local network drains;
# all at once it would overrun the buffers of healthy screens.
PACE_BYTES = 131_072
PACE_S = 0.02
RIGHTS_TOPICS = frozenset({"accounts", "organisations", "posts", "roles"})

OnRights = Callable[[str, UUID, Sequence[UUID]], None]


class Reader:
    """Follows the journal from its end at the start of the process."""

    def __init__(
        self,
        runtime: Runtime,
        classes: SightClasses,
        holdings: Holdings,
        fanout: Fanout,
        *,
        on_rights: OnRights,
        on_restart: Callable[[], None],
    ) -> None:
        self.seq = -1
        self.epoch: UUID | None = None
        self.polled_at: float | None = None
        self.caught_up_at: float | None = None
        self.clock_offset = timedelta(0)
        self._runtime = runtime
        self._classes = classes
        self._holdings = holdings
        self._fanout = fanout
        self._on_rights = on_rights
        self._on_restart = on_restart
        self._topics = [topic.name for f in runtime.features for topic in f.topics]
        self._bell = asyncio.Event()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to follow."""
        self._task = asyncio.create_task(self._run(), name="live-reader")

    async def stop(self) -> None:
        """Stop following."""
        await ended([self._task])

    def wake(self) -> None:
        """Look at the journal now."""
        self._bell.set()

    def reached(self, seq: int) -> Awaitable[None]:
        """Return what is done once every fact up to `seq` has gone out."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.seq >= seq:
            future.set_result(None)
        else:
            self._waiting.append((seq, future))
            self.wake()
        return future

    async def _run(self) -> None:
        delay = FIRST_RETRY_S
        while True:
            self._bell.clear()
            try:
                more = await self._cycle()
                delay = FIRST_RETRY_S
            except Unavailable:
                READER_FAILURES.inc()
                await asyncio.sleep(delay)
                delay = min(LAST_RETRY_S, delay * 2)
                continue
            except Exception:
                READER_FAILURES.inc()
                log.exception("live_reader_failed", seq=self.seq)
                await asyncio.sleep(LAST_RETRY_S)
                continue
            if not more:
                await self._rung()

    async def _rung(self) -> None:
        try:
            async with asyncio.timeout(POLL_S):
                await self._bell.wait()
        except TimeoutError:
            return

    async def _cycle(self) -> bool:
        """Read and pass on one batch; say whether there may be more."""
        async with self._runtime.db.reading(system("live")) as tx:
            connection = await tx.driver()
            head = await tail.head(connection)
            self._noted(head)
            fresh = self._classes.settle()
            try:
                rows, moved = await self._read(connection, fresh, head)
            except BaseException:
                self._classes.unsettle(fresh)
                raise
        for sight_class in fresh:
            sight_class.ready.set()
        limit = self._limit()
        await self._pass_on(rows, moved)
        if len(rows) < limit:
            self._reached(max(self.seq, head.seq) if not rows else self.seq)
            self.caught_up_at = time.monotonic()
        return len(rows) == limit

    def _noted(self, head: tail.Head) -> None:
        self.polled_at = time.monotonic()
        self.clock_offset = self._runtime.clock.now() - head.now
        if self.epoch is not None and (head.epoch != self.epoch or head.seq < self.seq):
            self._holdings.clear()
            self._classes.forget()
            self._on_restart()
            self.seq = head.seq
        self.epoch = head.epoch
        if self.seq < 0:
            self.seq = head.seq

    async def _read(
        self, connection: Any, fresh: list[SightClass], head: tail.Head
    ) -> tuple[list[Any], dict[int, list[Any]]]:
        classes = self._classes.listed()
        if fresh:
            rows = await tail.open_subjects(connection, classes, self._topics)
            self._begin(fresh, rows)
        if not classes.posts or head.seq <= self.seq:
            return [], {}
        rows = await tail.batch(connection, classes, self.seq, self._limit())
        changes = [row["seq"] for row in rows if row["kind"] == "scope.changed"]
        moved: dict[int, list[Any]] = defaultdict(list)
        if changes:
            for row in await tail.moved(connection, classes, changes, self._topics):
                moved[row["seq"]].append(row)
        return rows, moved

    def _limit(self) -> int:
        return max(1, min(BATCH_FACTS, BATCH_JUDGEMENTS // max(1, len(self._classes))))

    def _begin(self, fresh: list[SightClass], rows: list[Any]) -> None:
        bits = 0
        for sight_class in fresh:
            bits |= sight_class.bit
        self._holdings.begin(
            bits,
            (
                (
                    (row["drill"], row["subject"]),
                    Held(
                        EVERYONE if row["to_all"] else mask(row["sees"]),
                        row["topic"],
                        place_of(row["lon"], row["lat"]),
                    ),
                )
                for row in rows
            ),
        )

    async def _pass_on(self, rows: list[Any], moved: dict[int, list[Any]]) -> None:
        size = 0
        for row in rows:
            self._one(row, moved)
            self._reached(row["seq"])
            size += len(row["text"])
            if size > PACE_BYTES:
                size = 0
                await asyncio.sleep(PACE_S)

    def _one(self, row: Any, moved: dict[int, list[Any]]) -> None:
        topic = row["topic"]
        if topic in RIGHTS_TOPICS:
            self._on_rights(topic, row["subject"], row["about"])
        if row["saw"] is not None:
            subjects = [judged(subject) for subject in moved.get(row["seq"], ())]
            self._fanout.moved(subjects, mask(row["saw"]), mask(row["sees"]))
        if topic in self._topics:
            self._fanout.fact(judged(row))
        FACTS.inc()
        LAG.observe(max(0.0, (self._runtime.clock.now() - row["at"]).total_seconds()))

    def _reached(self, seq: int) -> None:
        self.seq = seq
        if not self._waiting:
            return
        for wanted, future in self._waiting:
            if wanted <= seq and not future.done():
                future.set_result(None)
        self._waiting = [item for item in self._waiting if not item[1].done()]
