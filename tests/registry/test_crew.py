"""What a crew's phone says over HTTP: where it is, and that it needs help."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from kernel.api import Database, system
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/units"
HERE = {"lon": 116.703, "lat": 23.352, "accuracy_m": 9, "source": "device"}


async def alarms(db: Database, unit: UUID) -> list[Any]:
    """Return the facts of alarms about a unit, oldest first."""
    async with db.reading(system("test")) as tx:
        return await tx.rows(
            "select kind, state from kernel.fact where topic = 'alarms' and :unit = any(about) "
            "order by seq",
            unit=unit,
        )


async def test_a_position_is_kept_unless_it_is_older(
    as_: As, ids: dict[str, UUID], clock: FakeClock, db: Database
) -> None:
    crew, unit = await as_("crew"), ids["engine1"]
    clock.advance(minutes=1)
    body = {"place": HERE, "at": clock.now().isoformat()}
    first = (await crew.post(f"{PATH}/{unit}/position", json=body)).json()
    assert first["place"] == HERE
    before = len(await facts(db, unit))
    older = {"place": HERE | {"lon": 116.0}, "at": (clock.now() - timedelta(hours=1)).isoformat()}
    again = (await crew.post(f"{PATH}/{unit}/position", json=older)).json()
    assert (again["place"], again["version"]) == (HERE, first["version"])
    assert len(await facts(db, unit)) == before


async def test_a_clock_that_runs_ahead_does_not_outlast_what_follows(
    as_: As, ids: dict[str, UUID], clock: FakeClock
) -> None:
    crew, unit = await as_("crew"), ids["engine1"]
    clock.advance(minutes=10)
    ahead = {"place": HERE, "at": (clock.now() + timedelta(days=1)).isoformat()}
    assert (await crew.post(f"{PATH}/{unit}/position", json=ahead)).status_code == 200
    clock.advance(minutes=1)
    there = HERE | {"lon": 116.71}
    body = {"place": there, "at": clock.now().isoformat()}
    assert (await crew.post(f"{PATH}/{unit}/position", json=body)).json()["place"] == there


async def test_a_call_for_help_is_one_red_alarm(
    as_: As, ids: dict[str, UUID], clock: FakeClock, db: Database
) -> None:
    crew, unit = await as_("crew"), ids["engine1"]
    clock.advance(minutes=20)
    body = {"place": HERE, "at": clock.now().isoformat()}
    called = await crew.post(f"{PATH}/{unit}/help", json=body)
    assert called.status_code == 201, called.text
    again = await crew.post(f"{PATH}/{unit}/help", json={})
    assert again.json()["alarm_id"] == called.json()["alarm_id"]
    raised = await alarms(db, unit)
    assert raised[0].kind == "alarm.raised"
    state = raised[0].state
    assert (state["kind"], state["severity"], state["zh"]) == (
        "help-call",
        "red",
        "东消01 一键求助",
    )
    assert (await facts(db, unit))[-1].kind == "unit.position"


async def test_a_crew_speaks_for_its_own_unit(as_: As, ids: dict[str, UUID]) -> None:
    crew, fire = await as_("crew"), await as_("fire")
    body = {"place": HERE, "at": "2026-11-22T08:00:00Z"}
    for door in ("position", "help"):
        foreign = await crew.post(f"{PATH}/{ids['engine2']}/{door}", json=body)
        problem(foreign, 403, "foreign-unit")
        unseen = await fire.post(f"{PATH}/{ids['boat1']}/{door}", json=body)
        problem(unseen, 404, "not-found")
    wall = await as_("wall")
    problem(await wall.post(f"{PATH}/{ids['engine1']}/help", json={}), 403, "forbidden")
    far = body | {"at": "1999-01-01T00:00:00Z"}
    answer = await crew.post(f"{PATH}/{ids['engine1']}/position", json=far)
    assert problem(answer, 422, "invalid") == ["/at"]
