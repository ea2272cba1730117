"""Whiteboards of meetings: who draws, who sees it when, what is refused, what stays."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, new_id, system
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem
from tests.video.rooms.conftest import As, Client, Json, done, entered, made
from video.rooms import whiteboard_rules as rules
from video.rooms.whiteboard_schemas import MOST_POINTS

Meeting = dict[str, Any]
MAP = {"ground": "map", "box": [116.6, 23.3, 116.8, 23.4]}


async def opened(meeting: Meeting, **fields: Any) -> Json:
    """Open a whiteboard as the chair."""
    body = {"page": meeting["chair"]["page"], "ground": "sheet"} | fields
    sheet = await done(meeting["commander"], f"{meeting['path']}/whiteboard", body, 201)
    meeting["sheet"] = sheet["id"]
    return sheet


def meant(meeting: Meeting, me: Json) -> Json:
    """Return what every change says: the page that asks, the whiteboard it means."""
    return {"page": me["page"], "whiteboard_id": meeting["sheet"]}


def stroke(meeting: Meeting, me: Json, **fields: Any) -> Json:
    """Return something to draw."""
    line = {"kind": "line", "points": [[0.1, 0.2], [0.30000049, 0.4]]}
    return meant(meeting, me) | {"id": str(new_id())} | line | fields


async def drawn(client: Client, meeting: Meeting, me: Json, **fields: Any) -> Json:
    """Draw something; return the change it made."""
    body = stroke(meeting, me, **fields)
    answer = await done(client, f"{meeting['path']}/whiteboard/objects", body, 201)
    last: Json = answer["last"]
    return last["drawn"]


async def standing(client: Client, meeting: Meeting, after: int | None = None) -> Json:
    """Return the whiteboard as a client is told of it."""
    tail = "" if after is None else f"?after={after}"
    answer = await client.get(f"{meeting['path']}/whiteboard{tail}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_two_draw_each_hears_of_the_other_and_who_comes_late_sees_all(
    meeting: Meeting, door: Database
) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/whiteboard"
    assert (await standing(east, meeting))["whiteboard"] is None
    sheet = await opened(meeting)
    assert (sheet["state"], sheet["revision"], sheet["objects"]) == ("open", 0, 0)
    again = {"page": meeting["venue"]["page"], "ground": "sheet"}
    problem(await east.post(path, json=again), 409, "whiteboard-open")
    mine = await drawn(commander, meeting, meeting["chair"])
    assert mine["points"] == [[0.1, 0.2], [0.3, 0.4]]
    body = stroke(
        meeting, meeting["venue"], kind="text", points=[[0.5, 0.5]], text="堤防", colour="blue"
    )
    hers = (await done(east, f"{path}/objects", body, 201))["last"]["drawn"]
    assert hers["drawn_by"] == "东区会场"
    assert (await done(east, f"{path}/objects", body, 201))["revision"] == 2
    view = await standing(commander, meeting)
    assert [each["id"] for each in view["objects"]] == [mine["id"], hers["id"]]
    assert [each["id"] for each in (await standing(east, meeting, 1))["objects"]] == [hers["id"]]
    told = (await commander.get(meeting["path"])).json()["whiteboard"]
    assert (told["id"], told["revision"], told["objects"]) == (sheet["id"], 2, 2)
    found = await facts(door, sheet["id"])
    assert [each.kind for each in found] == ["whiteboard.opened", *["whiteboard.drawn"] * 2]
    # Who was sent out still hears the topic: no fact holds what was drawn.
    assert found[-1].state["last"] is None
    assert not any("堤防" in str(each.state) for each in found)
    assert [str(each) for each in found[-1].about] == [meeting["room"]["id"]]


async def test_one_erases_ones_own_the_chair_any_and_all(meeting: Meeting, who: As) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/whiteboard"
    await opened(meeting)
    mine = await drawn(commander, meeting, meeting["chair"])
    hers = await drawn(east, meeting, meeting["venue"])
    page = meant(meeting, meeting["venue"])
    foreign = page | {"objects": [mine["id"]]}
    problem(await east.post(f"{path}/erase", json=foreign), 403, "not-chair")
    gone = await done(east, f"{path}/erase", page | {"objects": [hers["id"]]})
    assert gone["last"] == {"drawn": None, "erased": [hers["id"]], "wiped": False}
    assert (await done(east, f"{path}/erase", page | {"objects": [hers["id"]]}))["revision"] == 3
    since = await standing(commander, meeting, 2)
    assert (since["objects"], since["erased"]) == ([], [hers["id"]])
    third = await drawn(east, meeting, meeting["venue"])
    own = meant(meeting, meeting["chair"])
    await done(commander, f"{path}/erase", own | {"objects": [third["id"]]})
    problem(await east.post(f"{path}/wipe", json=page), 403, "not-chair")
    wiped = await done(commander, f"{path}/wipe", own)
    assert (wiped["last"]["wiped"], wiped["objects"]) == (True, 0)
    problem(await east.post(f"{path}/close", json=page), 403, "not-chair")
    assert (await done(commander, f"{path}/close", own))["state"] == "closed"
    problem(await commander.post(f"{path}/close", json=own), 409, "no-whiteboard")
    problem(
        await east.post(f"{path}/objects", json=stroke(meeting, meeting["venue"])),
        409,
        "no-whiteboard",
    )
    # Who opens the next one keeps it, beside the chair.
    body = {"page": meeting["venue"]["page"], "ground": "sheet"}
    page["whiteboard_id"] = (await done(east, path, body, 201))["id"]
    assert (await done(east, f"{path}/close", page))["state"] == "closed"


async def test_what_was_meant_for_a_closed_whiteboard_goes_on_no_other(meeting: Meeting) -> None:
    commander, path = meeting["commander"], f"{meeting['path']}/whiteboard"
    await opened(meeting)
    mine = await drawn(commander, meeting, meeting["chair"])
    late = stroke(meeting, meeting["chair"])
    was = meant(meeting, meeting["chair"])
    await done(commander, f"{path}/close", was)
    await opened(meeting)
    for tail, body in (
        ("objects", late),
        ("erase", was | {"objects": [mine["id"]]}),
        ("wipe", was),
        ("close", was),
    ):
        problem(await commander.post(f"{path}/{tail}", json=body), 409, "no-whiteboard")
    view = await standing(commander, meeting)
    assert (view["whiteboard"]["state"], view["objects"]) == ("open", [])
    await drawn(commander, meeting, meeting["chair"], id=late["id"])


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"points": [[0.1, 1.2], [0.2, 0.3]]}, "/points"),
        ({"points": [[0.1, 0.2]]}, "/points"),
        ({"kind": "text", "points": [[0.1, 0.2]]}, "/text"),
        ({"text": "字"}, "/text"),
        ({"kind": "pen", "points": [[0.1, 0.2]] * 401}, "/points"),
        ({"kind": "text", "points": [[0.1, 0.2]], "text": "字" * 81}, "/text"),
        ({"colour": "red"}, "/colour"),
        ({"id": "00000000-0000-4000-8000-000000000001"}, "/id"),
    ],
)
async def test_what_no_sheet_takes_is_refused(meeting: Meeting, given: Json, pointer: str) -> None:
    await opened(meeting)
    body = stroke(meeting, meeting["chair"], **given)
    answer = await meeting["commander"].post(f"{meeting['path']}/whiteboard/objects", json=body)
    assert problem(answer, 422, "invalid") == [pointer]


async def test_on_the_map_strokes_lie_on_the_earth(meeting: Meeting, door: Database) -> None:
    commander, path = meeting["commander"], f"{meeting['path']}/whiteboard"
    page = {"page": meeting["chair"]["page"]}
    for wrong in (
        {"ground": "map"},
        {"ground": "sheet", "box": MAP["box"]},
        {"ground": "map", "box": [116.8, 23.3, 116.6, 23.4]},
        {"ground": "map", "box": [0, 80, 30, 89]},
    ):
        assert problem(await commander.post(path, json=page | wrong), 422, "invalid") == ["/box"]
    assert (await opened(meeting, **MAP))["box"] == MAP["box"]
    points = [[116.65, 23.31], [116.7123456789, 23.35]]
    arrow = await drawn(commander, meeting, meeting["chair"], kind="arrow", points=points)
    assert arrow["points"] == [[116.65, 23.31], [116.712346, 23.35]]
    longest = [[116.6 + n * 0.000_111, 23.3 + n * 0.000_123] for n in range(MOST_POINTS)]
    pen = await drawn(commander, meeting, meeting["chair"], kind="pen", points=longest)
    assert len(pen["points"]) == MOST_POINTS
    pole = stroke(meeting, meeting["chair"], points=[[116.65, 88.0], [116.7, 23.3]])
    assert problem(await commander.post(f"{path}/objects", json=pole), 422, "invalid") == [
        "/points"
    ]


async def test_listeners_look_on_and_who_is_out_does_nothing(meeting: Meeting, who: As) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/whiteboard"
    await opened(meeting)
    await done(
        commander, f"{meeting['path']}/participants/{meeting['venue']['id']}", {"role": "listener"}
    )
    problem(
        await east.post(f"{path}/objects", json=stroke(meeting, meeting["venue"])), 403, "forbidden"
    )
    assert (await standing(east, meeting))["whiteboard"]["state"] == "open"
    stale = stroke(meeting, meeting["chair"]) | {"page": str(new_id())}
    problem(await commander.post(f"{path}/objects", json=stale), 409, "not-in-room")
    west = await who("west")
    for method, tail, body in (
        ("GET", "", None),
        ("POST", "/objects", stroke(meeting, meeting["venue"])),
        ("POST", "/close", meant(meeting, meeting["venue"])),
    ):
        problem(await west.request(method, f"{path}{tail}", json=body), 404, "not-found")


async def test_a_guest_sees_and_draws_but_opens_none(nobody: Client, meeting: Meeting) -> None:
    commander, path = meeting["commander"], f"{meeting['path']}/whiteboard"
    link = await done(commander, f"{meeting['path']}/guests", {"name": "专家"}, 201)
    token = {"token": link["url"].rsplit("#", 1)[1]}
    assert (await nobody.post("/api/video/guests/exchange", json=token)).status_code == 204
    me = await entered(nobody, meeting["room"])
    body = {"page": me["page"], "ground": "sheet"}
    problem(await nobody.post(path, json=body), 403, "forbidden")
    await opened(meeting)
    mine = await drawn(commander, meeting, meeting["chair"])
    own = await drawn(nobody, meeting, me)
    assert own["drawn_by"] == "专家"
    assert [each["id"] for each in (await standing(nobody, meeting))["objects"]] == [
        mine["id"], own["id"],
    ]  # fmt: skip
    foreign = meant(meeting, me) | {"objects": [mine["id"]]}
    problem(await nobody.post(f"{path}/erase", json=foreign), 403, "not-chair")
    other = await made(commander)
    problem(await nobody.get(f"/api/video/rooms/{other['id']}/whiteboard"), 403, "forbidden")


async def test_it_fills_up_and_nobody_draws_faster_than_by_hand(
    meeting: Meeting, clock: FakeClock, door: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    commander, path = meeting["commander"], f"{meeting['path']}/whiteboard/objects"
    sheet = await opened(meeting)
    monkeypatch.setattr(rules, "MOST_IN_PACE", 2)
    for _ in range(2):
        await drawn(commander, meeting, meeting["chair"])
    fast = await commander.post(path, json=stroke(meeting, meeting["chair"]))
    problem(fast, 429, "whiteboard-pace")
    assert fast.headers["Retry-After"] == "2"
    clock.advance(seconds=rules.PACE.total_seconds() + 1)
    monkeypatch.setattr(rules, "MOST_OBJECTS", 3)
    await drawn(commander, meeting, meeting["chair"])
    full = await commander.post(path, json=stroke(meeting, meeting["chair"]))
    problem(full, 409, "whiteboard-full")
    page = meant(meeting, meeting["chair"])
    await done(commander, f"{meeting['path']}/whiteboard/wipe", page)
    monkeypatch.setattr(rules, "MOST_EVER", 3)
    problem(
        await commander.post(path, json=stroke(meeting, meeting["chair"])), 409, "whiteboard-full"
    )
    async with door.reading(system("test")) as tx:
        kept = await tx.value(
            "select count(*) from video.whiteboard_object where whiteboard_id = :id "
            "and erased_at is not null",
            id=UUID(sheet["id"]),
        )
    assert kept == 3


async def test_it_closes_with_the_room(meeting: Meeting, door: Database) -> None:
    sheet = await opened(meeting)
    await done(meeting["commander"], f"{meeting['path']}/close")
    assert (await standing(meeting["commander"], meeting))["whiteboard"] is None
    last = (await facts(door, sheet["id"]))[-1]
    assert (last.kind, last.state["state"]) == ("whiteboard.closed", "closed")
