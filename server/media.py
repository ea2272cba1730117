"""The media process: pictures and sound of rooms and cameras."""

import asyncio
import gc
import signal

import structlog
import uvloop
from prometheus_client import start_http_server
from redis.asyncio import Redis

from kernel.api import Settings, SystemClock
from server import logs
from server.serve import raise_file_limit
from video.media.process import MediaProcess

log = structlog.get_logger()
# Packets are small objects without cycles: looking through them would cost a tenth of the process.
YOUNG = 100_000
# Redis only tells where rooms are: media flows without it.
REDIS_TIMEOUT_S = 1.0


async def media(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; whoever is connected is sent elsewhere first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    redis = Redis.from_url(
        settings.redis_url,
        socket_timeout=REDIS_TIMEOUT_S,
        socket_connect_timeout=REDIS_TIMEOUT_S,
        protocol=3,
    )
    process = MediaProcess(settings, redis, SystemClock())
    try:
        await process.start()
        gc.freeze()  # what the process is made of is never looked through again
        log.info("media_started", door=process.url, ports=settings.media_ports)
        await stop.wait()
        await process.drain()
    finally:
        await process.stop()
        await redis.aclose()


def main() -> None:
    """Enter from the command line."""
    settings = Settings.load()
    logs.configure(settings)
    raise_file_limit()
    gc.set_threshold(YOUNG)
    if settings.media_metrics_port:
        start_http_server(settings.media_metrics_port, addr="127.0.0.1")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(media(settings))
