"""Crews on scene are asked for again and again; whoever is silent raises an alarm."""

from typing import Any

from command.accountability import service
from kernel.api import Database, Runtime
from tests.command.tasks.test_api import crew_of, reacted
from tests.harness.clock import FakeClock
from tests.incidents.conftest import As, done, opened
from tests.incidents.test_watch import alarms


async def test_the_clock_of_a_crew_on_scene(
    as_: As, app: Any, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    crew, unit = await crew_of(as_)
    path = f"/api/units/{unit}"
    early = await crew.post(f"{path}/account", json={})
    assert (early.status_code, early.json()["code"]) == (409, "not-on-scene")
    incident = await opened(operator)
    sent = {"status": "assigned", "incident_id": incident["id"]}
    await done(operator, f"{path}/status", sent)
    await done(crew, f"{path}/status", {"status": "on_scene"})
    for _ in range(2):
        await reacted(db, unit, "unit.status", service.follow_unit)
    check = (await crew.get(path)).json()["check"]
    assert (check["by"], check["at"]) == (None, clock.now().isoformat().replace("+00:00", "Z"))
    started = clock.now()
    clock.advance(minutes=19)
    await service.watch(runtime)
    assert await alarms(db, "crew-unaccounted", unit) == []
    clock.advance(minutes=1)
    await service.watch(runtime)
    await service.watch(runtime)
    (alarm,) = await alarms(db, "crew-unaccounted", unit)
    assert (alarm.cleared_at, alarm.count) == (None, 1)
    # Said off line five minutes ago: the clock runs from then. Older than that changes nothing.
    clock.advance(minutes=5)
    said = clock.now() - (clock.now() - started) / 5
    told = await done(crew, f"{path}/account", {"at": said.isoformat()})
    assert told["check"]["at"].startswith(said.isoformat()[:19])
    older = await done(crew, f"{path}/account", {"at": started.isoformat()})
    assert older["version"] == told["version"]
    await service.watch(runtime)
    (alarm,) = await alarms(db, "crew-unaccounted", unit)
    assert alarm.cleared_at is not None
    by_radio = await done(operator, f"{path}/account", {})
    assert by_radio["check"]["by"] != told["check"]["by"]
    other = await (await as_("longhu")).post(f"{path}/account", json={})
    assert other.status_code in (403, 404)
    line = (await operator.get(f"/api/incidents/{incident['id']}/timeline")).json()["items"]
    assert {"unit.accounted", "unit.check_started"} <= {fact["kind"] for fact in line}
    await done(crew, f"{path}/status", {"status": "returning"})
    assert (await crew.get(path)).json()["check"] is None
    await done(crew, f"{path}/status", {"status": "available"})
