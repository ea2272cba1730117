"""Resources over HTTP, and 100,000 of them within an index."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from kernel.api import Database
from registry.api import People
from registry.places import bbox_of
from registry.resources import queries
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/resources"
MANY = 100_000


def form(ids: dict[str, UUID], **fields: Any) -> dict[str, Any]:
    """Return the form of a new resource of the east district."""
    return {
        "kind": "shelter",
        "zh": "东岸中学",
        "en": "East Bank School",
        "organisation_id": str(ids[town.EAST]),
        "place": {"lon": 116.7, "lat": 23.35},
        "capacity": {"people": 900},
    } | fields


async def codes(client: Any, **params: Any) -> list[str]:
    """Return the codes a list shows, those of the small city only."""
    answer = await client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    known = {code for code, *_ in town.RESOURCES}
    return [each["code"] for each in answer.json()["items"] if each["code"] in known]


async def test_the_state_has_what_boards_show(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("commander")
    answer = (await client.get(f"{PATH}/{ids['hospital1']}")).json()
    assert answer["name"] == {"zh": "东区医院", "en": "East Hospital"}
    assert answer["place"] == {"lon": 116.701, "lat": 23.351}
    assert answer["organisation"]["code"] == town.EAST
    assert (answer["status"], answer["fictional"], answer["area_code"]) == (
        "normal",
        True,
        town.TOWN,
    )
    assert "capacity" not in answer


async def test_filters_sight_and_refusals(as_: As, ids: dict[str, UUID]) -> None:
    commander, east = await as_("commander"), await as_("east")
    assert set(await codes(commander)) == {"hospital1", "hospital2", "camera1"}
    assert set(await codes(east)) == {"hospital1", "camera1"}
    assert await codes(commander, kind="camera") == ["camera1"]
    assert await codes(commander, kind=["camera", "hospital"], q="东") == ["hospital1", "camera1"]
    assert await codes(commander, bbox="116.59,23.29,116.61,23.31") == ["hospital2"]
    assert await codes(commander, organisation=str(ids[town.WEST])) == ["hospital2"]
    problem(await east.get(f"{PATH}/{ids['hospital2']}"), 404, "not-found")
    secadmin = await as_("secadmin")
    problem(await secadmin.get(PATH), 403, "forbidden")
    for params, pointer in [
        ({"kind": "Castle!"}, "?kind/0"),
        ({"bbox": "a"}, "?bbox"),
        ({"near": "1;2"}, "?near"),
        ({"near": "116,23", "cursor": "WyJ4Il0"}, "?cursor"),
        ({"page": 2}, "?page"),
    ]:
        found = problem(await commander.get(PATH, params=params), 422, "invalid")
        assert found[0].startswith(pointer.split("/")[0])


async def test_the_nearest_come_first_in_metres(as_: As) -> None:
    client = await as_("commander")
    answer = await client.get(
        PATH, params={"near": "116.7051,23.3551", "kind": ["camera", "hospital"]}
    )
    items = [
        each
        for each in answer.json()["items"]
        if each["code"] in ("camera1", "hospital1", "hospital2")
    ]
    assert [each["code"] for each in items] == ["camera1", "hospital1", "hospital2"]
    assert items[0]["distance_m"] == 15
    assert 600 < items[1]["distance_m"] < 640
    assert answer.json()["next"] is None


async def test_a_resource_is_registered_and_changed(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    admin = await as_("sysadmin")
    answer = await admin.post(PATH, json=form(ids, details={"indoor": True}))
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["capacity"] == {"people": 900}
    path, seen = f"{PATH}/{made['id']}", {"If-Match": answer.headers["etag"]}
    changed = await admin.patch(path, json={"capacity": {"people": 800}}, headers=seen)
    assert changed.json()["capacity"] == {"people": 800}
    assert changed.json()["details"] == {"indoor": True}
    stale = await admin.patch(path, json={"capacity": {"people": 1}}, headers=seen)
    assert problem(stale, 412, "stale") == ["/capacity"]
    merged = await admin.patch(path, json={"status": "full", "place": None}, headers=seen)
    assert (merged.json()["status"], merged.json()["place"]) == ("full", None)
    last = (await facts(db, made["id"]))[-1]
    assert (last.kind, last.topic, str(last.scope_id)) == (
        "resource.changed",
        "resources",
        str(ids[town.EAST]),
    )
    problem(await admin.patch(path, json={"status": "full"}), 428, "version-required")
    west = await as_("west")
    problem(await west.get(path), 404, "not-found")
    problem(await west.patch(path, json={"zh": "x"}, headers=seen), 403, "forbidden")


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"kind": "castle"}, "/kind"),
        ({"status": "odd"}, "/status"),
        ({"zh": "x" * 101}, "/zh"),
        ({"place": {"lon": 200, "lat": 0}}, "/place/lon"),
        ({"place": {"lon": 0}}, "/place/lat"),
        ({"direction_deg": 360}, "/direction_deg"),
        ({"fov_deg": 0}, "/fov_deg"),
        ({"capacity": {"people": -1}}, "/capacity/people"),
        ({"capacity": {"people": 1.5}}, "/capacity/people"),
        ({"details": {"a": "x" * 5000}}, "/details"),
        ({"details": {"a": "\u0000"}}, "/details"),
        ({"details": {"a": 10**30}}, "/details"),
        ({"organisation_id": str(UUID(int=7))}, "/organisation_id"),
        ({"id": str(UUID(int=7))}, "/id"),
    ],
)
async def test_a_bad_resource_is_refused(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], pointer: str
) -> None:
    admin = await as_("sysadmin")
    assert problem(await admin.post(PATH, json=form(ids, **wrong)), 422, "invalid") == [pointer]


@pytest.fixture
async def crowded(database_urls: DatabaseUrls, ids: dict[str, UUID]) -> int:
    """100,000 cameras over 1° × 1°, half of each district."""
    connection = await asyncpg.connect(database_urls.superuser)
    try:
        await connection.execute(
            "insert into registry.resource (id, code, kind, zh, en, organisation_id, place) "
            "select gen_random_uuid(), 'many' || n, 'camera', '球机' || n, 'Camera ' || n, "
            "case when n % 2 = 0 then $1::uuid else $2::uuid end, "
            "st_setsrid(st_makepoint(116 + (n % 1000) / 1000.0, 23 + (n / 1000) / 100.0), 4326) "
            f"from generate_series(1, {MANY}) n on conflict do nothing",
            ids[town.EAST],
            ids[town.WEST],
        )
        await connection.execute("analyze registry.resource")
        return MANY
    finally:
        await connection.close()


async def test_a_box_among_many_is_answered_from_the_index(
    crowded: int, db: Database, ids: dict[str, UUID], clock: FakeClock
) -> None:
    from kernel.api import system

    async with db.reading(system("test")) as tx:
        actor = await People().actor(tx, ids["@east"])
    assert actor is not None
    explained = []
    async with db.reading(actor) as tx:
        original = tx.rows

        async def explaining(sql: str, **parameters: Any) -> Any:
            plan = await original("explain " + sql, **parameters)
            explained.append("\n".join(line[0] for line in plan))
            return await original(sql, **parameters)

        tx.rows = explaining  # type: ignore[method-assign]
        filters: dict[str, Any] = {"kind": None, "organisation": None, "q": None}
        box = bbox_of("116.50,23.50,116.52,23.52")
        rows = await queries.listed(tx, filters=filters, bbox=box, after=None, limit=1000)
        near = await queries.nearest(tx, filters=filters, bbox=None, near=(116.5, 23.5), limit=20)
        page = await queries.listed(tx, filters=filters, bbox=None, after=None, limit=100)
    assert 10 < len(rows) < 60
    assert len(near) == 20
    assert len(page) == 101
    distances = [row.distance_m for row in near]
    assert distances == sorted(distances)
    for plan in explained:
        assert "Seq Scan on resource" not in plan, plan
    assert "resource_place" in explained[0]
    assert "resource_place" in explained[1]
