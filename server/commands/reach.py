"""Lets a command reach the database and Redis, whoever runs them."""

import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from server.commands.output import Refused
from server.supervisor.home import Home
from server.supervisor.services import Services, home_at

if TYPE_CHECKING:
    from kernel.api import Settings, Tx

T = TypeVar("T")
# One command runs one transaction; the second connection is for what it looks up meanwhile.
COMMAND_CONNECTIONS = 2


@contextmanager
def reached() -> Iterator["Settings"]:
    """Use the servers the environment names, else the running instance's, else start them."""
    from kernel.api import Settings

    if os.environ.get("WANGLOU_DATABASE_URL") and os.environ.get("WANGLOU_REDIS_URL"):
        yield Settings.load()
        return
    home = present_home()
    running = home.announced()
    if running is not None:
        os.environ.update(running[0].environment())
        yield Settings.load()
        return
    with Services(home, os.environ) as services:
        given = {name: url for name, url in services.connections.environment().items() if url}
        os.environ.update(given)
        yield Settings.load()


def present_home() -> Home:
    """Return the home folder this command is about."""
    return home_at(os.environ.get("WANGLOU_HOME") or "var")


async def in_transaction(settings: "Settings", step: Callable[["Tx"], Awaitable[T]]) -> T:
    """Run one step as the system in one transaction."""
    from kernel.api import Database, SystemClock, newest_revision, present_revision, system

    present, newest = await present_revision(settings.database_url), newest_revision()
    if present != newest:
        raise Refused(f"the database stands at {present}, the code at {newest}: wanglou migrate")
    database = Database(settings.database_url, SystemClock(), connections=COMMAND_CONNECTIONS)
    try:
        async with database.transaction(system("command")) as tx:
            return await step(tx)
    finally:
        await database.close()
