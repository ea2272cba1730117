"""Units over HTTP: who sees them, what they do, one unit for one incident."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, NewFact, Tx, new_id, system
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/units"


def form(ids: dict[str, UUID], **fields: Any) -> dict[str, Any]:
    """Return the form of a new unit of the east district."""
    return {
        "call_sign": "东新01",
        "kind": "ambulance",
        "organisation_id": str(ids[town.EAST]),
        "capabilities": ["transport"],
        "crew": 3,
    } | fields


async def an_incident(db: Database, scope: UUID | None = None, state: str = "confirmed") -> str:
    """Put an incident on the boards; return its id."""
    incident = new_id()

    async def step(tx: Tx) -> None:
        fact = NewFact("incident.reported", "incidents", incident, {"state": state}, scope)
        tx.record(fact)

    await db.run(system("test"), step)
    return str(incident)


async def registered(as_: As, ids: dict[str, UUID], **fields: Any) -> str:
    """Register a unit and return its id."""
    admin = await as_("sysadmin")
    answer = await admin.post(PATH, json=form(ids, **fields))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_the_state_has_what_boards_show(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("commander")
    unit = (await client.get(f"{PATH}/{ids['engine1']}")).json()
    shown = {
        "id",
        "call_sign",
        "kind",
        "kind_zh",
        "kind_en",
        "agency",
        "organisation",
        "capabilities",
        "crew",
        "status",
        "status_at",
        "place",
        "heading_deg",
        "position_at",
        "station",
        "incident_id",
        "fictional",
    }
    assert shown <= set(unit)
    assert unit["kind_zh"] == "水罐消防车"
    assert unit["agency"]["code"] == town.FIRE
    assert unit["organisation"]["code"] == town.EAST
    assert unit["place"] == {"lon": 116.7, "lat": 23.35}
    assert unit["station"]["place"] == {"lon": 116.7, "lat": 23.35}
    assert unit["status"] == "available"
    assert unit["fictional"] is True


async def test_units_are_seen_by_their_organisation_and_agency(
    as_: As, ids: dict[str, UUID]
) -> None:
    expected = {
        "commander": {"engine1", "engine2", "boat1"},
        "east": {"engine1", "boat1"},
        "west": {"engine2"},
        "fire": {"engine1", "engine2"},
        "crew": {"engine1", "engine2"},
    }
    for username, codes in expected.items():
        client = await as_(username)
        items = (await client.get(PATH)).json()["items"]
        known = {each["code"] for each in items} & {"engine1", "engine2", "boat1"}
        assert known == codes
        for code in {"engine1", "engine2", "boat1"} - codes:
            problem(await client.get(f"{PATH}/{ids[code]}"), 404, "not-found")
            answer = await client.post(f"{PATH}/{ids[code]}/status", json={"status": "off_duty"})
            problem(answer, 404, "not-found")
    secadmin = await as_("secadmin")
    problem(await secadmin.get(PATH), 403, "forbidden")


async def test_filters_and_their_refusals(as_: As, ids: dict[str, UUID]) -> None:
    client = await as_("commander")

    async def codes(**params: Any) -> set[str]:
        items = (await client.get(PATH, params=params)).json()["items"]
        return {each["code"] for each in items} & {"engine1", "engine2", "boat1"}

    assert await codes(kind="fire_engine") == {"engine1", "engine2"}
    assert await codes(kind=["fire_engine", "flood_boat"]) == {"engine1", "engine2", "boat1"}
    assert await codes(kind="fire_engine,flood_boat") == {"engine1", "engine2", "boat1"}
    assert await codes(status="off_duty") == set()
    assert await codes(organisation=str(ids[town.FIRE])) == {"engine1", "engine2"}
    assert await codes(bbox="116.65,23.3,116.75,23.4") == {"engine1", "boat1"}
    assert await codes(q="东艇") == {"boat1"}
    refused = [
        ({"status": "lost"}, "?status"),
        ({"status": "available,"}, "?status"),
        ({"kind": ",".join(["boat"] * 51)}, "?kind"),
        ({"bbox": "1,2,3"}, "?bbox"),
        ({"bbox": "nan,0,1,1"}, "?bbox"),
        ({"limit": 0}, "?limit"),
        ({"organisation": "x"}, "?organisation"),
        ({"unknown": "x"}, "?unknown"),
    ]
    for params, pointer in refused:
        assert problem(await client.get(PATH, params=params), 422, "invalid") == [pointer]
    problem(await client.get(PATH, params={"cursor": "xx"}), 400, "malformed")


async def test_pages_follow_each_other(as_: As) -> None:
    client = await as_("commander")
    whole = [each["id"] for each in (await client.get(PATH)).json()["items"]]
    first = (await client.get(PATH, params={"limit": 2})).json()
    second = (await client.get(PATH, params={"limit": 1000, "cursor": first["next"]})).json()
    assert [each["id"] for each in first["items"] + second["items"]] == whole
    assert second["next"] is None


async def test_a_run_is_reported_by_the_crew(
    as_: As, ids: dict[str, UUID], db: Database, clock: FakeClock
) -> None:
    dispatcher, crew = await as_("fire"), await as_("crew")
    path, incident = f"{PATH}/{ids['engine1']}/status", await an_incident(db)
    assert (await crew.get("/api/session")).json()["unit"]["call_sign"] == "东消01"
    answer = await dispatcher.post(path, json={"status": "assigned", "incident_id": incident})
    assert answer.json()["incident_id"] == incident
    for status in ("en_route", "on_scene"):
        clock.advance(minutes=5)
        place = {"lon": 116.72, "lat": 23.36, "source": "device", "accuracy_m": 8}
        answer = await crew.post(path, json={"status": status, "place": place})
        assert answer.status_code == 200, answer.text
        assert (answer.json()["status"], answer.json()["incident_id"]) == (status, incident)
        assert answer.json()["place"] == place
        assert answer.json()["status_at"].startswith(clock.now().isoformat()[:19])
    last = (await facts(db, ids["engine1"]))[-1]
    assert (last.kind, last.topic) == ("unit.status", "units")
    assert [str(each) for each in last.about] == [incident]
    assert last.state["status"] == "on_scene"
    of_incident = await dispatcher.get(PATH, params={"incident": incident})
    assert [each["code"] for each in of_incident.json()["items"]] == ["engine1"]
    repeated = await crew.post(path, json={"status": "on_scene"})
    assert repeated.json()["version"] == answer.json()["version"]
    await crew.post(path, json={"status": "returning"})
    back = (await crew.post(path, json={"status": "available"})).json()
    assert back["incident_id"] is None


async def test_a_crew_speaks_for_itself_and_by_the_usual_ways(
    as_: As, ids: dict[str, UUID]
) -> None:
    crew = await as_("crew")
    other, own = f"{PATH}/{ids['engine2']}/status", f"{PATH}/{ids['engine1']}/status"
    problem(await crew.post(other, json={"status": "off_duty"}), 403, "foreign-unit")
    problem(await crew.post(own, json={"status": "transporting"}), 409, "unit-status")
    forced = {"status": "transporting", "note": "跳步"}
    problem(await crew.post(own, json=forced), 403, "foreign-unit")
    wall = await as_("wall")
    problem(await wall.post(own, json={"status": "off_duty"}), 403, "forbidden")


async def test_a_dispatcher_leaves_the_usual_ways_with_a_note(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    dispatcher = await as_("east")
    path = f"{PATH}/{ids['boat1']}/status"
    refused = await dispatcher.post(path, json={"status": "on_scene"})
    assert problem(refused, 409, "unit-status") == ["/status"]
    assert "assigned" in refused.json()["allowed"]
    forced = {"status": "on_scene", "incident_id": await an_incident(db), "note": "已在现场"}
    answer = (await dispatcher.post(path, json=forced)).json()
    assert (answer["status"], answer["status_note"]) == ("on_scene", "已在现场")
    assert (await facts(db, ids["boat1"]))[-1].state["status_note"] == "已在现场"
    await dispatcher.post(path, json={"status": "available"})


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"status": "lost_contact"}, "/status"),
        ({}, "/status"),
        ({"status": "assigned"}, "/incident_id"),
        ({"status": "assigned", "incident_id": "x"}, "/incident_id"),
        ({"status": "off_duty", "at": "2026-11-22T08:00:00"}, "/at"),
        ({"status": "off_duty", "at": "1970-01-01T00:00:00Z"}, "/at"),
        ({"status": "off_duty", "at": "2026-12-22T08:00:00Z"}, "/at"),
        ({"status": "off_duty", "place": {"lon": 181, "lat": 0}}, "/place/lon"),
        ({"status": "off_duty", "place": {"lon": 116, "lat": "NaN"}}, "/place/lat"),
        ({"status": "off_duty", "note": "x" * 501}, "/note"),
        ({"status": "off_duty", "note": "a\u0000b"}, "/note"),
        ({"status": "off_duty", "crew": 9}, "/crew"),
    ],
)
async def test_a_bad_report_is_refused(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], pointer: str, db: Database
) -> None:
    client = await as_("west")
    before = len(await facts(db, ids["engine2"]))
    answer = await client.post(f"{PATH}/{ids['engine2']}/status", json=wrong)
    assert problem(answer, 422, "invalid") == [pointer]
    assert len(await facts(db, ids["engine2"])) == before


async def test_the_moment_of_a_phone_is_kept_apart(
    as_: As, ids: dict[str, UUID], clock: FakeClock
) -> None:
    client = await as_("west")
    body = {"status": "off_duty", "at": "2026-11-21T09:30:00+08:00"}
    answer = (await client.post(f"{PATH}/{ids['engine2']}/status", json=body)).json()
    assert answer["reported_at"].startswith("2026-11-21T01:30:00")
    assert answer["status_at"].startswith(clock.now().isoformat()[:19])
    ahead = {
        "status": "available",
        "at": "2026-11-23T08:00:00Z",
        "place": {"lon": 116.5, "lat": 23.2},
    }
    answer = (await client.post(f"{PATH}/{ids['engine2']}/status", json=ahead)).json()
    assert answer["position_at"].startswith(clock.now().isoformat()[:19])
    clock.advance(minutes=1)
    later = {"status": "available", "place": {"lon": 116.6, "lat": 23.3}}
    answer = (await client.post(f"{PATH}/{ids['engine2']}/status", json=later)).json()
    assert answer["place"] == later["place"]


async def test_no_unit_goes_to_what_is_not_there(
    as_: As, ids: dict[str, UUID], db: Database
) -> None:
    unit = await registered(as_, ids, call_sign="东新09")
    east = await as_("east")
    nowhere, foreign, over = (
        str(new_id()),
        await an_incident(db, ids[town.WEST]),
        await an_incident(db, state="closed"),
    )
    for incident in (nowhere, foreign, over):
        body = {"status": "assigned", "incident_id": incident}
        answer = await east.post(f"{PATH}/{unit}/status", json=body)
        assert problem(answer, 422, "invalid") == ["/incident_id"]
    assert [fact.kind for fact in await facts(db, unit)] == ["unit.registered"]


async def test_one_unit_one_order(as_: As, ids: dict[str, UUID], db: Database) -> None:
    unit = await registered(as_, ids)
    client = await as_("commander")
    incidents = iter([await an_incident(db) for _ in range(30)])

    async def dispatch() -> int:
        body = {"status": "assigned", "incident_id": next(incidents)}
        answer = await client.post(f"{PATH}/{unit}/status", json=body)
        if answer.status_code != 200:
            assert answer.json()["code"] == "unit-taken"
        return int(answer.status_code)

    statuses = await asyncio.gather(*(dispatch() for _ in range(30)))
    assert sorted(statuses) == [200] + [409] * 29
    kinds = [fact.kind for fact in await facts(db, unit)]
    assert kinds == ["unit.registered", "unit.status"]


async def test_a_unit_is_registered_and_changed_by_the_system_administrator(
    as_: As, ids: dict[str, UUID]
) -> None:
    admin = await as_("sysadmin")
    place = {"lon": 116.7, "lat": 23.3}
    station = {"zh": "东站", "en": "East Station", "place": place}
    unit = await registered(as_, ids, agency_id=str(ids[town.FIRE]), station=station)
    path = f"{PATH}/{unit}"
    made = (await admin.get(path)).json()
    assert made["place"] == place
    seen = {"If-Match": f'"{made["version"]}"'}
    problem(await admin.patch(path, json={"crew": 5}), 428, "version-required")
    changed = await admin.patch(
        path, json={"crew": 5, "agency_id": str(ids[town.EAST])}, headers=seen
    )
    assert changed.json()["crew"] == 5
    assert changed.json()["station"]["zh"] == "东站"
    fire = await as_("fire")
    problem(await fire.get(path), 404, "not-found")
    stale = await admin.patch(path, json={"crew": 7}, headers=seen)
    assert problem(stale, 412, "stale") == ["/crew"]
    merged = await admin.patch(path, json={"call_sign": "东新02"}, headers=seen)
    assert merged.json()["call_sign"] == "东新02"
    moved = await admin.patch(
        path,
        json={"organisation_id": str(ids[town.WEST]), "agency_id": str(ids[town.WEST])},
        headers={"If-Match": merged.headers["etag"]},
    )
    assert moved.status_code == 200
    east, west = await as_("east"), await as_("west")
    problem(await east.get(path), 404, "not-found")
    assert (await west.get(path)).status_code == 200
    problem(await west.patch(path, json={"crew": 1}, headers=seen), 403, "forbidden")


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"kind": "spaceship"}, "/kind"),
        ({"capabilities": ["transport", "flying"]}, "/capabilities/1"),
        ({"capabilities": ["transport"] * 21}, "/capabilities"),
        ({"crew": -1}, "/crew"),
        ({"organisation_id": str(UUID(int=7))}, "/organisation_id"),
        ({"agency_id": str(UUID(int=7))}, "/agency_id"),
        ({"call_sign": ""}, "/call_sign"),
        (
            {"station": {"zh": "站", "en": "x", "place": {"lon": 0, "lat": 91}}},
            "/station/place/lat",
        ),
        ({"status": "off_duty"}, "/status"),
        ({"scope_id": str(UUID(int=7))}, "/scope_id"),
    ],
)
async def test_a_bad_unit_is_refused(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], pointer: str
) -> None:
    admin = await as_("sysadmin")
    assert problem(await admin.post(PATH, json=form(ids, **wrong)), 422, "invalid") == [pointer]
