"""The worker process: reactions to facts and background jobs of all features."""

import asyncio
import contextlib
import signal

import structlog

from kernel.clock import SystemClock
from kernel.jobs import Jobs
from kernel.journal.reactions import Reactions
from kernel.live.doorbell import FACTS_CHANNEL, Doorbell
from kernel.settings import Settings
from server import logs
from server.app import opened

log = structlog.get_logger()


async def work(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with opened(settings, SystemClock()) as runtime, contextlib.AsyncExitStack() as stack:
        reactions, doorbell = Reactions(runtime), Doorbell(runtime.redis, runtime.db)
        doorbell.listen(FACTS_CHANNEL, lambda _: reactions.wake())
        for part in (doorbell, reactions, Jobs(runtime)):
            await part.start()
            stack.push_async_callback(part.stop)
        log.info("worker_started")
        await stop.wait()


def main() -> None:
    """Enter from the command line."""
    settings = Settings.load()
    logs.configure(settings)
    asyncio.run(work(settings))
