"""Signs of life of the intake, and the alarm when positions are stored late."""

import asyncio

import structlog

from gis.tracking.devices.register import Register
from gis.tracking.pipeline import metrics
from gis.tracking.pipeline.service import Pipeline
from kernel.api import Feed, Problem, Runtime, Tx, alarm_cause, alarms, ended, feeds, system

log = structlog.get_logger()
ACTOR = system("intake")
INTAKE = Feed("intake", "定位接入", "Position intake", 15)
LATE = "positions-late"
EVERY_S = 2.0
# Acknowledgements are promised within half a second; ten times that is seen on every screen.
LATE_FROM_S, FINE_BELOW_S = 5.0, 1.0


class Watch:
    """Looks at one process that takes positions; keeps its register fresh."""

    def __init__(self, runtime: Runtime, register: Register, pipeline: Pipeline) -> None:
        self._runtime = runtime
        self._register = register
        self._pipeline = pipeline
        self._worst_s = 0.0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="intake-watch")

    async def stop(self) -> None:
        """Stop looking."""
        await ended([self._task])

    async def look(self) -> None:
        """Say that we live; raise the alarm of late positions or clear it.

        While the database is away nothing can be raised; it is afterwards, if it was long.
        """
        lag = self._pipeline.lag_s
        metrics.LAG.set(lag)
        metrics.WAITING.set(self._pipeline.waiting)
        self._worst_s = max(self._worst_s, lag)
        async with self._runtime.db.transaction(ACTOR) as tx:
            await feeds.beat(tx, INTAKE)
            await self._judge(tx, lag)
        await self._register.refresh()

    async def _judge(self, tx: Tx, lag: float) -> None:
        if self._worst_s >= LATE_FROM_S:
            await alarms.raise_alarm(tx, alarm_cause(LATE, "intake", seconds=round(self._worst_s)))
            self._worst_s = 0.0
        elif lag < FINE_BELOW_S and await alarms.is_open(tx, LATE, "intake"):
            await alarms.clear_alarm(tx, LATE, "intake")

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except Problem as problem:
                log.warning("intake_watch_failed", problem=problem.detail)
            except Exception:
                log.exception("intake_watch_failed")
            await asyncio.sleep(EVERY_S)
