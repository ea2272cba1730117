"""No acknowledged position is lost, whoever is killed: the terminals' ledger against the tables.

Nor is a crossing of a geofence: what was told against what the positions say, each once.
"""

import asyncio
import json
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.faults import bands
from tests.faults.truth import superuser
from tests.harness.fleet import Plan, enrol, ledger
from tests.harness.homes import Homes
from tests.harness.ports import free_port
from tests.harness.servers import make_folder
from tests.harness.system import System

CODE = "fault-"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder the database's user can pass through."""
    made = make_folder()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.timeout(240)
async def test_no_answered_position_is_lost_when_ingest_and_database_are_killed(
    homes: Homes, folder: Path, record_property: Any
) -> None:
    driven = plan(folder, links=200, seconds=6)
    await killed(homes, folder, record_property, driven, kills=1, watched=True)


@pytest.mark.slow
@pytest.mark.timeout(1200)
async def test_no_answered_position_is_lost_in_ten_minutes_of_kills(
    homes: Homes, folder: Path, record_property: Any
) -> None:
    driven = plan(folder, links=2000, seconds=600)
    await killed(homes, folder, record_property, driven, kills=20, watched=False)


def plan(folder: Path, *, links: int, seconds: float) -> Plan:
    since = bands.since(time.time() - 40_000)
    return Plan(free_port(), links, 5, seconds, since, str(folder / "ledger"), code=CODE)


async def killed(
    homes: Homes, folder: Path, note: Any, driven: Plan, *, kills: int, watched: bool
) -> None:
    """Let a fleet drive while ingest and PostgreSQL are killed in turn; compare."""
    home = homes.copy("schema", folder / "home")
    environment = {"WANGLOU_JT808_PORT": str(driven.port)}
    with System(home=home, environment=environment) as running:
        async with superuser(running) as connection:
            await enrol(connection, driven)
            fences = await bands.plant(connection) if watched else None
        async with driving(driven) as fleet:
            pause = driven.seconds / (2 * kills + 1)
            for _ in range(kills):
                for part in ("ingest", "postgres"):
                    await asyncio.sleep(pause)
                    running.kill(part)
            told = await answer(fleet)
        async with superuser(running) as connection:
            rows = await connection.fetch(
                "select substr(d.identifier, 2)::int as terminal, "
                "extract(epoch from p.at)::bigint as at "
                "from gis.position p join gis.device d on d.number = p.device"
            )
            crossings = await bands.check(connection, fences, driven) if fences else 0
    kept = {(row["terminal"], row["at"]) for row in rows}
    answered = ledger(Path(driven.ledger))
    rate = f"{told['acked'] / told['seconds']:,.0f}/s through all outages"
    lost = f"{told['lost']:,} links lost on the way"
    note("figure", f"{len(answered):,} answered, {rate}, {crossings:,} edges crossed, {lost}")
    assert len(answered) == told["acked"] > 0
    assert told["lost"] >= driven.links
    assert [each for each in answered if each not in kept] == []
    assert told["acked"] == told["sent"], "what was not answered at first is sent again"


@asynccontextmanager
async def driving(driven: Plan) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a fleet; it drives from now on."""
    fleet = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.harness.fleet",
        json.dumps(asdict(driven)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        await answer(fleet)
        yield fleet
        await fleet.wait()
    finally:
        if fleet.returncode is None:
            fleet.kill()
            await fleet.wait()


async def answer(fleet: asyncio.subprocess.Process) -> dict[str, Any]:
    """Return what a fleet tells next."""
    assert fleet.stdout is not None
    told: dict[str, Any] = json.loads(await fleet.stdout.readline())
    return told
