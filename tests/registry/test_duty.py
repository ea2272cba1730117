"""The roster over HTTP: planned, read by moment, handed over, taken over."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, new_id
from tests.harness.clock import FakeClock
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As

PATH = "/api/duty"
OPERATOR = f"{town.ROOT}.operator"


def form(ids: dict[str, UUID], **fields: Any) -> dict[str, Any]:
    """Return the form of a duty a good month after the demo's."""
    return {
        "post_id": str(ids[OPERATOR]),
        "account_id": str(ids["@operator"]),
        "from": "2027-01-01T00:00:00Z",
        "until": "2027-01-01T12:00:00Z",
        "phone": "0754-88888888",
    } | fields


async def test_who_is_on_duty_now_within_sight(as_: As, ids: dict[str, UUID]) -> None:
    commander, east = await as_("commander"), await as_("east")
    items = (await commander.get(PATH)).json()["items"]
    operators = [each for each in items if each["post"]["code"] == OPERATOR]
    assert {each["account"]["name"] for each in operators} == {"operator 某", "operator2 某"}
    assert operators[0]["organisation"]["code"] == town.ROOT
    seen = (await east.get(PATH)).json()["items"]
    assert {each["organisation"]["code"] for each in seen} == {town.EAST}
    secadmin = await as_("secadmin")
    problem(await secadmin.get(PATH), 403, "forbidden")


async def test_a_duty_is_planned_and_cancelled(as_: As, ids: dict[str, UUID], db: Database) -> None:
    admin, commander = await as_("sysadmin"), await as_("commander")
    answer = await admin.post(PATH, json=form(ids))
    assert answer.status_code == 201, answer.text
    duty = answer.json()
    at = {"at": "2027-01-01T06:00:00Z"}
    assert [each["id"] for each in (await commander.get(PATH, params=at)).json()["items"]] == [
        duty["id"]
    ]
    span = {"from": "2026-12-31T00:00:00Z", "until": "2027-01-02T00:00:00Z"}
    assert len((await commander.get(PATH, params=span)).json()["items"]) == 1
    assert problem(await admin.post(PATH, json=form(ids)), 409, "duty-taken") == ["/from"]
    problem(await commander.post(PATH, json=form(ids)), 403, "forbidden")
    problem(await commander.delete(f"{PATH}/{duty['id']}"), 403, "forbidden")
    assert (await admin.delete(f"{PATH}/{duty['id']}")).status_code == 204
    assert (await commander.get(PATH, params=at)).json()["items"] == []
    assert [fact.kind for fact in await facts(db, duty["id"])] == ["duty.planned", "duty.cancelled"]
    problem(await admin.delete(f"{PATH}/{duty['id']}"), 404, "not-found")


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"until": "2026-12-31T00:00:00Z"}, "invalid", "/until"),
        ({"until": "2027-03-01T00:00:00Z"}, "invalid", "/until"),
        ({"from": "2026-11-20T00:00:00Z", "until": "2026-11-21T00:00:00Z"}, "invalid", "/until"),
        ({"from": "tomorrow"}, "invalid", "/from"),
        ({"post_id": str(UUID(int=7))}, "invalid", "/post_id"),
        ({"account_id": str(UUID(int=7))}, "not-holder", "/account_id"),
        ({"phone": "<script>"}, "invalid", "/phone"),
        ({"organisation_id": str(UUID(int=7))}, "invalid", "/organisation_id"),
    ],
)
async def test_a_bad_duty_is_refused(
    as_: As, ids: dict[str, UUID], wrong: dict[str, Any], code: str, pointer: str
) -> None:
    admin = await as_("sysadmin")
    assert problem(await admin.post(PATH, json=form(ids, **wrong)), 422, code) == [pointer]


async def test_only_holders_stand_on_a_roster(as_: As, ids: dict[str, UUID]) -> None:
    admin = await as_("sysadmin")
    body = form(ids, account_id=str(ids["@commander"]))
    assert problem(await admin.post(PATH, json=body), 422, "not-holder") == ["/account_id"]


async def test_a_duty_passes_from_one_to_the_other(
    as_: As, ids: dict[str, UUID], clock: FakeClock
) -> None:
    admin = await as_("sysadmin")
    clock.set(clock.now().replace(year=2027, month=2, day=1))
    admin, one, two = await as_("sysadmin"), await as_("operator"), await as_("operator2")
    now = clock.now().isoformat()
    until = clock.now().replace(day=2).isoformat()
    made = await admin.post(PATH, json=form(ids, **{"from": now, "until": until}))
    assert made.status_code == 201, made.text
    clock.advance(minutes=20)
    path = f"{PATH}/{made.json()['id']}"
    to = {"account_id": str(ids["@operator2"]), "note": "东岸积水待复查"}
    problem(await two.post(f"{path}/hand-over", json=to), 403, "not-on-duty")
    problem(await (await as_("east")).post(f"{path}/hand-over", json=to), 404, "not-found")
    self_to = {"account_id": str(ids["@operator"])}
    problem(await one.post(f"{path}/hand-over", json=self_to), 409, "duty-taken")
    stranger = {"account_id": str(ids["@commander"])}
    assert problem(await one.post(f"{path}/hand-over", json=stranger), 422, "not-holder") == [
        "/account_id"
    ]
    handed = (await one.post(f"{path}/hand-over", json=to)).json()
    assert handed["account"]["id"] == str(ids["@operator2"])
    assert (handed["note"], handed["phone"]) == ("东岸积水待复查", "0754-88888888")
    assert handed["until"] == made.json()["until"]
    now_on = (await one.get(PATH, params={"post": str(ids[OPERATOR])})).json()["items"]
    assert [each["id"] for each in now_on] == [handed["id"]]
    problem(await one.post(f"{path}/hand-over", json=to), 409, "duty-over")
    clock.advance(minutes=20)
    one = await as_("operator")
    taken = await one.post(f"{PATH}/{handed['id']}/take-over", json={})
    assert taken.json()["account"]["id"] == str(ids["@operator"])
    commander = await as_("commander")
    answer = await commander.post(f"{PATH}/{taken.json()['id']}/take-over", json={})
    problem(answer, 409, "duty-over")
    clock.advance(minutes=1)
    answer = await commander.post(f"{PATH}/{taken.json()['id']}/take-over", json={})
    problem(answer, 422, "not-holder")
    problem(await commander.post(f"{PATH}/{new_id()}/take-over", json={}), 404, "not-found")


async def test_filters_that_cannot_be_are_refused(as_: As) -> None:
    client = await as_("commander")
    for params, pointer in [
        ({"at": "now"}, "?at"),
        ({"at": "2026-01-01T00:00:00"}, "?at"),
        ({"from": "2027-01-02T00:00:00Z", "until": "2027-01-01T00:00:00Z"}, "?until"),
        ({"post": "x"}, "?post"),
    ]:
        assert problem(await client.get(PATH, params=params), 422, "invalid") == [pointer]
    for cursor in ("xx", "WyJhIiwiMjAyNi0wMS0wMVQwMDowMDowMCIsICJ4Il0"):
        problem(await client.get(PATH, params={"cursor": cursor}), 400, "malformed")
