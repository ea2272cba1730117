"""Feeds and warnings over HTTP: kept, pushed, judged; each warning once."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from gis.api import load_gazetteer
from gis.feeds import jobs
from gis.warnings.jobs import lift_run_out
from gis.warnings.service import MOST_STANDING
from kernel.alarms import jobs as alarm_jobs
from kernel.alarms.feeds import health
from kernel.api import Database, system
from tests.gis.conftest import As, Client, Json
from tests.gis.feeds.conftest import DATA
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem

PATH, WARNINGS = "/api/feeds", "/api/warnings"
CITY = Path("data/cities/shantou")
DEMO = Path("data/feeds")
LEVELS = [
    {"kind": "level", "over": 1.5, "back": 0.1, "colour": "blue"},
    {"kind": "level", "over": 2.5, "colour": "orange"},
]
HEAD = "dateTime,stationReference,parameter,qualifier,unitName,value\n"


@pytest.fixture(autouse=True)
async def city(door: Database) -> None:
    """The districts of the demo city under the people of the small one."""
    async with door.transaction(system("test")) as tx:
        await load_gazetteer(tx, CITY)


async def added(client: Client, code: str, form: str = "gauges-csv", **fields: Any) -> Json:
    body = {"code": code, "zh": f"测试 {code}", "en": f"Test {code}", "form": form} | fields
    answer = await client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def rows(*readings: tuple[datetime, str, float]) -> bytes:
    lines = [f"{at:%Y-%m-%dT%H:%M:%SZ},{code},level,,m,{value}" for at, code, value in readings]
    return (HEAD + "\n".join(lines)).encode()


async def pushed(client: Client, feed: Json, data: bytes) -> Json:
    answer = await client.post(f"{PATH}/{feed['id']}/messages", content=data)
    assert answer.status_code == 201, answer.text
    told: Json = answer.json()
    return told


async def standing(client: Client, feed: Json) -> list[Json]:
    answer = await client.get(WARNINGS, params={"feed": feed["id"]})
    items: list[Json] = answer.json()["items"]
    return items


async def test_a_feed_is_kept_and_known_to_every_board(who: As, door: Database) -> None:
    commander, wall = await who("commander"), await who("wall")
    made = await added(commander, "kept", thresholds=LEVELS, exercise=True)
    assert (made["state"], made["kind"], made["age_s"]) == ("never", "gauges", None)
    path = f"{PATH}/{made['id']}"
    changed = await commander.patch(path, json={"zh": "潮位"}, headers={"If-Match": '"1"'})
    assert changed.json()["zh"] == "潮位"
    seen = (await wall.get(path)).json()
    assert (seen["zh"], seen["may_manage"], seen["url"]) == ("潮位", False, None)
    assert "settings" not in seen
    assert (await commander.delete(path)).status_code == 204
    assert (await commander.post(f"{path}/restore")).json()["removed_at"] is None
    told = await facts(door, made["id"])
    kinds = ["feed.added", "feed.changed", "feed.removed", "feed.added"]
    assert [fact.kind for fact in told] == kinds
    assert told[2].state is None


async def test_the_same_message_twice_makes_one_warning(
    who: As, door: Database, clock: FakeClock
) -> None:
    fire = await who("fire")
    feed = await added(fire, "levels", thresholds=LEVELS)
    now = clock.now()
    first = rows((now, "a", 1.0), (now, "b", 1.7), (now, "b", 1.7), (now, "c", 3.0))
    told = await pushed(fire, feed, first)
    assert (told["rows"], told["taken"], told["repeats"], told["refused"]) == (4, 3, 1, 0)
    warned = await standing(fire, feed)
    assert {each["subject"]: each["colour"] for each in warned} == {
        "b/level": "blue",
        "c/level": "orange",
    }
    again = await pushed(fire, feed, first)
    assert (again["taken"], again["repeats"]) == (0, 4)
    later = rows((now, "b", 1.7), (now, "c", 3.0))
    assert (await pushed(fire, feed, later))["taken"] == 0
    assert await standing(fire, feed) == warned
    for each in warned:
        assert [fact.kind for fact in await facts(door, each["id"])] == ["warning.issued"]


async def test_a_warning_rises_is_noted_and_is_lifted(
    who: As, door: Database, clock: FakeClock
) -> None:
    fire, operator = await who("fire"), await who("operator")
    feed = await added(fire, "river", thresholds=LEVELS)
    await pushed(fire, feed, rows((clock.now(), "a", 1.6)))
    (warning,) = await standing(operator, feed)
    path = f"{WARNINGS}/{warning['id']}"
    noted = (await operator.post(f"{path}/acknowledge")).json()["acknowledged"]
    assert (await fire.post(f"{path}/acknowledge")).json()["acknowledged"] == noted
    problem(await (await who("wall")).post(f"{path}/acknowledge"), 403, "forbidden")
    await pushed(fire, feed, rows((clock.advance(minutes=15), "a", 2.6)))
    worse = (await operator.get(path)).json()
    assert (worse["colour"], worse["acknowledged"]) == ("orange", None)
    # An older reading that comes late changes nothing.
    await pushed(fire, feed, rows((clock.now() - timedelta(minutes=30), "a", 0.1)))
    assert (await operator.get(path)).json()["colour"] == "orange"
    await pushed(fire, feed, rows((clock.advance(minutes=15), "a", 1.3)))
    assert await standing(operator, feed) == []
    lifted = (await operator.get(WARNINGS, params={"lifted": True})).json()["items"]
    assert warning["id"] in {each["id"] for each in lifted}
    told = await facts(door, warning["id"])
    assert [fact.kind for fact in told] == [
        "warning.issued", "warning.acknowledged", "warning.changed", "warning.lifted",
    ]  # fmt: skip
    assert told[0].topic == "warnings"
    assert told[-1].state is None


async def test_a_warning_that_hears_nothing_more_ends(
    who: As, clock: FakeClock, gis_app: FastAPI
) -> None:
    fire = await who("fire")
    feed = await added(fire, "quiet", thresholds=LEVELS)
    await pushed(fire, feed, rows((clock.now(), "a", 9)))
    clock.advance(hours=23)
    await lift_run_out(gis_app.state.runtime)
    fire = await who("fire")
    assert len(await standing(fire, feed)) == 1
    clock.advance(hours=2)
    await lift_run_out(gis_app.state.runtime)
    assert await standing(await who("fire"), feed) == []


async def test_a_typhoon_warns_the_districts_its_wind_reaches(who: As) -> None:
    fire = await who("fire")
    steps = [
        {"kind": "storm", "within_km": 800, "colour": "blue"},
        {"kind": "storm", "force": 7, "ahead_h": 24, "colour": "orange"},
    ]
    feed = await added(fire, "typhoon", "typhoon-provincial", thresholds=steps)
    data = (DATA / "typhoon_provincial_synthetic.json").read_bytes()
    told = await pushed(fire, feed, data)
    assert (told["taken"], told["refused"]) == (2, 1)
    (warning,) = await standing(fire, feed)
    assert (warning["colour"], warning["subject"]) == ("orange", "209901")
    assert len(warning["districts"]) == 7
    assert warning["place"] == {"lon": 117.4, "lat": 22.3}
    (storm,) = (await fire.get(f"{PATH}/{feed['id']}/observed")).json()["storms"]
    assert [len(storm["track"]), storm["forecasts"][0]["agency"]] == [2, "中国"]
    assert storm["track"][1]["radii"]["7"] == {"quadrants_km": [300, 280, 240, 260]}


async def test_a_quake_is_corrected_and_withdrawn(who: As, clock: FakeClock) -> None:
    fire = await who("fire")
    steps = [{"kind": "quake", "magnitude": 6, "within_km": 600, "colour": "yellow"}]
    feed = await added(fire, "quakes", "quakes-usgs", thresholds=steps, keep_days=3650)
    await pushed(fire, feed, (DEMO / "quakes.geojson").read_bytes())
    assert await standing(fire, feed) == []
    template = (
        '{"features":[{"id":"new","geometry":{"coordinates":[121.653,24.1737,10]},'
        '"properties":{"mag":%s,"time":%d,"place":"Hualian","status":"%s"}}]}'
    )
    time = clock.now().timestamp() * 1000
    for mag, status, warned in ((6.2, "automatic", 1), (6.4, "reviewed", 1), (6.4, "deleted", 0)):
        await pushed(fire, feed, (template % (mag, time, status)).encode())
        found = await standing(fire, feed)
        assert [each["figures"]["magnitude"] for each in found] == [mag] * warned
    quakes = (await fire.get(f"{PATH}/{feed['id']}/observed")).json()["quakes"]
    assert len(quakes) == 32


async def test_a_threshold_that_everything_passes_floods_nobody(who: As, clock: FakeClock) -> None:
    fire = await who("fire")
    steps = [
        {"kind": "quake", "magnitude": 1, "within_km": 5000, "colour": "blue"},
        {"kind": "quake", "magnitude": 7, "within_km": 5000, "colour": "red"},
    ]
    feed = await added(fire, "many", "quakes-usgs", thresholds=steps)
    time = clock.now().timestamp() * 1000
    many = [
        {
            "id": f"q{number}",
            "geometry": {"coordinates": [121.6, 24.1, 10]},
            "properties": {"mag": 7.5 if number == MOST_STANDING + 4 else 5, "time": time},
        }
        for number in range(MOST_STANDING + 5)
    ]
    await pushed(fire, feed, json.dumps({"features": many}).encode())
    found = (await fire.get(WARNINGS, params={"feed": feed["id"], "limit": 100})).json()["items"]
    assert len(found) == MOST_STANDING
    assert "red" in {each["colour"] for each in found}
    (message,) = (await fire.get(f"{PATH}/{feed['id']}/messages")).json()["items"]
    assert [fault["code"] for fault in message["faults"]] == ["too-many-warnings"]
    assert message["faults"][0]["detail"] == "5 warnings not issued."
    assert message["taken"] == MOST_STANDING + 5


async def test_messages_series_and_stations(who: As, clock: FakeClock) -> None:
    fire = await who("fire")
    stations = [{"code": "a", "zh": "妈屿", "en": "Mayu", "lon": 116.75, "lat": 23.33}]
    feed = await added(fire, "series", settings={"stations": stations})
    now = clock.now()
    ahead = now + timedelta(hours=2)
    told = await pushed(fire, feed, rows((now, "a", 1.0), (ahead, "a", 9.0)) + b"\nx,a,level,,m,1")
    assert [(each["row"], each["code"]) for each in told["faults"]] == [
        (3, "no-time"),
        (0, "future"),
    ]
    await pushed(fire, feed, rows((clock.advance(minutes=15), "a", 1.2)))
    path = f"{PATH}/{feed['id']}"
    (station,) = (await fire.get(f"{path}/observed")).json()["stations"]
    assert (station["zh"], station["value"], station["before_value"]) == ("妈屿", 1.2, 1.0)
    assert station["place"] == {"lon": 116.75, "lat": 23.33}
    assert station["recent"] == [1.0, 1.2]
    wanted = {"station": "a", "quantity": "level"}
    series = (await fire.get(f"{path}/series", params=wanted)).json()["items"]
    assert [each["value"] for each in series] == [1.0, 1.2]
    listed = (await fire.get(f"{path}/messages", params={"limit": 1})).json()
    assert (listed["items"][0]["taken"], listed["next"] is not None) == (1, True)
    problem(await (await who("operator")).get(f"{path}/messages"), 403, "forbidden")


async def test_old_readings_are_forgotten(who: As, clock: FakeClock, gis_app: FastAPI) -> None:
    fire = await who("fire")
    feed = await added(fire, "short", keep_days=1)
    old = clock.now() - timedelta(days=2)
    await pushed(fire, feed, rows((old, "a", 1.0), (clock.now(), "a", 2.0)))
    await jobs.forget(gis_app.state.runtime)
    wanted = {"station": "a", "quantity": "level"}
    series = (await fire.get(f"{PATH}/{feed['id']}/series", params=wanted)).json()["items"]
    assert [each["value"] for each in series] == [2.0]


async def alarmed(door: Database, name: str) -> list[Any]:
    async with door.reading(system("test")) as tx:
        return await tx.rows(
            "select scope_id, cleared_at from kernel.alarm where kind = 'feed-dead' and key = :key",
            key=name,
        )


async def watch(app: FastAPI, clock: FakeClock, minutes: int) -> None:
    """Let time pass with the watch awake."""
    for _ in range(minutes * 7):
        clock.advance(seconds=9)
        await alarm_jobs.watch(app.state.runtime)
    await jobs.tell(app.state.runtime)


async def test_a_feed_that_dies_raises_one_alarm_and_clears_it(
    who: As, door: Database, clock: FakeClock, gis_app: FastAPI
) -> None:
    fire = await who("fire")
    feed = await added(fire, "dying", late_after_s=60, dead_after_s=120, sight="internal")
    drill = await added(fire, "drill", late_after_s=60, dead_after_s=120, exercise=True)
    for each in (feed, drill):
        await pushed(fire, each, rows((clock.now(), "a", 1.0)))
    await watch(gis_app, clock, 3)
    fire = await who("fire")
    shown = (await fire.get(f"{PATH}/{feed['id']}")).json()
    assert (shown["state"], shown["age_s"] >= 120) == ("dead", True)
    await watch(gis_app, clock, 1)
    (alarm,) = await alarmed(door, "feed:dying")
    assert (str(alarm.scope_id), alarm.cleared_at) == (feed["organisation"]["id"], None)
    assert await alarmed(door, "feed:drill") == []
    async with door.reading(system("test")) as tx:
        states = {each.feed.name: each.state for each in await health(tx)}
    assert states["feed:drill"] == "dead"
    await pushed(fire, feed, rows((clock.now(), "a", 1.1)))
    await watch(gis_app, clock, 1)
    (alarm,) = await alarmed(door, "feed:dying")
    assert alarm.cleared_at is not None
    told = [fact.kind for fact in await facts(door, feed["id"])]
    assert told[:2] == ["feed.added", "feed.fell-silent"]
    assert "feed.heard" in told or "feed.late" in told
    await watch(gis_app, clock, 3)
    assert (await (await who("fire")).delete(f"{PATH}/{feed['id']}")).status_code == 204
    assert all(each.cleared_at for each in await alarmed(door, "feed:dying"))


async def test_sight_and_hands(who: As, clock: FakeClock) -> None:
    fire, commander, east = await who("fire"), await who("commander"), await who("east")
    hidden = await added(fire, "hidden", sight="internal", thresholds=LEVELS)
    await pushed(fire, hidden, rows((clock.now(), "a", 9.0)))
    (warning,) = await standing(fire, hidden)
    path = f"{PATH}/{hidden['id']}"
    for address in (path, f"{path}/observed", f"{path}/messages", f"{WARNINGS}/{warning['id']}"):
        problem(await east.get(address), 404, "not-found")
    assert hidden["id"] not in {each["id"] for each in (await east.get(PATH)).json()["items"]}
    assert await standing(east, hidden) == []
    shown = await added(commander, "shown")
    problem(await fire.delete(f"{PATH}/{shown['id']}"), 403, "foreign-feed")
    problem(await fire.post(f"{PATH}/{shown['id']}/messages", content=b"x"), 403, "foreign-feed")
    problem(await east.post(PATH, json={}), 422, "invalid")
    body = {"code": "x1", "zh": "x", "en": "x", "form": "gauges-csv"}
    problem(await east.post(PATH, json=body), 403, "forbidden")
    problem(await east.post(f"{PATH}/{shown['id']}/messages", content=b"x"), 403, "forbidden")


REFUSED: list[Json] = [
    {"form": "rss"},
    {"code": "Upper"},
    {"url": "http://elsewhere.example/x"},
    {"url": "ftp://127.0.0.1/x"},
    {"url": "http://127.0.0.1\n/x"},
    {"late_after_s": 100, "dead_after_s": 100},
    {"every_s": 1},
    {"thresholds": [{"kind": "quake", "magnitude": 6, "within_km": 1, "colour": "red"}]},
    {"thresholds": [{"kind": "level", "over": 1, "colour": "green"}]},
    {"form": "typhoon-jma", "thresholds": [{"kind": "storm", "colour": "red"}]},
    {"form": "table-csv"},
    {"settings": {"zone": "Mars/Olympus"}},
    {"settings": {"stations": [{"code": "a", "zh": "a", "en": "a", "lon": 181, "lat": 0}]}},
]


async def test_what_is_refused(who: As) -> None:
    fire = await who("fire")
    for fields in REFUSED:
        body = {"code": "bad", "zh": "x", "en": "x", "form": "gauges-csv"} | fields
        answer = await fire.post(PATH, json=body)
        assert answer.status_code == 422, (fields, answer.text)
    feed = await added(fire, "refusing")
    for data in (b"", b"{}", b"\0", b"a,b\n"):
        path = f"{PATH}/{feed['id']}/messages"
        problem(await fire.post(path, content=data), 422, "message-refused")
    shown = (await fire.get(f"{PATH}/{feed['id']}")).json()
    assert (shown["state"], shown["error"]["code"]) == ("never", "message-refused")
