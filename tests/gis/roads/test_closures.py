"""Closures over HTTP: drawn, they count in the next request, in any process, until their end."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from gis.api import load_roads, roads
from gis.roads import book
from gis.roads.closures import service
from gis.roads.closures.jobs import end_run_out
from kernel.api import Actor, Database, system
from tests.gis.conftest import As, Client, Json
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem

PATH = "/api/roads/closures"
CITY = Path("data/cities/shantou")
# Along a street of Futian and round the corner.
HERE, THERE = (114.0330, 22.5350), (114.0100, 22.5460)


@pytest.fixture(autouse=True)
async def networks(door: Database) -> None:
    """The road networks of the city, loaded once a module."""
    await load_roads(door, CITY)


async def way(door: Database, who: Actor | None = None) -> Json:
    async with door.reading(who or system("test")) as tx:
        return await roads.route(tx, [HERE, THERE], network="futian")


def middle(found: Json) -> list[float]:
    path: list[list[float]] = found["path"]
    return path[len(path) // 2]


async def closed(client: Client, at: list[float], **fields: Any) -> Json:
    body = {"reason": "塌方", "shape": {"type": "Point", "coordinates": at}, **fields}
    answer = await client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    assert answer.headers["etag"] == f'"{made["version"]}"'
    return made


async def test_networks_load_once_and_are_listed(door: Database, who: As) -> None:
    assert await load_roads(door, CITY) == 0
    listed = (await (await who("wall")).get("/api/roads/networks")).json()["items"]
    assert [each["code"] for each in listed] == ["futian", "monaco", "shantou-trunk"]
    assert [each["detail"] for each in listed] == ["full", "full", "trunk"]
    assert all("OpenStreetMap" in each["source"] for each in listed)
    problem(await (await who("secadmin")).get("/api/roads/networks"), 403, "forbidden")


async def test_a_closure_counts_in_the_next_request(who: As, door: Database) -> None:
    before = await way(door)
    east = await who("east")
    made = await closed(east, middle(before))
    assert made["roads"]["stretches"] >= 1
    assert made["organisation"]["code"] == town.EAST
    after = await way(door)
    assert after["closures"] == before["closures"] + 1
    assert after["duration_s"] > before["duration_s"]
    (fact,) = await facts(door, made["id"])
    assert (fact.kind, fact.topic) == ("road.closed", "roads")
    assert fact.state == {name: value for name, value in made.items() if name != "version"}
    assert (await east.delete(f"{PATH}/{made['id']}")).status_code == 204
    assert await way(door) == before
    assert [fact.kind for fact in await facts(door, made["id"])] == ["road.closed", "road.opened"]
    again = await east.post(f"{PATH}/{made['id']}/restore")
    assert again.json()["opened_at"] is None
    assert (await way(door))["duration_s"] == after["duration_s"]
    await east.delete(f"{PATH}/{made['id']}")


async def test_it_counts_in_another_process_too(
    who: As, door: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has graphs of its own; what it knows of closures comes from the database."""
    before = await way(door)
    ours = dict(book._GROUNDS)
    monkeypatch.setattr(book, "_GROUNDS", {})
    assert (await way(door))["duration_s"] == before["duration_s"]
    theirs = dict(book._GROUNDS)
    monkeypatch.setattr(book, "_GROUNDS", ours)
    east = await who("east")
    made = await closed(east, middle(before))
    slower = (await way(door))["duration_s"]
    monkeypatch.setattr(book, "_GROUNDS", theirs)
    assert (await way(door))["duration_s"] == slower > before["duration_s"]
    await east.delete(f"{PATH}/{made['id']}")


async def test_it_ends_by_itself(who: As, door: Database, clock: FakeClock, gis_app: Any) -> None:
    before = await way(door)
    until = clock.now() + timedelta(minutes=10)
    made = await closed(await who("east"), middle(before), until=until.isoformat())
    slower = (await way(door))["duration_s"]
    assert slower > before["duration_s"]
    clock.advance(minutes=9)
    assert (await way(door))["duration_s"] == slower
    clock.advance(minutes=2)
    assert await way(door) == before
    await end_run_out(gis_app.state.runtime)
    await end_run_out(gis_app.state.runtime)
    told = await facts(door, made["id"])
    assert [fact.kind for fact in told] == ["road.closed", "road.opened"]
    assert told[-1].state is None
    commander = await who("commander")
    ended = (await commander.get(PATH, params={"ended": True})).json()["items"]
    assert made["id"] in {each["id"] for each in ended}
    problem(await (await who("east")).post(f"{PATH}/{made['id']}/restore"), 422, "invalid")


async def test_one_that_starts_later_waits(who: As, door: Database, clock: FakeClock) -> None:
    before = await way(door)
    starts = clock.now() + timedelta(minutes=5)
    east = await who("east")
    made = await closed(east, middle(before), starts_at=starts.isoformat())
    assert await way(door) == before
    clock.advance(minutes=6)
    assert (await way(door))["duration_s"] > before["duration_s"]
    await east.delete(f"{PATH}/{made['id']}")


async def test_only_whoever_sees_it_goes_round(
    who: As, door: Database, codes: dict[str, UUID]
) -> None:
    before = await way(door)
    east = await who("east")
    made = await closed(east, middle(before), sight="internal")
    sights = {
        name: Actor(
            kind="account",
            name=name,
            organisation_id=codes[name],
            organisations=frozenset({codes[name]}),
            permissions=frozenset({"layers.read"}),
        )
        for name in (town.EAST, town.WEST)
    }
    assert (await way(door, sights[town.EAST]))["duration_s"] > before["duration_s"]
    assert (await way(door, sights[town.WEST]))["duration_s"] == before["duration_s"]
    west = await who("west")
    problem(await west.get(f"{PATH}/{made['id']}"), 404, "not-found")
    problem(await west.delete(f"{PATH}/{made['id']}"), 404, "not-found")
    await east.delete(f"{PATH}/{made['id']}")


async def test_a_hidden_incident_stays_unnamed(who: As, door: Database) -> None:
    east, west = await who("east"), await who("west")
    incident = (await east.post("/api/incidents", json={"title": "塌陷"})).json()["id"]
    made = await closed(east, list(HERE), incident_id=incident)
    assert made["incident_id"] == incident
    (fact,) = await facts(door, made["id"])
    assert (fact.state["incident_id"], list(fact.about)) == (None, [])
    for client, named in ((east, incident), (west, None)):
        one = (await client.get(f"{PATH}/{made['id']}")).json()
        listed = (await client.get(PATH)).json()["items"]
        assert one["incident_id"] == named
        assert [each["incident_id"] for each in listed if each["id"] == made["id"]] == [named]


async def test_who_may_close_and_open(who: As) -> None:
    at = [114.02, 22.535]
    made = await closed(await who("east"), at)
    west, wall, crew = await who("west"), await who("wall"), await who("crew")
    problem(await west.delete(f"{PATH}/{made['id']}"), 403, "foreign-closure")
    problem(await wall.delete(f"{PATH}/{made['id']}"), 403, "forbidden")
    body = {"reason": "x", "shape": {"type": "Point", "coordinates": at}}
    problem(await crew.post(PATH, json=body), 403, "forbidden")
    operator = await who("operator")
    assert (await operator.delete(f"{PATH}/{made['id']}")).status_code == 204


async def test_changes_carry_the_version(who: As, door: Database) -> None:
    east = await who("east")
    made = await closed(east, [114.02, 22.535])
    path = f"{PATH}/{made['id']}"
    problem(await east.patch(path, json={"reason": "积水"}), 428, "version-required")
    changed = await east.patch(path, json={"reason": "积水"}, headers={"If-Match": '"1"'})
    assert changed.json()["reason"] == "积水"
    assert changed.json()["version"] == 2
    line = {"type": "LineString", "coordinates": [[114.02, 22.535], [114.023, 22.535]]}
    moved = await east.patch(path, json={"shape": line}, headers={"If-Match": '"2"'})
    assert moved.json()["shape"] == line
    problem(await east.patch(path, json={"reason": "x"}, headers={"If-Match": '"1"'}), 412, "stale")
    assert (await east.get(path)).json()["version"] == 3
    await east.delete(path)


REFUSED: list[tuple[Json, str]] = [
    ({"shape": {"type": "Point", "coordinates": [181, 0]}}, "invalid"),
    ({"shape": {"type": "Point", "coordinates": "x"}}, "invalid"),
    ({"shape": {"type": "Point", "coordinates": [[[[[[1]]]]]]}}, "invalid"),
    (
        {"shape": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1]]]}},
        "invalid",
    ),
    ({"shape": {"type": "LineString", "coordinates": [[114, 22]] * 201}}, "invalid"),
    ({"shape": {"type": "MultiLineString", "coordinates": [None, {}, [{"A": 1}]]}}, "invalid"),
    (
        {"shape": {"type": "LineString", "coordinates": [[114, 22], [114, True, "x"]]}},
        "invalid",
    ),
    ({"shape": {"type": "Point", "coordinates": [10**400, 0]}}, "invalid"),
    ({"shape": {"type": "Polygon", "coordinates": []}}, "invalid"),
    ({"shape": {"type": "LineString", "coordinates": [[114, 22]]}}, "invalid"),
    ({"reach_m": 500}, "invalid"),
    ({"reason": ""}, "invalid"),
    ({"until": "2020-01-01T00:00:00Z"}, "invalid"),
    ({"incident_id": "0192f000-0000-7000-8000-000000000000"}, "invalid"),
]


async def test_what_is_refused(who: As) -> None:
    east = await who("east")
    for fields, code in REFUSED:
        body = {"reason": "x", "shape": {"type": "Point", "coordinates": [114.02, 22.535]}} | fields
        assert problem(await east.post(PATH, json=body), 422, code), fields


async def test_two_at_once_both_stand(who: As, door: Database) -> None:
    east = await who("east")
    made = await asyncio.gather(*(closed(east, [114.02 + n / 1e4, 22.535]) for n in range(5)))
    assert len({each["id"] for each in made}) == 5
    async with door.reading(system("test")) as tx:
        standing = await service.queries.standing(tx)
    assert {UUID(each["id"]) for each in made} <= {each for each, _ in standing}
    for each in made:
        await east.delete(f"{PATH}/{each['id']}")
