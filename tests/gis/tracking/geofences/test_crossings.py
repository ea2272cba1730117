"""From a position at the door to a fact and an alarm; each once."""

from datetime import timedelta

import pytest

from gis.tracking.geofences import jobs
from gis.tracking.geofences.guard import Guard
from kernel.api import system
from tests.gis.tracking.geofences.conftest import Town
from tests.harness.clock import START

OUT, IN = (900.0, 0.0), (0.0, 0.0)


async def test_a_car_comes_passes_and_is_told_once(town: Town) -> None:
    await town.car("fly", "engine1")
    fence = await town.fence("中心")
    await town.rule("enter", fence, severity="red")
    (unit,) = await town.rows("select id from registry.unit where code = 'engine1'")
    await town.rule("inside", fence, minutes=0, units=[str(unit.id)])
    await town.rule("exit", fence, alarm=False)
    await town.drive("fly", (1, *OUT))
    assert await town.told() == []
    await town.drive("fly", (30, -900, 0))  # through it between two fixes
    await town.drive("fly", (30, -900, 0), (20, *IN))  # sent again, and an older one
    passed = [(event, "东消01", "中心") for event in ("enter", "inside", "exit")]
    assert await town.told() == passed
    assert await town.told() == passed
    (alarm,) = await town.alarms()
    assert (alarm["zh"], alarm["en"]) == ("东消01 进入 中心", "东消01 entered 中心")
    assert (alarm["severity"], alarm["kind"]) == ("red", "geofence-passed")
    entered, trespassed, left = reversed(await town.events())
    assert (trespassed["standing"], trespassed["until"]) == (False, trespassed["at"])
    assert (entered["alarm_id"], left["alarm_id"]) == (alarm["id"], None)
    assert entered["at"] == (START + timedelta(seconds=30)).isoformat().replace("+00:00", "Z")
    assert {entered["unit"]["id"], fence} == set(alarm["about"])
    facts = await town.rows(
        "select kind, about from kernel.fact where topic = 'geofence-events' order by seq"
    )
    kinds = ["entered", "trespassed", "departed", "ended"]
    assert [fact.kind for fact in facts] == [f"geofence.{kind}" for kind in kinds]
    assert str(facts[0].about[1]) == fence
    assert await town.rows("select * from gis.crossing") == []


async def test_who_was_there_before_has_not_come(town: Town) -> None:
    await town.car("parked", "engine2")
    await town.drive("parked", (100, *IN))
    fence = await town.fence("岸边")
    await town.rule("enter", fence)
    await town.rule("inside", fence, minutes=0, kinds=["fire_engine"])
    await town.refresh()
    await town.drive("parked", (110, 5, 5))
    assert ("enter", "西消01", "岸边") not in await town.told()
    assert ("inside", "西消01", "岸边") in await town.told()
    inside = (await (await town.of("operator")).get(f"/api/geofences/{fence}/inside")).json()
    assert [each["name"] for each in inside["items"]] == ["西消01"]
    (breach,) = [each for each in await town.alarms() if each["kind"] == "geofence-breached"]
    await town.drive("parked", (170, *OUT))
    await town.told()
    assert breach["id"] not in [each["id"] for each in await town.alarms()]
    (gone,) = await town.events(fence=fence, standing=False)
    assert gone["until"] == (START + timedelta(seconds=170)).isoformat().replace("+00:00", "Z")


async def test_late_and_backfilled_positions_alarm_nobody(town: Town) -> None:
    await town.car("slow", "engine2")
    fence = await town.fence("晚")
    await town.rule("enter", fence)
    await town.refresh()
    town.runtime.clock.set(START + timedelta(hours=3))  # type: ignore[attr-defined]
    await town.drive("slow", (200, *OUT), (210, *IN), (260, *OUT))
    before = len(await town.alarms())
    await town.told()
    (event,) = await town.events(fence=fence)
    assert (event["late"], event["alarm_id"]) == (True, None)
    assert len(await town.alarms()) == before
    await town.drive("slow", (205, *IN), (206, *OUT))
    await town.told()
    assert len(await town.events(fence=fence)) == 1


async def test_too_fast_is_told_once_and_ends(town: Town) -> None:
    begins = 4 * 3600
    await town.car("racer", None)
    fence = await town.fence("学校")
    await town.rule("speed", fence, limit_kmh=30, organisations=[])
    await town.refresh()
    await town.drive("racer", (begins, *OUT), speed_mps=20)
    for after, speed in enumerate((8.0, 12.0, 8.1, 12.0, 5.0), 1):
        await town.drive("racer", (begins + after * 60, 0, after), speed_mps=speed)
    await town.told()
    (event,) = await town.events(fence=fence)
    assert (event["device"]["name"], event["unit"], event["standing"]) == ("racer", None, False)
    assert event["figures"] == {"minutes": None, "limit_kmh": 30, "speed_kmh": 43}
    assert event["title"]["zh"] == "racer 在 学校 超速：43 km/h，限 30"


async def test_the_clock_finds_who_stays_and_who_strays(town: Town) -> None:
    begins = 5 * 3600
    await town.car("guard", "engine1")
    fence = await town.fence(
        "岗位", hours={"days": [1, 2, 3, 4, 5, 6, 7], "from": "20:00", "to": "04:00"}
    )
    dwell = await town.rule("dwell", fence, minutes=10)
    (unit,) = await town.rows("select id from registry.unit where code = 'engine1'")
    outside = await town.rule("outside", fence, minutes=5, units=[str(unit.id)])
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    await town.drive("guard", (begins + 60, *OUT), (begins + 120, *IN))
    for minute in range(3, 14):
        await town.drive("guard", (begins + minute * 60, minute, 0))
        await town.told()
    (stays,) = await town.events(rule=dwell)
    assert (stays["standing"], stays["at"]) == (True, "2026-11-22T13:02:00Z")
    assert await town.events(rule=outside) == []
    for minute in range(14, 21):
        await town.drive("guard", (begins + minute * 60, *OUT))
        await town.told()
    (stays,) = await town.events(rule=dwell)
    assert (stays["standing"], stays["until"]) == (False, "2026-11-22T13:14:00Z")
    (strays,) = await town.events(rule=outside)
    assert (strays["standing"], strays["fence"], strays["at"]) == (
        True, None, "2026-11-22T13:14:00Z",
    )  # fmt: skip
    town.runtime.clock.advance(hours=1)  # type: ignore[attr-defined]
    await town.told()
    (strays,) = await town.events(rule=outside)
    assert strays["standing"], "who is heard of no more is still outside for all we know"
    town.runtime.clock.advance(hours=7)  # type: ignore[attr-defined]
    await town.told()
    (strays,) = await town.events(rule=outside)
    assert not strays["standing"], "its hours are over"
    town.runtime.clock.advance(hours=25)  # type: ignore[attr-defined]
    await jobs.look(town.runtime)
    left = await town.rows(
        "select count(*) from kernel.subject_state where topic = 'geofence-events' "
        "and state is not null"
    )
    assert left[0].count == 0


async def test_another_process_goes_on_where_one_ended(town: Town) -> None:
    begins = 50 * 3600
    await town.car("shared", "engine2")
    fence = await town.fence("两处")
    await town.rule("enter", fence)
    await town.rule("exit", fence)
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    await town.drive("shared", (begins, *OUT))
    await town.drive("shared", (begins + 10, *IN))
    store = town.app.state.positions.pipeline._store
    store.guard = Guard(store.db)  # as after a kill: nothing remembered
    await town.drive("shared", (begins + 20, 10, 0))
    await town.drive("shared", (begins + 30, *OUT))
    await town.told()
    assert [each["event"] for each in await town.events(fence=fence)] == ["exit", "enter"]


async def test_two_devices_of_a_unit_come_once(town: Town) -> None:
    begins = 51 * 3600
    await town.car("radio", "engine2")
    await town.car("tablet", "engine2")
    fence = await town.fence("码头")
    await town.rule("enter", fence)
    await town.rule("exit", fence)
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    for after, places in enumerate(((OUT, OUT), (IN, OUT), (IN, IN), (OUT, IN), (OUT, OUT))):
        for car, where in zip(("radio", "tablet"), places, strict=True):
            await town.drive(car, (begins + 10 * after, *where))
    await town.told()
    found = [(each["event"], each["device"]["name"]) for each in await town.events(fence=fence)]
    assert found == [("exit", "tablet"), ("enter", "radio")]


async def test_the_same_crossings_again_count_once(town: Town) -> None:
    fence = await town.fence("重复")
    (device,) = await town.rows("select number from gis.device where identifier = 'fly'")
    sql = (
        "select gis.take_crossings(array[:d, :d]::int[], array[:f, :f]::uuid[], "
        "array[0, 0]::int2[], "
        "array[true, false], array[:at, :at]::timestamptz[], array[:at, :at]::timestamptz[], "
        "array[1, 1]::float8[], array[1, 1]::float8[], array[null, null]::float4[], "
        "array[false, false], array[false, false], :at)"
    )
    for taken in (2, 0, 0):
        async with town.runtime.db.transaction(system("test")) as tx:
            assert await tx.value(sql, d=device.number, f=fence, at=START) == taken


async def test_who_drives_about_where_a_geofence_is_drawn_has_not_come(town: Town) -> None:
    begins = 52 * 3600
    await town.car("rover", "engine2")
    other = await town.fence("别处")
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    await town.drive("rover", (begins, *IN))
    fence = await town.fence("新画")
    await town.rule("enter", fence)
    # Told before this process looks for changes again: not compared with the new one.
    await town.drive("rover", (begins + 1, 5, 0))
    await town.refresh()
    await town.drive("rover", (begins + 2, 10, 0))
    await town.told()
    assert await town.events(fence=fence) == []
    boss = await town.of("operator")
    for active, where in ((False, (15, 0)), (True, (20, 0))):
        path = f"/api/geofences/{fence}"
        version = {"If-Match": f'"{(await boss.get(path)).json()["version"]}"'}
        changed = await boss.patch(path, json={"active": active}, headers=version)
        assert changed.status_code == 200, changed.text
        await town.refresh()
        begins += 10
        await town.drive("rover", (begins, *where))
        await town.told()
    assert await town.events(fence=fence) == []
    await town.drive("rover", (begins + 60, *OUT), (begins + 120, *IN))
    await town.told()
    assert [each["event"] for each in await town.events(fence=fence)] == ["enter"]
    await boss.delete(f"/api/geofences/{other}")


async def test_speeding_ends_when_its_limit_or_its_device_is_gone(town: Town) -> None:
    begins = 53 * 3600
    for car in ("fast", "off"):
        await town.car(car, None)
    fence = await town.fence("限速")
    rule = await town.rule("speed", fence, limit_kmh=30)
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    for car in ("fast", "off"):
        await town.drive(car, (begins, *OUT), (begins + 60, *IN), speed_mps=12)
    await town.told()
    assert len(await town.events(fence=fence, standing=True)) == 2
    await town.drive("fast", (begins + 400, *IN), speed_mps=12)
    await town.told()
    (stands,) = await town.events(fence=fence, standing=True)
    assert stands["device"]["name"] == "fast", "who fell silent is not taken to speed on"
    boss, path = await town.of("operator"), f"/api/geofences/rules/{rule}"
    version = {"If-Match": f'"{(await boss.get(path)).json()["version"]}"'}
    changed = await boss.patch(path, json={"limit_kmh": 40}, headers=version)
    assert changed.status_code == 200, changed.text
    await town.refresh()
    await town.told()
    assert await town.events(fence=fence, standing=True) == []
    await town.drive("fast", (begins + 420, *IN), speed_mps=12)
    await town.told()
    (again,) = await town.events(fence=fence, standing=True)
    assert again["figures"]["limit_kmh"] == 40


async def test_a_rule_over_all_is_told_in_portions(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins = 54 * 3600
    cars = [f"many-{number}" for number in range(3)]
    fence = await town.fence("人多")
    await town.rule("inside", fence, minutes=1, alarm=False)
    await town.refresh()
    town.runtime.clock.set(START + timedelta(seconds=begins))  # type: ignore[attr-defined]
    for car in cars:
        await town.car(car, None)
        await town.drive(car, (begins, *IN))
    town.runtime.clock.advance(minutes=2)  # type: ignore[attr-defined]
    counts = []
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    for rounds in (1, 20):
        monkeypatch.setattr(jobs, "ROUNDS", rounds)
        await jobs.look(town.runtime)
        counts.append(len(await town.events(fence=fence, standing=True)))
    assert counts[0] <= 1, counts
    assert counts[1] == 3
