"""Orders over HTTP on a real database: who orders, who answers, what follows of itself."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from command.tasks import jobs
from gis.tracking.texts import service as texts
from kernel.api import Database, ReadFact, Runtime, system
from tests.harness.clock import FakeClock
from tests.incidents.conftest import As, Client, done, opened
from tests.incidents.test_watch import alarms

Json = dict[str, Any]


@pytest.fixture
async def operator(as_: As) -> Client:
    return await as_("operator")


async def crew_of(as_: As) -> tuple[Client, str]:
    """Sign the crew of a fire engine in; return it with the id of its unit."""
    crew = await as_("field01")
    return crew, (await crew.get("/api/session")).json()["unit"]["id"]


async def ordered(client: Client, incident: Json, **body: Any) -> Json:
    """Order one thing of one recipient."""
    form = {"incident_id": incident["id"], "text": "到场疏散二楼人员"} | body
    (task,) = (await done(client, "/api/tasks", form))["items"]
    return dict(task)


async def give(client: Client, task: Json, receipt: str, **more: Any) -> Json:
    return dict(
        await done(client, f"/api/tasks/{task['id']}/receipts", {"receipt": receipt} | more)
    )


async def facts(db: Database, subject: str, like: str = "%") -> list[Any]:
    async with db.reading(system("test")) as tx:
        return await tx.rows(
            "select * from kernel.fact where subject = :id and kind like :like order by seq",
            id=subject, like=like,
        )  # fmt: skip


async def reacted(db: Database, subject: str, kind: str, step: Any) -> None:
    """Let a reaction follow the newest fact of a subject, as the worker does."""
    row = (await facts(db, subject, kind))[-1]._asdict()
    names = ReadFact.__dataclass_fields__
    fact = ReadFact(**{n: row["scope_id" if n == "scope" else n] for n in names})
    async with db.transaction(system("test")) as tx:
        await step(tx, fact)


async def test_an_order_calls_its_recipient_in_and_collects_six_receipts(
    as_: As, operator: Client, db: Database, clock: FakeClock
) -> None:
    crew, unit = await crew_of(as_)
    incident = await opened(operator)
    task = await ordered(operator, incident, units=[unit], urgent=True)
    assert (task["state"], task["unit"]["id"], task["place"]) == (
        "sent", unit, {"lon": incident["place"]["lon"], "lat": incident["place"]["lat"]},
    )  # fmt: skip
    assert [c["code"] for c in task["clocks"]] == ["acknowledge", "order-act", "order-answer"]
    mine = (await crew.get("/api/tasks", params={"unit": unit, "open": True})).json()
    assert [each["id"] for each in mine["items"]] == [task["id"]]
    said = clock.advance(seconds=10)
    await give(crew, task, "seen", at=said.isoformat())
    clock.advance(minutes=3)
    late = clock.now().replace(second=12)
    key = {"Idempotency-Key": "tap-1"}
    path, body = (
        f"/api/tasks/{task['id']}/receipts",
        {"receipt": "accepted", "at": late.isoformat()},
    )
    first, again = [await crew.post(path, json=body, headers=key) for _ in range(2)]
    assert first.json() == again.json()
    accepted = first.json()["receipts"]["accepted"]
    assert accepted["device_at"] != accepted["at"]
    assert accepted["via"] == "crew"
    # What was tapped earlier and arrives now changes nothing any more.
    assert (await give(crew, task, "delivered"))["state"] == "accepted"
    await give(crew, task, "acting", word="已出水枪两支")
    ended = await give(crew, task, "done")
    assert (ended["state"], ended["last_word"]["text"]) == ("done", "已出水枪两支")
    kinds = [row.kind for row in await facts(db, task["id"])]
    assert kinds == [
        f"task.{n}" for n in ("sent", "seen", "accepted", "delivered", "acting", "done")
    ]
    line = (await operator.get(f"/api/incidents/{incident['id']}/timeline")).json()["items"]
    assert {"task.sent", "task.done", "incident.assigned"} <= {fact["kind"] for fact in line}
    over = await crew.post(path, json={"receipt": "refused", "reason": "x"})
    assert (over.status_code, over.json()["code"]) == (409, "task-over")


async def test_who_may_order_and_who_may_answer(
    as_: As, operator: Client, organisations: dict[str, Any]
) -> None:
    crew, unit = await crew_of(as_)
    jinping, longhu = await as_("jinping"), await as_("longhu")
    incident = await opened(operator)
    form = {"incident_id": incident["id"], "text": "转移群众", "units": [unit]}
    wall, admin = await as_("wall"), await as_("sysadmin")
    for client, status in ((wall, 403), (crew, 403), (admin, 403), (longhu, 404)):
        assert (await client.post("/api/tasks", json=form)).status_code == status
    task = await ordered(operator, incident, organisations=[str(organisations["440507"])])
    assert (task["unit"], task["organisation"]["code"]) == (None, "440507")
    assert (await longhu.get(f"/api/tasks/{task['id']}")).status_code == 200
    theirs = {"organisation": task["organisation"]["id"], "open": True}
    assert len((await longhu.get("/api/tasks", params=theirs)).json()["items"]) == 1
    path = f"/api/tasks/{task['id']}"
    # Jinping works on the incident too, but was not ordered; a crew speaks for its unit alone.
    assert (await jinping.post(f"{path}/receipts", json={"receipt": "seen"})).status_code == 403
    assert (await crew.post(f"{path}/receipts", json={"receipt": "seen"})).status_code in (403, 404)
    assert (await longhu.post(f"{path}/withdraw", json={})).status_code == 403
    assert (await give(longhu, task, "refused", reason="力量不足"))["reason"] == "力量不足"
    own = await ordered(operator, incident, units=[unit])
    by_radio = await give(operator, own, "accepted")
    assert by_radio["receipts"]["accepted"]["via"] == "desk"
    back = await done(operator, f"/api/tasks/{own['id']}/withdraw", {"reason": "已扑灭"})
    assert (back["state"], back["reason"]) == ("withdrawn", "已扑灭")
    assert (await done(operator, f"/api/tasks/{own['id']}/withdraw"))["version"] == back["version"]


async def test_bad_orders_are_refused(operator: Client, as_: As) -> None:
    _, unit = await crew_of(as_)
    incident = await opened(operator)
    good = {"incident_id": incident["id"], "text": "x", "units": [unit]}
    nothing = str(uuid4())
    for body, status, where in (
        (good | {"units": []}, 422, "/units"),
        (good | {"units": [nothing]}, 404, None),
        (good | {"incident_id": nothing}, 404, None),
        (good | {"organisations": [nothing]}, 422, "/organisations/0"),
        (good | {"text": "a\0b"}, 422, "/text"),
        (good | {"text": " "}, 422, "/text"),
        (good | {"due_at": "2020-01-01T00:00:00Z"}, 422, "/due_at"),
        (good | {"due_at": "9999-12-31T23:59:59+00:01"}, 422, "/due_at"),
        (good | {"place": {"lon": 181, "lat": 0}}, 422, "/place/lon"),
        (good | {"units": [unit] * 41}, 422, "/units"),
        (good | {"more": 1}, 422, "/more"),
    ):
        answer = await operator.post("/api/tasks", json=body)
        assert answer.status_code == status, (body, answer.text)
        assert where is None or answer.json()["errors"][0]["pointer"] == where
    task = await ordered(operator, incident, units=[unit])
    path = f"/api/tasks/{task['id']}/receipts"
    for body, status in (
        ({"receipt": "sent"}, 422),
        ({"receipt": "refused"}, 422),
        ({"receipt": "seen", "at": "2020-01-01T00:00:00Z"}, 422),
        ({"receipt": "seen", "at": "NaN"}, 422),
    ):
        assert (await operator.post(path, json=body)).status_code == status, body
    assert (await operator.get("/api/tasks?cursor=x&limit=1")).status_code == 400
    assert (await operator.get("/api/tasks?state=gone")).status_code == 422
    await done(operator, f"/api/incidents/{incident['id']}/close", {"reason": "x"})
    answer = await operator.post("/api/tasks", json=good)
    assert answer.json()["errors"][0]["code"] == "over"


async def test_lists_page_and_filter(operator: Client, as_: As, clock: FakeClock) -> None:
    _, unit = await crew_of(as_)
    incident = await opened(operator)
    made = []
    for _ in range(3):
        clock.advance(seconds=1)
        made.append((await ordered(operator, incident, units=[unit]))["id"])
    await give(operator, {"id": made[0]}, "done")
    clock.advance(seconds=40)

    async def ids(**wanted: Any) -> list[str]:
        found, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            wanted = {"incident": incident["id"], "limit": 1} | wanted
            page = (await operator.get("/api/tasks", params=wanted | more)).json()
            found += [each["id"] for each in page["items"]]
            cursor = page["next"]
            if cursor is None:
                return found

    assert await ids() == made[::-1]
    assert await ids(open=True) == made[:0:-1]
    assert await ids(overdue=True) == made[:0:-1]
    assert await ids(state="done,refused") == made[:1]
    assert await ids(organisation=str(uuid4())) == []


async def test_a_dispatch_makes_orders_and_statuses_are_receipts(
    as_: As, operator: Client, db: Database
) -> None:
    crew, unit = await crew_of(as_)
    incident = await opened(operator, address="东方农贸市场")
    sent = {"incident_id": incident["id"], "units": [unit], "reason": "就近", "word": "走东门"}
    await done(operator, "/api/dispatch", sent)
    wanted = {"unit": unit, "incident": incident["id"], "open": True}
    (task,) = (await operator.get("/api/tasks", params=wanted)).json()["items"]
    assert task["origin"] == "dispatch"
    assert "东方农贸市场" in task["text"]
    assert task["text"].endswith("走东门")
    await done(crew, f"/api/units/{unit}/status", {"status": "en_route"})
    await reacted(db, unit, "unit.status", jobs.follow_unit)
    await reacted(db, unit, "unit.status", jobs.follow_unit)
    seen = (await operator.get(f"/api/tasks/{task['id']}")).json()
    assert (seen["state"], seen["receipts"]["acting"]["via"]) == ("acting", "status")
    assert seen["receipts"]["accepted"]["implied"]
    path = f"/api/incidents/{incident['id']}"
    await done(operator, f"{path}/close", {"reason": "办结"})
    await reacted(db, incident["id"], "incident.closed", jobs.follow_incident)
    assert (await operator.get(f"/api/tasks/{task['id']}")).json()["state"] == "withdrawn"
    await done(operator, f"/api/units/{unit}/status", {"status": "available"})


async def test_the_answer_of_a_device_is_the_receipt_of_delivery(
    as_: As, operator: Client, db: Database
) -> None:
    _, unit = await crew_of(as_)
    incident = await opened(operator)
    commander = await as_("commander")
    device = {"protocol": "jt808", "identifier": "13800000077", "unit_id": unit}
    await done(commander, "/api/devices", device)
    task = await ordered(operator, incident, units=[unit], text="关闭三号闸")
    await done(operator, f"/api/tasks/{task['id']}/remind")
    async with db.transaction(system("test")) as tx:
        rows = await tx.rows("select id, body from gis.text where cause = :id", id=task["id"])
        assert sorted(row.body for row in rows) == ["催办：关闭三号闸", "关闭三号闸"]
        await texts.end(tx, {row.id: "answered" for row in rows})
    for row in rows:
        await reacted(db, str(row.id), "text.answered", jobs.follow_text)
    seen = (await operator.get(f"/api/tasks/{task['id']}")).json()
    assert (seen["state"], seen["receipts"]["delivered"]["via"]) == ("delivered", "device")


async def test_overdue_reminds_and_calls_posts_until_it_is_answered(
    as_: As, operator: Client, db: Database, app: Any, clock: FakeClock
) -> None:
    runtime: Runtime = app.state.runtime
    crew, unit = await crew_of(as_)
    incident = await opened(operator)
    one = await ordered(operator, incident, units=[unit])
    two = await ordered(operator, incident, units=[unit])
    await jobs.watch(runtime)
    assert await alarms(db, "order-overdue", incident["id"]) == []
    clock.advance(seconds=31)
    await asyncio.gather(*(jobs.watch(runtime) for _ in range(3)))
    (alarm,) = await alarms(db, "order-overdue", incident["id"])
    assert (alarm.cleared_at, alarm.count) == (None, 2)
    kinds = [row.kind for row in await facts(db, one["id"])]
    assert kinds == ["task.sent", "task.reminded", "task.overdue"]
    clock.advance(seconds=61)
    await jobs.watch(runtime)
    assert (await done(operator, f"/api/tasks/{one['id']}/remind"))["reminders"]["count"] == 3
    await give(crew, one, "accepted")
    await jobs.watch(runtime)
    assert (await alarms(db, "order-overdue", incident["id"]))[0].cleared_at is None
    await give(crew, two, "refused", reason="车辆故障")
    await jobs.watch(runtime)
    assert (await alarms(db, "order-overdue", incident["id"]))[0].cleared_at is not None
    refused = await operator.post(f"/api/tasks/{two['id']}/remind", json={})
    assert refused.json()["code"] == "task-over"
    await give(crew, one, "done")
    clock.advance(minutes=121)
    await jobs.clear_ended(runtime)
    await jobs.clear_ended(runtime)
    last = (await facts(db, two["id"]))[-1]
    assert (last.kind, last.state) == ("task.cleared", None)


async def test_a_drill_stays_a_drill(
    as_: As, operator: Client, db: Database, app: Any, clock: FakeClock
) -> None:
    from command.tasks import ordering
    from command.tasks.schemas import TaskIn

    _, unit = await crew_of(as_)
    incident, drill = await opened(operator), uuid4()
    body = TaskIn.model_validate({"incident_id": incident["id"], "text": "演练", "units": [unit]})
    made = await db.run(system("test"), lambda tx: ordering.order(tx, body), drill=drill)
    task = made["items"][0]
    assert task["drill"] == drill
    clock.advance(seconds=31)
    await jobs.watch(app.state.runtime)
    rows = await facts(db, task["id"])
    assert {row.drill for row in rows} == {drill}
    assert rows[-1].kind == "task.overdue"
    listed = (await operator.get("/api/tasks", params={"incident": incident["id"]})).json()
    assert listed["items"] == []
