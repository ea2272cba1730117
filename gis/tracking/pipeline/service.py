"""The pipeline: identify → validate → order → enrich → store → acknowledge → publish.

Whoever holds a device offers its fixes and hears when they are committed. Batches are stored one
after the other; what comes meanwhile waits in a bounded queue, and who offers stops reading its
sockets while the queue is full: devices keep and send again what was not acknowledged.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence

import structlog

from gis.tracking.devices.model import Device
from gis.tracking.fix import Fix
from gis.tracking.geofences.guard import Guard
from gis.tracking.pipeline import metrics
from gis.tracking.pipeline.report import Batch, Receipt, Report, micros
from gis.tracking.pipeline.steps import SECOND, judge
from gis.tracking.pipeline.store import Store, newest_of
from gis.tracking.pipeline.tell import Teller
from kernel.api import Runtime, Unavailable, ended

log = structlog.get_logger()
# An acknowledgement waits so long for company: five commits a second cost next to nothing, and with
# the commit itself a device hears within the promised half second.
GATHER_S = 0.2
# One transaction: 5,000 rows are stored in some 50 ms.
MOST_BATCH = 5_000
# Five seconds of the promised 10,000/s: sockets are read on through a slow commit, and 1 KB each
# makes 50 MB at the most. Reading begins again when half of it is stored.
MOST_WAITING = 50_000
READ_AGAIN_AT = MOST_WAITING // 2
RETRY_S = 0.5


class Pipeline:
    """One a process; `start` before the first offer."""

    def __init__(self, runtime: Runtime) -> None:
        self._clock = runtime.clock
        self._keep_days = runtime.settings.positions_days
        self._store = Store(runtime.db, set(), Guard(runtime.db))
        self._teller = Teller(runtime.redis)
        self._waiting = Batch([])
        self._work = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._oldest: int | None = None
        self._room: list[Callable[[], None]] = []

    async def start(self) -> None:
        """Begin to store."""
        await self._teller.start()
        self._task = asyncio.create_task(self._run(), name="positions")

    async def stop(self) -> None:
        """Stop at once; nobody was told that what waits is stored."""
        await ended([self._task])
        await self._teller.stop()

    @property
    def waiting(self) -> int:
        """How many reports wait for their batch."""
        return len(self._waiting.reports)

    @property
    def full(self) -> bool:
        """Whether nobody should offer more now."""
        return self.waiting >= MOST_WAITING

    def on_room(self, listener: Callable[[], None]) -> None:
        """Call `listener` once there is room again."""
        self._room.append(listener)

    @property
    def lag_s(self) -> float:
        """Age of the oldest report that is not stored."""
        if self._oldest is None:
            return 0.0
        return max(0.0, (micros(self._clock.now()) - self._oldest) / SECOND)

    def offer(
        self, device: Device, fixes: Sequence[Fix], received: int, receipt: Receipt | None
    ) -> list[Report]:
        """Take fixes of an active device, received at a moment (Unix microseconds).

        The receipt hears when all of them are committed, or refused for good; what became of them
        stands in the reports then. While the pipeline is `full` the few that were read already are
        taken all the same.
        """
        if self._oldest is None:
            self._oldest = received
        reports = [Report(device, fix, received) for fix in fixes]
        self._waiting.reports += reports
        if receipt is not None:
            self.promise(receipt)
        self._work.set()
        return reports

    def promise(self, receipt: Receipt) -> None:
        """Let a receipt hear when all that was offered so far is committed."""
        self._waiting.receipts.append(receipt)
        self._work.set()

    async def _run(self) -> None:
        began = 0.0
        while True:
            await self._work.wait()
            left = GATHER_S - (time.monotonic() - began)
            if left > 0 and self.waiting < MOST_BATCH:
                await asyncio.sleep(left)
            began = time.monotonic()
            batch, self._waiting = self._waiting, Batch([])
            self._work.clear()
            await self._settle(batch)
            self._oldest = self._waiting.reports[0].received if self._waiting.reports else None

    async def _settle(self, batch: Batch) -> None:
        """Store a batch however often it takes, then let everybody know."""
        judge(batch.reports, self._keep_days)
        for start in range(0, len(batch.reports), MOST_BATCH):
            await self._stored(Batch(batch.reports[start : start + MOST_BATCH]))
        for receipt in batch.receipts:
            receipt.stored()
        self._teller.tell(newest_of(batch.taken))
        _count(batch)
        if self.waiting < READ_AGAIN_AT:
            listeners, self._room = self._room, []
            for listener in listeners:
                listener()

    async def _stored(self, batch: Batch) -> None:
        while True:
            try:
                with metrics.BATCH_SECONDS.time():
                    await self._store.write(batch)
                return
            except Unavailable:
                log.warning("positions_wait", positions=len(batch.reports))
            except Exception:
                log.exception("positions_not_stored", positions=len(batch.reports))
                self._store.days.clear()  # a part may be gone
            await asyncio.sleep(RETRY_S)


def _count(batch: Batch) -> None:
    for protocol, count in Counter(report.device.protocol for report in batch.taken).items():
        metrics.STORED.labels(protocol).inc(count)
    for reason, count in Counter(report.refused for report in batch.refused).items():
        metrics.REFUSED.labels(reason).inc(count)
