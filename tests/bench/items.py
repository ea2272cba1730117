"""Items: processor time of one `/items?bbox&limit=100` of a layer of 500,000 points.

What the server process and PostgreSQL spend, each over the same requests; by processor time, so
that other work on the machine does not count.
"""

import asyncio
import random
from collections.abc import Iterator

import asyncpg
import httpx

from tests.bench import cpu
from tests.bench import tiles_servers as servers
from tests.bench.journal import cluster
from tests.bench.row import Row
from tests.harness.servers import DatabaseUrls, RedisServer

MANY = 500_000
GOAL_MS = 15.0
WARM, REQUESTS = 100, 1_000
CODE = "bench-items"
# 40 km across; a box of 2 km has some 1,200 of the points.
WEST, SOUTH, SIDE = 116.5, 23.2, 0.4
BOX = 0.02
ORGANISATION, LAYER = (f"00000000-0000-7000-8000-00000000bee{n}" for n in (0, 1))
ATTRIBUTES = """[{"name": "kind", "type": "string", "zh": "类", "en": "Kind"},
    {"name": "level", "type": "integer", "zh": "级", "en": "Level"}]"""
FILL = (
    f"""
    insert into registry.organisation (id, code, kind, zh, en, short)
    values ('{ORGANISATION}', 'bench', 'city', '市', 'City', '市')
    """,
    f"""
    insert into gis.layer (id, code, zh, en, group_code, organisation_id, public, geometry,
        attributes, features, created_at, changed_at)
    values ('{LAYER}', '{CODE}', '点', 'Points', 'other', '{ORGANISATION}', true, 'point',
        '{ATTRIBUTES}', {MANY}, now(), now())
    """,
    f"""
    insert into gis.feature (layer_id, shape, properties, changed_at)
    select '{LAYER}', st_setsrid(st_makepoint(
            {WEST} + random() * {SIDE}, {SOUTH} + random() * {SIDE}), 4326),
        jsonb_build_object('name', '设施 ' || n, 'level', n % 7,
            'kind', (array['医院', '学校', '仓库'])[1 + n % 3]), now()
    from generate_series(1, {MANY}) n
    """,
    "analyze gis.feature",
)


async def run() -> list[Row]:
    """Fill a database, ask a server of its own, look at what the processes have used."""
    redis = RedisServer()
    address = await asyncio.to_thread(redis.start)
    try:
        async with cluster() as urls:
            database = await _fill(urls)
            async with servers.ours(urls, address, cache=0) as (port, pid):
                return await _asked(port, pid, database)
    finally:
        await asyncio.to_thread(redis.stop)


async def _fill(urls: DatabaseUrls) -> int:
    connection = await asyncpg.connect(urls.superuser)
    try:
        await connection.execute("set session_replication_role = replica")
        for step in FILL:
            await connection.execute(step)
        return int((await connection.fetchval("select pg_read_file('postmaster.pid')")).split()[0])
    finally:
        await connection.close()


def _boxes(seed: int, many: int) -> Iterator[str]:
    place = random.Random(seed)
    for _ in range(many):
        west, south = (low + place.random() * (SIDE - BOX) for low in (WEST, SOUTH))
        yield f"{west:.5f},{south:.5f},{west + BOX:.5f},{south + BOX:.5f}"


async def _asked(port: int, pid: int, database: int) -> list[Row]:
    rows = []
    address = f"http://127.0.0.1:{port}/ogc/collections/{CODE}/items"
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        for name, more in (
            ("items?bbox&limit=100", {}),
            ("items?bbox&filter&limit=100", {"filter": "level > 3 AND kind = '医院'"}),
            ("items?bbox&limit=100&crs=3857", {"crs": f"{EPSG}/3857"}),
        ):
            for box in _boxes(1, WARM):
                await _page(client, address, more | {"bbox": box})
            before = cpu.seconds(pid), cpu.seconds(database)
            for box in _boxes(2, REQUESTS):
                await _page(client, address, more | {"bbox": box})
            server, postgres = cpu.seconds(pid) - before[0], cpu.seconds(database) - before[1]
            each = (server + postgres) / REQUESTS * 1000
            rows.append(
                Row(name, each, "ms CPU", f"≤ {GOAL_MS:g} with PostgreSQL", ok=each <= GOAL_MS)
            )
            rows.append(Row(f"{name}, PostgreSQL's part", postgres / REQUESTS * 1000, "ms CPU"))
    return rows


EPSG = "http://www.opengis.net/def/crs/EPSG/0"


async def _page(client: httpx.AsyncClient, address: str, params: dict[str, str]) -> None:
    answer = await client.get(address, params={"limit": "100"} | params)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["features"]) == 100
