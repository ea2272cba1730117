"""How large a fact is on the wire, by kind: the demo city plays, then the journal is read.

The text is what a screen receives, restricted part left out. A state may have 16 KB; usual kinds
should stay under a quarter of that, so that a board of 500 open incidents comes in 2 MB.
"""

import asyncio
import time

import asyncpg

from kernel.journal.pieces import FACT
from tests.bench.row import Row
from tests.harness.system import System

PLAYED_FACTS = 500
PATIENCE_S = 240.0
GOAL_BYTES = 4_096
# Kinds that come less often say nothing about a usual size.
LEAST = 5

_SIZES = f"""
select kind, count(*) as number, avg(size) as mean,
       percentile_cont(0.95) within group (order by size) as p95
from (select kind, octet_length({FACT}) as size from kernel.fact f) sized
group by kind having count(*) >= $1 order by count(*) desc
"""


async def run() -> list[Row]:
    """Let the demo play and measure what it wrote."""
    with System(environment={"WANGLOU_DEMO": "1"}) as running:
        database = await asyncpg.connect(running.announced()["owner_database_url"])
        try:
            await _played(database)
            found = await database.fetch(_SIZES, LEAST)
        finally:
            await database.close()
    return [_row(kind) for kind in found]


async def _played(database: asyncpg.Connection) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        wrote = await database.fetchval(
            "select count(*) from kernel.fact where topic = 'incidents'"
        )
        if wrote >= PLAYED_FACTS:
            return
        await asyncio.sleep(1)


def _row(found: asyncpg.Record) -> Row:
    return Row(
        f"fact {found['kind']}: p95 of {found['number']:,}, mean {found['mean']:,.0f}",
        float(found["p95"]),
        "B",
        f"≤ {GOAL_BYTES:,}",
        ok=found["p95"] <= GOAL_BYTES,
    )
