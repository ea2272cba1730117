"""Many at once: each question is answered once, nobody waits for ever, nothing is half-done."""

import asyncio
from typing import Any

from kernel.api import Database, system
from tests.incidents.conftest import As, call, done, fresh, opened, received


async def statuses(*answers: Any) -> list[int]:
    return sorted([answer.status_code for answer in await asyncio.gather(*answers)])


async def test_two_that_merge_into_each_other_end_with_one_survivor(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    for _ in range(5):
        a, b = await opened(first), await opened(first)
        assert await statuses(
            first.post(f"/api/incidents/{a['id']}/merge", json={"into": b["id"]}),
            second.post(f"/api/incidents/{b['id']}/merge", json={"into": a["id"]}),
        ) == [200, 409]
        states = [
            (await first.get(f"/api/incidents/{each['id']}")).json()["state"] for each in (a, b)
        ]
        assert sorted(states) == ["merged", "reported"]


async def test_a_report_linked_twice_at_once_hangs_on_one(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    a, b = await opened(first), await opened(first)
    report = await received(first)
    path = f"/api/reports/{report['id']}/link"
    assert await statuses(
        first.post(path, json={"incident_id": a["id"]}),
        second.post(path, json={"incident_id": b["id"]}),
    ) == [200, 409]
    counts = [(await first.get(f"/api/incidents/{e['id']}")).json()["reports"] for e in (a, b)]
    assert sorted(counts) == [0, 1]


async def test_the_same_report_sent_many_times_at_once_is_one(as_: As, db: Database) -> None:
    operator = await as_("operator")
    body = call(id=fresh())
    codes = await statuses(*(operator.post("/api/reports", json=body) for _ in range(8)))
    assert codes == [201] * 8
    async with db.reading(system("test")) as tx:
        facts = await tx.value(
            "select count(*) from kernel.fact where subject = :id", id=body["id"]
        )
    assert facts == 1


async def test_numbers_of_a_rush_differ(as_: As) -> None:
    operator = await as_("operator")
    made = await asyncio.gather(*(received(operator) for _ in range(20)))
    assert len({report["number"] for report in made}) == 20


async def test_only_one_of_two_takers_has_the_report(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    report = await received(first)
    path = f"/api/reports/{report['id']}/take"
    assert await statuses(first.post(path), second.post(path)) == [200, 409]


async def test_steps_and_notes_at_once_all_count(as_: As) -> None:
    first = await as_("operator")
    incident = await opened(first)
    path = f"/api/incidents/{incident['id']}"
    notes = [first.post(f"{path}/notes", json={"text": f"第{n}条"}) for n in range(6)]
    assert await statuses(*notes, first.post(f"{path}/confirm")) == [200] * 7
    timeline = (await first.get(f"{path}/timeline")).json()["items"]
    assert len(timeline) == 8
    seen = (await first.get(path)).json()
    assert seen["version"] == 8
    await done(first, f"{path}/close")
