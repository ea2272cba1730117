"""The server side of the live benchmark, a process of its own so that its CPU can be told apart.

Speaks JSON lines: tells its port and cookies, then obeys `fanout`, `broadcast` and `stop`.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from typing import Any

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from kernel.access import scopes
from kernel.access.actor import system
from kernel.ids import NIL, new_id
from kernel.live.fanout import Fanout, Judged
from kernel.settings import Settings
from tests.kernel.live.stage import Stage, staged

DISTRICTS = 4
ROLES: tuple[tuple[str, ...], ...] = ((), ("personal.read",), ("reports.close",))
MESSAGES = 200
# Screens must keep up: what is measured is the cost of sending, not of a full buffer.
PAUSE_S = 0.02


async def people(stage: Stage) -> dict[str, Any]:
    """Make 4 districts with an account of each of 3 roles; return cookies and scopes."""
    districts = [new_id() for _ in range(DISTRICTS)]
    async with stage.db.transaction(system("bench")) as tx:
        for district in districts:
            await scopes.create(tx, [district], scope_id=district)
        everywhere = await scopes.create(tx, districts)
    cookies = []
    for number, district in enumerate(districts * len(ROLES)):
        account = stage.people.add([district], *ROLES[number % len(ROLES)])
        cookies.append(await stage.cookie(account))
    return {"cookies": cookies, "everywhere": str(everywhere)}


def fact(text: str, number: int) -> Judged:
    """Return a fact everybody sees."""
    return Judged(
        seq=number,
        at=datetime.now(UTC),
        topic="things",
        subject=new_id(),
        drill=NIL,
        version=1,
        gone=False,
        place=None,
        text=text,
        restricted=None,
        sees=-1,
    )


async def fanout(stage: Stage, text: str) -> float:
    """Return CPU microseconds per message of the real fan-out to all open boards."""
    parts = stage.live.parts
    out = Fanout(parts.hub, parts.holdings)
    facts = [fact(text, number) for number in range(MESSAGES)]
    receivers = len(parts.hub.followers(NIL, "things"))
    started = time.process_time()
    for item in facts:
        out.fact(item)
        await asyncio.sleep(PAUSE_S)
    return (time.process_time() - started) * 1e6 / (MESSAGES * receivers)


async def broadcasted(clients: set[ServerConnection], text: str) -> float:
    """Return CPU microseconds per message of `websockets.broadcast` to as many clients."""
    started = time.process_time()
    for _ in range(MESSAGES):
        broadcast(clients, text)
        await asyncio.sleep(PAUSE_S)
    return (time.process_time() - started) * 1e6 / (MESSAGES * len(clients))


async def main(settings: Settings) -> None:
    """Serve until told to stop."""
    clients: set[ServerConnection] = set()

    async def keep(connection: ServerConnection) -> None:
        clients.add(connection)
        await connection.wait_closed()
        clients.discard(connection)

    loop = asyncio.get_running_loop()
    async with (
        staged(settings) as stage,
        serve(keep, "127.0.0.1", 0, compression=None, ping_interval=None) as bare,
    ):
        bare_port = next(iter(bare.sockets)).getsockname()[1]
        tell({"port": stage.port, "bare_port": bare_port, **await people(stage)})
        while (line := (await loop.run_in_executor(None, sys.stdin.readline)).strip()) != "stop":
            command, text = line.split(" ", 1)
            if command == "fanout":
                tell({"us": await fanout(stage, text)})
            else:
                tell({"us": await broadcasted(clients, text)})


def tell(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    uvloop.run(main(Settings(**given)))
