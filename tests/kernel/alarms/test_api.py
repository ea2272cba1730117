"""The alarm centre over HTTP: refusal beside success."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Database, new_id
from tests.kernel.alarms.conftest import Hall
from tests.kernel.alarms.test_service import cause, kinds, raise_one
from tests.kernel.doors import client_of

REASON = {"minutes": 30, "reason": "works on the line"}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    return body


async def test_listed_shown_acknowledged(anna: httpx.AsyncClient, db: Database, hall: Hall) -> None:
    subject = new_id()
    alarm = await raise_one(db, cause(hall, about=[subject]))
    listed = (await anna.get(f"/api/alarms?about={subject}")).json()
    assert [item["id"] for item in listed["items"]] == [str(alarm)]
    assert listed["items"][0]["version"] == 1
    answer = await anna.post(f"/api/alarms/{alarm}/acknowledge")
    assert answer.status_code == 200
    assert answer.json()["acknowledged"]["by"]["name"] == "anna"
    assert answer.headers["etag"] == '"2"'
    again = await anna.post(f"/api/alarms/{alarm}/acknowledge")
    assert again.json() == answer.json()
    shown = (await anna.get(f"/api/alarms/{alarm}")).json()
    assert (shown["version"], shown["acknowledged"]["by"]["name"]) == (2, "anna")
    waiting = (await anna.get(f"/api/alarms?state=waiting&about={subject}")).json()
    assert waiting["items"] == []


async def test_shelve_and_bring_back(anna: httpx.AsyncClient, db: Database, hall: Hall) -> None:
    alarm = await raise_one(db, cause(hall))
    answer = await anna.post(f"/api/alarms/{alarm}/shelve", json=REASON)
    assert answer.json()["shelved"]["reason"] == REASON["reason"]
    assert answer.json()["shelved_until"].startswith("2026-11-22T08:30:00")
    shelf = (await anna.get("/api/alarms?state=shelved")).json()
    assert str(alarm) in {item["id"] for item in shelf["items"]}
    back = await anna.post(f"/api/alarms/{alarm}/unshelve")
    assert back.json()["shelved_until"] is None
    assert (await anna.post(f"/api/alarms/{alarm}/unshelve")).json() == back.json()
    assert await kinds(db, alarm) == ["raised", "shelved", "unshelved"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"minutes": 0, "reason": "x"},
        {"minutes": 241, "reason": "x"},
        {"minutes": 10, "reason": ""},
        {"minutes": 10, "reason": "   "},
        {"minutes": 10, "reason": "x" * 501},
        {"minutes": 10, "reason": "x", "severity": "yellow"},
    ],
)
async def test_shelving_has_bounds(
    anna: httpx.AsyncClient, db: Database, hall: Hall, body: dict[str, Any]
) -> None:
    alarm = await raise_one(db, cause(hall))
    problem(await anna.post(f"/api/alarms/{alarm}/shelve", json=body), 422, "invalid")
    assert await kinds(db, alarm) == ["raised"]


async def test_cleared_is_over(anna: httpx.AsyncClient, db: Database, hall: Hall) -> None:
    alarm = await raise_one(db, cause(hall))
    cleared = await anna.post(f"/api/alarms/{alarm}/clear")
    assert cleared.json()["cleared_by"]["name"] == "anna"
    assert (await anna.post(f"/api/alarms/{alarm}/clear")).json() == cleared.json()
    for what, body in (("acknowledge", None), ("unshelve", None), ("shelve", REASON)):
        answer = await anna.post(f"/api/alarms/{alarm}/{what}", json=body)
        problem(answer, 409, "alarm-over")


async def test_who_sees_and_who_acts(app: FastAPI, db: Database, hall: Hall) -> None:
    alarm = await raise_one(db, cause(hall))
    for who, sees, acts in (
        ("anna", 200, 200),
        ("wall", 200, 403),
        ("guest", 403, 403),
        ("link", 403, 403),
        ("nobody", 401, 401),
        ("carl", 404, 404),
    ):
        async with client_of(app, who) as client:
            assert (await client.get(f"/api/alarms/{alarm}")).status_code == sees, who
            answer = await client.post(f"/api/alarms/{alarm}/acknowledge")
            assert answer.status_code == acts, who
            listed = await client.get("/api/alarms?state=all&limit=1000")
            seen = listed.status_code == 200 and str(alarm) in listed.text
            assert seen is (sees == 200), who


async def test_pages(anna: httpx.AsyncClient, db: Database, hall: Hall) -> None:
    subject = new_id()
    made = [await raise_one(db, cause(hall, about=[subject])) for _ in range(5)]
    seen: list[UUID] = []
    cursor = ""
    while True:
        page = (await anna.get(f"/api/alarms?about={subject}&limit=2{cursor}")).json()
        seen += [UUID(item["id"]) for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(made, reverse=True)
    problem(await anna.get("/api/alarms?limit=1001"), 422, "invalid")
    problem(await anna.get("/api/alarms?state=nonsense"), 422, "invalid")
