"""Loads a city data set and, for the demo, writes down the passwords and tokens it made."""

import os
from pathlib import Path
from typing import Any

import orjson

from command.api import load_needs, load_walls
from gis.api import load_feeds, load_gazetteer, load_layers, load_roads
from kernel.api import Runtime, system, tokens
from registry.api import accounts, load_city
from video.api import load_sources

CREDENTIALS = "demo-credentials.json"
# The driver's tokens: what an operator, a dispatcher and a source of feeds may do, no more.
TOKEN_ACCOUNTS = ("operator", "dispatcher", "feeds")
TOKEN_DAYS = 365


async def load(
    runtime: Runtime, folder: Path, *, demo: bool = False, renew: bool = False
) -> dict[str, Any]:
    """Load all that a city folder holds, from people to walls; safe to run twice.

    New passwords must be changed at the first sign-in, but for those of a demo; `renew` makes new
    ones also for accounts that exist.
    """
    passwords = await load_city(runtime.db, folder, runtime.clock, demo=demo, renew=renew)
    async with runtime.db.transaction(system("city")) as tx:
        await load_gazetteer(tx, folder)
    layers = await load_layers(runtime.db, folder)
    roads = await load_roads(runtime.db, folder)
    walls = await load_walls(runtime.db, folder)
    feeds = await load_feeds(runtime.db, folder)
    needs = await load_needs(runtime.db, folder)
    sources = await load_sources(runtime.db, folder, runtime.settings)
    made = {"layers": layers, "roads": roads, "walls": walls, "feeds": feeds, "needs": needs}
    return {"accounts": passwords} | made | {"sources": sources}


async def load_demo(runtime: Runtime, folder: Path) -> Path:
    """Load the demo city and write `demo-credentials.json` (mode 0600); return its path."""
    path = runtime.settings.home / CREDENTIALS
    made = await load(runtime, folder, demo=True, renew=not path.is_file())
    if path.is_file() and not made["accounts"]:
        return path
    issued: dict[str, str] = {}
    async with runtime.db.transaction(system("demo")) as tx:
        for username in TOKEN_ACCOUNTS:
            account = await accounts.by_username(tx, username)
            actor = await runtime.directory.actor(tx, account) if account else None
            if account is None or actor is None:
                continue
            answer = await tokens.issue(
                tx, account, f"demo {username}", permissions=actor.permissions, days=TOKEN_DAYS
            )
            issued[username] = answer["token"]
    return write_credentials(runtime.settings.home, made["accounts"], issued)


def write_credentials(
    home: Path, accounts_made: list[dict[str, Any]], issued: dict[str, str]
) -> Path:
    """Write passwords and tokens where only the owner of the process reads them."""
    path = home / CREDENTIALS
    part = path.with_name(path.name + ".part")
    document = orjson.dumps(
        {"accounts": accounts_made, "tokens": issued}, option=orjson.OPT_INDENT_2
    )
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(document)
    part.replace(path)
    return path
