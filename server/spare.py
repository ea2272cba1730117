"""The waiting side of a restart: everything is loaded, then comes the word what to run."""

import asyncio
import gc
import importlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

# What a server or a worker loads late: it is loaded before the word comes.
LOADED = (
    "server.app",
    "server.serve",
    "server.worker",
    "server.ingest",
    "server.media",
    "kernel.live.transport",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvloop",
)


def ordered() -> list[str]:
    """Load the application, wait, and return the command line to run; empty when nobody is left."""
    load(*LOADED)
    asyncio.run(_warmed())
    gc.collect()
    gc.freeze()
    line = sys.stdin.buffer.readline()
    if not line:
        return []
    order = json.loads(line)
    _write_to(Path(order["log"]))
    arguments: list[str] = order["arguments"]
    return arguments


def load(*modules: str) -> None:
    """Import modules without looking for garbage, which there is none: that is a fifth faster."""
    gc.disable()
    try:
        for name in modules:
            importlib.import_module(name)
    finally:
        gc.freeze()  # what is loaded stays: the collector need not walk through it again
        gc.enable()


async def _warmed() -> None:
    """Load what the first requests need; without a database now, it is loaded later."""
    from asyncpg import PostgresError  # noqa: PLC0415 - `wanglou run` stays small

    from kernel.api import Problem, Settings, SystemClock  # noqa: PLC0415
    from server.app import WrongSchema, opened, warm  # noqa: PLC0415

    with suppress(OSError, PostgresError, Problem, WrongSchema):
        async with opened(Settings.load(), SystemClock()) as runtime:
            await warm(runtime)


def call_process(name: str) -> None:
    """Give this process the name that ps and top show (15 letters at most)."""
    with suppress(OSError):  # only for people who look
        Path("/proc/self/comm").write_text(name, encoding="ascii")


def _write_to(log: Path) -> None:
    """Let output go to another log, and standard input be empty."""
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for here, there in ((out, 1), (out, 2), (nothing, 0)):
        os.dup2(here, there)
    os.close(out)
    os.close(nothing)
