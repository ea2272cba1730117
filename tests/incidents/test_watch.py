"""What waits too long raises an alarm; what has ended leaves the boards; what is personal goes."""

from datetime import timedelta
from typing import Any

from incidents.watch import jobs
from kernel.api import Database, Runtime, system
from tests.harness.clock import FakeClock
from tests.incidents.conftest import As, done, opened, received


async def alarms(db: Database, kind: str, about: str) -> list[Any]:
    async with db.reading(system("test")) as tx:
        return await tx.rows(
            "select cleared_at, count, scope_id from kernel.alarm where kind = :kind "
            "and cast(:about as uuid) = any(about) order by raised_at",
            kind=kind,
            about=about,
        )


async def board(db: Database, subject: str) -> Any:
    async with db.reading(system("test")) as tx:
        return await tx.row(
            "select kind, state from kernel.subject_state where subject = :id", id=subject
        )


async def test_a_report_nobody_takes_raises_an_alarm(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    report = await received(operator)
    await jobs.watch(runtime)
    assert await alarms(db, "report-unacknowledged", report["id"]) == []
    clock.advance(seconds=70)
    await jobs.watch(runtime)
    await jobs.watch(runtime)
    (alarm,) = await alarms(db, "report-unacknowledged", report["id"])
    assert (alarm.cleared_at, alarm.count) == (None, 1)
    await done(operator, f"/api/reports/{report['id']}/take")
    await jobs.watch(runtime)
    (alarm,) = await alarms(db, "report-unacknowledged", report["id"])
    assert alarm.cleared_at is not None


async def test_clocks_grades_and_idle_incidents_raise_alarms(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    incident = await opened(operator, grade="I")
    await jobs.watch(runtime)
    assert len(await alarms(db, "grade-high", incident["id"])) == 1
    assert await alarms(db, "clock-overdue", incident["id"]) == []
    clock.advance(minutes=16)
    await jobs.watch(runtime)
    await jobs.watch(runtime)
    for kind in ("clock-overdue", "incident-unassigned", "grade-high"):
        found = await alarms(db, kind, incident["id"])
        assert [(alarm.cleared_at, alarm.count) for alarm in found] == [(None, 1)], kind
    path = f"/api/incidents/{incident['id']}"
    await done(operator, f"{path}/respond")
    await done(operator, f"{path}/close")
    await jobs.watch(runtime)
    for kind in ("clock-overdue", "incident-unassigned", "grade-high"):
        assert (await alarms(db, kind, incident["id"]))[0].cleared_at is not None, kind


async def test_what_ended_leaves_the_boards_and_stays_in_the_book(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    false_call, report = await received(operator), await received(operator)
    await done(operator, f"/api/reports/{false_call['id']}/reject", {"reason": "false"})
    incident = await opened(operator, reports=[report["id"]])
    await done(operator, f"/api/incidents/{incident['id']}/close")
    await jobs.clear_closed(runtime)
    assert (await board(db, incident["id"])).state is not None
    clock.advance(minutes=121)
    await jobs.clear_closed(runtime)
    await jobs.clear_closed(runtime)
    for subject, kind in (
        (incident["id"], "incident.cleared"),
        (report["id"], "report.cleared"),
        (false_call["id"], "report.cleared"),
    ):
        left = await board(db, subject)
        assert (left.kind, left.state) == (kind, None)
    seen = (await operator.get(f"/api/incidents/{incident['id']}")).json()
    assert seen["state"] == "closed"
    reopened = await done(operator, f"/api/incidents/{incident['id']}/reopen", {"reason": "复燃"})
    assert reopened["state"] == "reported"
    assert (await board(db, incident["id"])).state is not None


async def test_a_merged_incident_stays_while_its_survivor_is_open(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    one, two = await opened(operator), await opened(operator)
    await done(operator, f"/api/incidents/{one['id']}/merge", {"into": two["id"]})
    clock.advance(minutes=200)
    await jobs.clear_closed(runtime)
    assert (await board(db, one["id"])).state is not None
    await done(operator, f"/api/incidents/{two['id']}/close")
    clock.advance(minutes=200)
    await jobs.clear_closed(runtime)
    assert (await board(db, one["id"])).state is None


async def test_personal_parts_are_erased_when_their_time_ends(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    operator = await as_("operator")
    report = await received(operator, caller={"phone": "13800001111"})
    await jobs.erase_personal(runtime)
    assert "restricted" in (await operator.get(f"/api/reports/{report['id']}")).json()
    clock.advance(days=181)
    await jobs.erase_personal(runtime)
    operator = await as_("operator")
    seen = (await operator.get(f"/api/reports/{report['id']}")).json()
    assert "restricted" not in seen
    await done(operator, f"/api/reports/{report['id']}/take")


async def test_a_unit_that_was_sent_shows_and_answers_its_clock(
    as_: As, app, db: Database, clock: FakeClock
) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    path = f"/api/incidents/{incident['id']}"
    await done(operator, f"{path}/respond")
    units = (await operator.get("/api/units", params={"status": "available"})).json()["items"]
    unit = units[0]
    for status in ("assigned", "en_route", "on_scene", "available"):
        clock.advance(minutes=1)
        body: dict[str, Any] = {"status": status}
        if status == "assigned":
            body["incident_id"] = incident["id"]
        await done(operator, f"/api/units/{unit['id']}/status", body)
        await followed(db, unit["id"])
        seen = (await operator.get(path)).json()
        expected = [] if status == "available" else [status]
        assert [each["status"] for each in seen["units"]] == expected
    turn_out = next(each for each in seen["clocks"] if each["code"] == "turn-out")
    assert turn_out["done_at"] is not None
    assert timedelta(0) < clock.now() - clock.now().fromisoformat(turn_out["done_at"])


async def test_sending_a_unit_calls_its_agency_in(as_: As, db: Database) -> None:
    operator, fire = await as_("operator"), await as_("fire")
    incident = await opened(operator)
    path = f"/api/incidents/{incident['id']}"
    assert (await fire.get(path)).status_code == 404
    units = (await operator.get("/api/units", params={"status": "available"})).json()["items"]
    us = (await fire.get("/api/session")).json()["organisation"]["id"]
    unit = next(each for each in units if each["agency"]["id"] == us)
    sent = {"status": "assigned", "incident_id": incident["id"]}
    await done(operator, f"/api/units/{unit['id']}/status", sent)
    await followed(db, unit["id"])
    seen = (await fire.get(path)).json()
    assert [each["id"] for each in seen["assigned"]] == [us]
    await done(operator, f"{path}/assign", {"remove": [us]})
    await done(operator, f"/api/units/{unit['id']}/status", {"status": "en_route"})
    await followed(db, unit["id"])
    assert (await fire.get(path)).status_code == 404


async def followed(db: Database, unit: str) -> None:
    """Let the reaction follow the last fact of a unit, as the worker does."""
    from kernel.api import ReadFact

    async with db.reading(system("test")) as tx:
        row = await tx.row(
            "select seq, kind, topic, subject, version, about, state, scope_id as scope, actor, "
            "cause, drill from kernel.fact where subject = :id order by seq desc limit 1",
            id=unit,
        )
    async with db.transaction(system("incident-units")) as tx:
        await jobs.follow_unit(tx, ReadFact(**row._asdict()))
