"""Recommendation and dispatch over HTTP: networkx agrees, one of a hundred wins, why is kept."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from command.api import load_needs
from command.dispatch.needs import REFERENCE
from gis.api import load_roads
from gis.roads.closures.rules import closed_edges
from gis.roads.graph import RoadGraph
from gis.roads.speeds import access_ms
from kernel.api import Database, system
from tests.gis.roads.networks import network as edges_of
from tests.gis.roads.networks import oracle
from tests.incidents.conftest import As, Client, done, opened

ROADS = Path("data/cities/shantou/roads").resolve()
# Streets of Futian, far from the units of the demo city.
SCENE = {"lon": 114.0330, "lat": 22.5350}
GOAL = (SCENE["lon"], SCENE["lat"])
SNAP_M = 300
Json = dict[str, Any]


@pytest.fixture(autouse=True)
async def streets(db: Database, tmp_path: Path) -> None:
    """Futian alone, loaded once a module."""
    entry = next(
        each
        for each in json.loads((ROADS.parent / "roads.json").read_text())["roads"]
        if each["code"] == "futian"
    )
    (tmp_path / "roads.json").write_text(json.dumps({"roads": [entry]}))
    (tmp_path / "roads").symlink_to(ROADS)
    await load_roads(db, tmp_path)


async def added(chief: Client, name: str, place: Json | None = None, **fields: Any) -> Json:
    """Register a unit of the police, by default with a crew of 4 for law and order."""
    organisation = (await chief.get("/api/session")).json()["organisation"]["id"]
    body = {"call_sign": name, "kind": "patrol_car", "organisation_id": organisation}
    body |= {"capabilities": ["law"], "crew": 4, "place": place} | fields
    return dict(await done(chief, "/api/units", body))


async def advice(client: Client, incident: Json) -> Json:
    """Ask who should go."""
    return dict(await done(client, "/api/dispatch/recommend", {"incident_id": incident["id"]}))


def ranked(found: Json) -> list[str]:
    return [each["call_sign"] for each in found["candidates"]]


async def test_times_and_order_are_those_of_networkx(as_: As, db: Database) -> None:
    operator, chief = await as_("operator"), await as_("sysadmin")
    chance = random.Random(4)
    graph = RoadGraph(edges_of("futian"), "drive")
    spots = {}
    for number in range(40):
        east, north = chance.uniform(-0.03, 0.006), chance.uniform(-0.01, 0.012)
        spots[f"福田{number:02}"] = lon, lat = SCENE["lon"] + east, SCENE["lat"] + north
        await added(chief, f"福田{number:02}", {"lon": lon, "lat": lat})
    fight = await opened(operator, kind="40206", location=SCENE)
    before = await advice(operator, fight)
    shapes = []
    for name in ranked(before)[10:40:5]:
        lon, lat = ((here + there) / 2 for here, there in zip(spots[name], GOAL, strict=True))
        shape = {"type": "LineString", "coordinates": [[lon - 0.001, lat], [lon + 0.001, lat]]}
        await done(operator, "/api/roads/closures", {"reason": "塌方", "shape": shape})
        shapes.append(shape)
    found = await advice(operator, fight)
    assert found["closures"] == len(shapes)
    assert found["network"]["code"] == "futian"
    truth = _by_networkx(graph, spots, await _standing(db))
    ours = {each["call_sign"]: each["eta_s"] for each in found["candidates"]}
    by_road = {name: seconds for name, seconds in truth.items() if seconds is not None}
    assert len(by_road) > 20
    for name, seconds in by_road.items():
        assert ours[name] == pytest.approx(seconds, abs=0.1), name
    in_order = sorted(by_road, key=lambda name: by_road[name])
    assert [name for name in ranked(found) if name in by_road] == in_order
    assert [each["eta_s"] for each in before["candidates"]] != list(ours.values())
    best = found["candidates"][0]
    assert found["picks"] == [best["id"]]
    assert best["meets"] == ["law"]


async def _standing(db: Database) -> list[Any]:
    from gis.roads.closures import queries

    async with db.reading(system("test")) as tx:
        standing = await queries.standing(tx)
        return list(await queries.shapes(tx, [closure for closure, _ in standing]))


def _by_networkx(
    graph: RoadGraph, spots: dict[str, tuple[float, float]], shapes: list[Any]
) -> dict[str, float | None]:
    """Return the seconds from each spot to the scene, None where no road is near."""
    closed = closed_edges(graph, shapes)
    view = graph.opened(closed)
    goal, *starts = view.snaps([GOAL, *spots.values()], SNAP_M)
    assert goal is not None
    named = {name: snap for name, snap in zip(spots, starts, strict=True) if snap is not None}
    roads = oracle(graph, closed, {"goal": goal} | named)
    back = nx.single_source_dijkstra_path_length(roads.reverse(), "goal", weight="seconds")
    speed = access_ms("drive")
    return dict.fromkeys(spots) | {
        name: back[name] + (goal.distance_m + snap.distance_m) / speed
        for name, snap in named.items()
        if name in back
    }


async def test_a_hundred_at_once_have_one_winner(as_: As) -> None:
    operator, chief = await as_("operator"), await as_("sysadmin")
    unit = await added(chief, "独一", SCENE)
    other = await added(chief, "备用", SCENE)
    scenes = [await opened(operator, kind="40206", location=SCENE) for _ in range(5)]

    def sent(number: int) -> Any:
        units = [unit["id"]] if number % 4 else [other["id"], unit["id"]]
        body = {"incident_id": scenes[number % 5]["id"], "units": units, "reason": "就近"}
        return operator.post("/api/dispatch", json=body)

    answers = await asyncio.gather(*(sent(number) for number in range(100)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 99
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    lost = [answer.json() for answer in answers if answer.status_code == 409]
    assert {problem["code"] for problem in lost} == {"unit-taken"}
    assert all(unit["id"] in {each["id"] for each in problem["taken"]} for problem in lost)
    now = await operator.get(f"/api/units/{unit['id']}")
    assert (now.json()["status"], now.json()["incident_id"]) == ("assigned", won["incident_id"])
    # Of several units all go or none: the spare one went only if it was in the winner's list.
    spare = (await operator.get(f"/api/units/{other['id']}")).json()["status"]
    assert spare == ("assigned" if other["id"] in won["units"] else "available")


async def test_advice_is_accepted_with_no_word_and_overridden_with_one(
    as_: As, db: Database
) -> None:
    operator, other, chief = await as_("operator"), await as_("operator2"), await as_("sysadmin")
    water = {"kind": "water_repair", "capabilities": ["water_supply"]}
    near = await added(chief, "近水", SCENE, **water)
    far = await added(chief, "远水", SCENE | {"lat": SCENE["lat"] + 0.01}, **water)
    fight = await opened(operator, kind="20502", location=SCENE)
    found = await advice(operator, fight)
    assert found["picks"] == [near["id"]]
    form = {"incident_id": fight["id"], "recommendation": found["id"]}
    refused = await operator.post("/api/dispatch", json=form | {"units": [far["id"]]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/reason"
    # Somebody else's advice is nobody's excuse.
    theirs = await other.post("/api/dispatch", json=form | {"units": [near["id"]]})
    assert theirs.status_code == 422
    key = {"Idempotency-Key": "accept-1"}
    took = await done(operator, "/api/dispatch", form | {"units": [near["id"]]}, headers=key)
    assert (took["override"], took["reason"]) == (False, None)
    again = await operator.post("/api/dispatch", json=form | {"units": [near["id"]]}, headers=key)
    assert again.json() == took
    after = await advice(operator, fight)
    assert (after["needs"][0]["sent"], after["picks"]) == ([near["id"]], [])
    assert after["needs"][0]["missing"] == 0
    why = {"units": [far["id"]], "reason": "家属要求增援"}
    more = await done(operator, "/api/dispatch", {"incident_id": fight["id"], **why})
    assert more["override"]
    async with db.reading(system("test")) as tx:
        rows = await tx.rows(
            "select state, about from kernel.fact where subject = :id "
            "and kind = 'incident.dispatched' order by seq",
            id=fight["id"],
        )
    assert [row.state["dispatch"]["reason"] for row in rows] == [None, "家属要求增援"]
    assert rows[0].state["dispatch"]["recommended"] == [near["id"]]
    assert [str(each) for each in rows[1].about] == [far["id"]]


async def test_refusals(as_: As) -> None:
    operator, chief = await as_("operator"), await as_("sysadmin")
    nowhere = await opened(operator, location=None)
    asked = {"incident_id": nowhere["id"]}
    answer = await operator.post("/api/dispatch/recommend", json=asked)
    assert answer.json()["errors"][0]["code"] == "no-place"
    assert (await chief.post("/api/dispatch/recommend", json=asked)).status_code == 403
    unit = await added(chief, "拒警", SCENE)
    send = {"incident_id": nowhere["id"], "units": [unit["id"]], "reason": "x"}
    for who in ("wall", "sysadmin"):
        assert (await (await as_(who)).post("/api/dispatch", json=send)).status_code == 403
    crew = await (await as_("field01")).post("/api/dispatch", json=send)
    assert crew.status_code in (403, 404)
    await done(operator, f"/api/incidents/{nowhere['id']}/close", {"reason": "办结"})
    for path, body in (("/recommend", asked), ("", send)):
        over = await operator.post(f"/api/dispatch{path}", json=body)
        assert (over.status_code, over.json()["errors"][0]["code"]) == (422, "over")


async def test_without_roads_times_are_estimates_and_say_so(as_: As) -> None:
    operator = await as_("operator")
    fire = await opened(operator, kind="20201", grade="III")
    found = await advice(operator, fire)
    assert found["network"] is None
    assert found["candidates"]
    assert all("straight_line" in each["marks"] for each in found["candidates"])
    assert {each["reason"] for each in found["rejected"]} >= {"lacks_capability"}
    assert found["rule"]["kind"] == "202"
    assert found["rule"]["grade"] == "III"
    etas = [each["eta_s"] for each in found["candidates"]]
    assert etas == sorted(etas)


async def test_a_city_may_have_needs_of_its_own(as_: As, db: Database, tmp_path: Path) -> None:
    operator = await as_("operator")
    table = json.loads(REFERENCE.read_text())
    path = tmp_path / "dispatch-needs.json"
    own = {"capability": "firefighting", "count": {"IV": 3, "III": 3, "II": 3, "I": 3}}
    path.write_text(json.dumps(table | {"version": "own", "rules": [{"kind": "", "needs": [own]}]}))
    assert [await load_needs(db, tmp_path) for _ in range(2)] == [1, 0]
    found = await advice(operator, await opened(operator))
    assert found["rule"]["version"] == "own"
    assert [(each["capability"], each["count"]) for each in found["needs"]] == [("firefighting", 3)]
    own["capability"] = "wizardry"
    path.write_text(json.dumps(table | {"rules": [{"kind": "", "needs": [own]}]}))
    with pytest.raises(ValueError, match="wizardry"):
        await load_needs(db, tmp_path)
    async with db.transaction(system("test")) as tx:
        await tx.run("delete from command.dispatch_needs")
