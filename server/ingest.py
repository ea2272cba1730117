"""The ingest process: the doors of devices that hold connections."""

import asyncio
import gc
import json
import signal
from pathlib import Path

import structlog
import uvloop
from prometheus_client import start_http_server

from gis.api import Intake
from kernel.api import Settings, SystemClock
from server import logs
from server.app import opened
from server.serve import raise_file_limit

log = structlog.get_logger()
# Where doors listen, for programs of the same machine.
PORTS = "device-ports.json"
# A batch is thousands of small objects without cycles, all gone with its commit: looking through
# them every 700 allocations would cost a tenth of the process.
YOUNG = 100_000


async def ingest(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with opened(settings, SystemClock()) as runtime:
        intake = Intake(runtime)
        await intake.start()
        try:
            (Path(settings.home) / PORTS).write_text(json.dumps(intake.ports), encoding="utf-8")
            log.info("ingest_started", **intake.ports)
            await stop.wait()
        finally:
            await intake.stop()


def main() -> None:
    """Enter from the command line."""
    settings = Settings.load()
    logs.configure(settings)
    raise_file_limit()
    gc.set_threshold(YOUNG)
    if settings.ingest_metrics_port:
        start_http_server(settings.ingest_metrics_port, addr="127.0.0.1")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(ingest(settings))
