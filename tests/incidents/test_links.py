"""One-time links: bound to the first phone, expire, are withdrawn, carry position and words."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from incidents.links.following import follow_used
from kernel.api import Database, ReadFact, system
from tests.harness.clock import FakeClock
from tests.incidents.conftest import JINPING_SPOT, As, Client, done, fresh, opened, received


@pytest.fixture
async def phone(app: FastAPI) -> AsyncIterator[Client]:
    """A witness's phone."""
    async with Client(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


async def link_for(client: Client, **fields: Any) -> dict[str, Any]:
    return await done(client, "/api/links", {"phone": "13800001111", **fields})


def token_of(link: dict[str, Any]) -> str:
    assert link["url"].startswith("/r/#")
    return str(link["url"].removeprefix("/r/#"))


async def opened_on(phone: Client, link: dict[str, Any]) -> httpx.Response:
    answer = await phone.post("/api/links/exchange", json={"token": token_of(link)})
    assert answer.status_code == 204, answer.text
    return answer


async def test_a_link_is_bound_to_the_first_phone(
    as_: As, phone: Client, stranger: Client, db: Database
) -> None:
    operator = await as_("operator")
    report = await received(operator)
    link = await link_for(operator, report_id=report["id"])
    await opened_on(phone, link)
    await opened_on(phone, link)
    other = await stranger.post("/api/links/exchange", json={"token": token_of(link)})
    assert (other.status_code, other.json()["code"]) == (409, "link-used")
    async with db.reading(system("test")) as tx:
        kept = await tx.value("select cast(l.* as text) from incidents.link l limit 1")
    assert token_of(link) not in kept
    current = (await phone.get("/api/links/current")).json()
    assert current["organisation"]["code"] == "440500"
    assert "phone" not in current


async def test_the_clock_of_a_phone_does_not_end_its_link(as_: As, phone: Client) -> None:
    answer = await opened_on(phone, await link_for(await as_("operator"), minutes=10))
    cookie = answer.headers["set-cookie"].lower()
    assert "max-age=600" in cookie
    assert "expires=" not in cookie


@pytest.mark.parametrize("token", ["x" * 43, "wl_" + "y" * 40])
async def test_a_token_that_never_was_is_gone(stranger: Client, token: str) -> None:
    answer = await stranger.post("/api/links/exchange", json={"token": token})
    assert (answer.status_code, answer.json()["code"]) == (410, "link-gone")


async def test_a_link_expires_and_is_withdrawn(
    as_: As, phone: Client, stranger: Client, clock: FakeClock
) -> None:
    operator = await as_("operator")
    link = await link_for(operator, minutes=10)
    await opened_on(phone, link)
    ended = await operator.delete(f"/api/links/{link['id']}")
    assert ended.json()["state"] == "withdrawn"
    assert (await phone.get("/api/links/current")).status_code == 401
    link = await link_for(operator, minutes=10)
    clock.advance(minutes=11)
    late = await stranger.post("/api/links/exchange", json={"token": token_of(link)})
    assert late.status_code == 410


async def test_a_phone_sends_position_and_words(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    report = await received(operator)
    incident = await opened(operator, reports=[report["id"]])
    link = await link_for(operator, report_id=report["id"])
    await opened_on(phone, link)
    place = {**JINPING_SPOT, "accuracy_m": 18}
    assert (await phone.post("/api/links/current/position", json=place)).status_code == 200
    bad = await phone.post("/api/links/current/position", json={"lon": 200, "lat": 0})
    assert bad.status_code == 422
    sent = await phone.post(
        "/api/reports",
        json={"channel": "phone", "text": "火更大了", "id": fresh(), "location": place},
    )
    assert sent.status_code == 201, sent.text
    assert set(sent.json()) == {"report", "version"}
    assert set(sent.json()["report"]) == {"id", "number", "received_at", "attachments"}
    seen = (await operator.get(f"/api/reports/{sent.json()['report']['id']}")).json()
    assert (seen["channel"], seen["incident_id"]) == ("link", incident["id"])
    assert seen["restricted"]["text"] == "火更大了"
    links = (await operator.get("/api/links", params={"report_id": report["id"]})).json()["items"]
    assert links[0]["state"] == "opened"
    assert links[0]["position_accuracy_m"] == 18
    assert links[0]["restricted"]["place"]["lon"] == pytest.approx(JINPING_SPOT["lon"])
    wall = await as_("wall")
    bare = (await wall.get("/api/links", params={"report_id": report["id"]})).json()["items"]
    assert "restricted" not in bare[0]


async def test_a_phone_that_floods_the_desk_is_slowed(
    as_: As, phone: Client, clock: FakeClock
) -> None:
    operator = await as_("operator")
    await opened_on(phone, await link_for(operator))
    first = {"channel": "link", "text": "第一条", "id": fresh()}
    bodies = [first, *({"channel": "link", "text": f"第 {n} 次"} for n in range(2, 31))]
    for body in bodies:
        assert (await phone.post("/api/reports", json=body)).status_code == 201
    more = await phone.post("/api/reports", json={"channel": "link", "text": "还有"})
    assert (more.status_code, more.json()["code"]) == (429, "rate-limited")
    assert int(more.headers["retry-after"]) > 0
    assert (await phone.post("/api/reports", json=first)).status_code == 201
    clock.advance(minutes=11)
    later = await phone.post("/api/reports", json={"channel": "link", "text": "还有"})
    assert later.status_code == 201


async def test_photos_sent_side_by_side_are_all_counted(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    await opened_on(phone, await link_for(operator))
    sent = [
        await phone.post("/api/files", files={"file": ("a.txt", f"{n}".encode(), "text/plain")})
        for n in range(6)
    ]
    bodies = [
        {"channel": "link", "text": "照片", "attachments": [file.json()["id"]]} for file in sent
    ]
    answers = await asyncio.gather(*(phone.post("/api/reports", json=body) for body in bodies))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert (await phone.get("/api/links/current")).json()["photos"] == 6


async def test_a_phone_reaches_nothing_else(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    report = await received(operator)
    incident = await opened(operator)
    await opened_on(phone, await link_for(operator, report_id=report["id"]))
    for path in (
        "/api/reports",
        f"/api/reports/{report['id']}",
        f"/api/reports/{report['id']}/timeline",
        "/api/incidents",
        "/api/incidents/counts",
        "/api/incidents.csv",
        f"/api/incidents/{incident['id']}",
        f"/api/incidents/{incident['id']}/timeline",
        f"/api/incidents/{incident['id']}/attachments",
        "/api/links",
        "/api/units",
        "/api/alarms",
    ):
        answer = await phone.get(path)
        assert answer.status_code == 403, (path, answer.text)
        assert report["number"] not in answer.text
    for path, body in (
        ("/api/reports/duplicates", {"text": "着火"}),
        ("/api/reports/suggest", {"text": "着火"}),
        (f"/api/reports/{report['id']}/take", {}),
        (f"/api/reports/{report['id']}/reject", {"reason": "false"}),
        ("/api/incidents", {"title": "x"}),
        ("/api/links", {}),
    ):
        assert (await phone.post(path, json=body)).status_code == 403, path


async def test_a_link_made_during_the_call_is_bound_to_its_report(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    link = await link_for(operator)
    await opened_on(phone, link)
    report = await received(operator, link_id=link["id"])
    assert report["link_id"] == link["id"]
    links = (await operator.get("/api/links", params={"report_id": report["id"]})).json()["items"]
    assert [each["id"] for each in links] == [link["id"]]


async def test_links_follow_their_report_into_an_incident(as_: As, phone: Client) -> None:
    operator, jinping = await as_("operator"), await as_("jinping")
    report = await received(operator)
    link = await link_for(operator, report_id=report["id"])
    params = {"report_id": report["id"]}
    assert (await jinping.get("/api/links", params=params)).json()["items"] == []
    incident = await opened(operator, reports=[report["id"]])
    assert incident["organisation"]["code"] == "440511"
    seen = (await jinping.get("/api/links", params=params)).json()["items"]
    assert [each["id"] for each in seen] == [link["id"]]


async def test_only_own_things_get_a_link(as_: As) -> None:
    operator, longhu, wall = await as_("operator"), await as_("longhu"), await as_("wall")
    report = await received(operator)
    incident = await opened(operator)
    for body in ({"report_id": report["id"]}, {"incident_id": incident["id"]}):
        answer = await longhu.post("/api/links", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown")
    assert (await wall.post("/api/links", json={})).status_code == 403
    both = {"report_id": report["id"], "incident_id": incident["id"]}
    assert (await operator.post("/api/links", json=both)).status_code == 422
    assert (await operator.post("/api/links", json={"minutes": 1441})).status_code == 422
    link = await link_for(operator)
    assert (await longhu.delete(f"/api/links/{link['id']}")).status_code == 404


async def sent_to_restricted(
    commander: Client, phone: Client, db: Database, **about: Any
) -> tuple[dict[str, Any], str]:
    """Let a witness of a restricted incident send words, a photo and a place; return its report."""
    await opened_on(phone, await link_for(commander, **about))
    kept = await phone.post("/api/files", files={"file": ("a.txt", b"seen", "text/plain")})
    place = {**JINPING_SPOT, "accuracy_m": 9}
    body = {"channel": "link", "text": "他往东跑了", "id": fresh(), "location": place}
    body |= {"attachments": [kept.json()["id"]]}
    headers = {"Idempotency-Key": fresh()}
    first = await phone.post("/api/reports", json=body, headers=headers)
    assert first.status_code == 201, first.text
    # An answer that was lost is asked for again, and given.
    again = await phone.post("/api/reports", json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert (await phone.post("/api/reports", json=body)).status_code == 201
    return first.json()["report"], kept.json()["id"]


async def follow(db: Database, report: str) -> list[ReadFact]:
    """Let links follow what they were used for; return the facts of it."""
    async with db.transaction(system("test")) as tx:
        rows = await tx.rows(
            "select seq, kind, topic, subject, version, about, state, scope_id, drill "
            "from kernel.fact where kind = 'link.used' and about @> array[cast(:id as uuid)]",
            id=report,
        )
        facts = [ReadFact(*row[:8], {}, None, row.drill) for row in rows]
        for fact in facts:
            await follow_used(tx, fact)
    return facts


@pytest.mark.parametrize("by", ["incident", "report"])
async def test_what_comes_by_a_link_of_a_restricted_incident_is_never_open(
    as_: As, phone: Client, db: Database, by: str
) -> None:
    commander, operator = await as_("commander"), await as_("operator")
    post = (await commander.get("/api/session")).json()["posts"][0]["id"]
    called = await received(commander)
    incident = await opened(commander, label="restricted", posts=[post], reports=[called["id"]])
    about = {"incident_id": incident["id"]} if by == "incident" else {"report_id": called["id"]}
    report, file = await sent_to_restricted(commander, phone, db, **about)

    async def hidden() -> None:
        mine = (await operator.get("/api/reports")).json()["items"]
        assert report["id"] not in {each["id"] for each in mine}
        for path in (f"/api/reports/{report['id']}", f"/api/files/{file}"):
            assert (await operator.get(path)).status_code == 404, path

    await hidden()
    async with db.reading(system("test")) as tx:
        open_facts = await tx.rows(
            "select f.kind from kernel.fact f join kernel.scope s on s.id = f.scope_id "
            "where (f.subject = :report or f.about @> array[cast(:report as uuid)]) "
            "and s.label <> 'restricted'",
            report=report["id"],
        )
    assert open_facts == []
    assert await follow(db, report["id"])
    await hidden()
    seen = (await commander.get(f"/api/reports/{report['id']}")).json()
    assert (seen["incident_id"], seen["restricted"]["text"]) == (incident["id"], "他往东跑了")
    hung = (await commander.get(f"/api/incidents/{incident['id']}/attachments")).json()
    assert [each["file"]["id"] for each in hung["items"]] == [file]
    # Taken off by hand it stays off, however often the fact is read.
    await done(commander, f"/api/reports/{report['id']}/unlink", {"reason": "错误"})
    await follow(db, report["id"])
    assert (await commander.get(f"/api/reports/{report['id']}")).json()["incident_id"] is None
