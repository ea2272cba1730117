"""Rooms over HTTP: who sees them, who enters, what the chair does, what is kept of it."""

from typing import Any

import pytest

from kernel.api import Database, new_id
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem
from tests.video.rooms.conftest import ROOMS, As, done, entered, made
from video.rooms import rules
from video.rooms.jobs import STAYS_ON_BOARDS, tidy

Meeting = dict[str, Any]


def page() -> dict[str, str]:
    """Return the body of a page that enters."""
    return {"page": str(new_id())}


async def test_the_invited_see_a_room_and_others_do_not(
    who: As, meeting: Meeting, codes: dict[str, Any]
) -> None:
    east, west = meeting["east"], await who("west")
    room = meeting["room"]["id"]
    assert room in {each["id"] for each in (await east.get(ROOMS)).json()["items"]}
    assert room not in {each["id"] for each in (await west.get(ROOMS)).json()["items"]}
    for method, path in (
        ("get", ""),
        ("post", "/enter"),
        ("get", "/attendance"),
        ("get", "/messages"),
    ):
        body = {"json": {"page": str(new_id())}} if method == "post" else {}
        answer = await getattr(west, method)(f"{meeting['path']}{path}", **body)
        problem(answer, 404, "not-found")
    await done(
        meeting["commander"], f"{meeting['path']}/venues", {"venues": [str(codes["990002"])]}
    )
    assert (await west.get(meeting["path"])).json()["room"]["id"] == room
    await entered(west, meeting["room"])


async def test_a_room_for_posts_is_shut_to_all_others(who: As, codes: dict[str, Any]) -> None:
    commander, operator = await who("commander"), await who("operator")
    mine = str(codes["990000.commander"])
    problem(
        await commander.post(
            ROOMS, json={"title": "闭门", "posts": [str(codes["990000.operator"])]}
        ),
        422,
        "invalid",
    )
    room = await made(commander, posts=[mine, str(codes["990001.operator"])])
    path = f"{ROOMS}/{room['id']}"
    problem(await operator.get(path), 404, "not-found")
    problem(await operator.post(f"{path}/enter", json=page()), 404, "not-found")
    await entered(await who("east"), room)


async def test_a_room_of_an_incident_follows_its_sight_and_its_timeline(
    who: As, door: Database, codes: dict[str, Any]
) -> None:
    east, west = await who("east"), await who("west")
    incident = (await east.post("/api/incidents", json={"title": "山体滑坡"})).json()["id"]
    room = await made(east, incident_id=incident)
    assert room["incident_id"] == incident
    problem(await west.get(f"{ROOMS}/{room['id']}"), 404, "not-found")
    problem(await west.post(ROOMS, json={"title": "x", "incident_id": incident}), 422, "invalid")
    body = {"add": [str(codes["990002"])], "reason": "增援"}
    assert (await east.post(f"/api/incidents/{incident}/assign", json=body)).status_code == 200
    await entered(west, room)
    await entered(east, room)
    path = f"{ROOMS}/{room['id']}"
    decision = await done(east, f"{path}/decisions", {"text": "转移下游村民"}, 201)
    (told,) = await facts(door, decision["id"])
    assert str(told.about[1]) == incident
    problem(await west.post(f"{path}/decisions", json={"text": "x"}), 403, "not-chair")
    await done(east, f"{path}/close")
    timeline = (await east.get(f"/api/incidents/{incident}/timeline")).json()["items"]
    kinds = [fact["kind"] for fact in timeline]
    for kind in (
        "room.opened",
        "participant.entered",
        "decision.made",
        "participant.left",
        "room.closed",
    ):
        assert kind in kinds, kind
    assert (await west.get(f"{path}/decisions")).json()["items"][0]["text"] == "转移下游村民"


async def test_a_person_is_one_participant_and_the_newest_page_counts(meeting: Meeting) -> None:
    east, path, first = meeting["east"], meeting["path"], meeting["venue"]
    again = await entered(east, meeting["room"])
    assert (again["id"], again["screen_id"]) == (first["id"], first["screen_id"])
    old = {"page": first["page"]}
    problem(await east.post(f"{path}/leave", json=old), 409, "not-in-room")
    problem(await east.post(f"{path}/me", json=old | {"hand": True}), 409, "not-in-room")
    gone = await done(east, f"{path}/leave", {"page": again["page"]})
    assert gone["why_left"] == "left"
    problem(await east.post(f"{path}/leave", json={"page": again["page"]}), 409, "not-in-room")
    back = await entered(east, meeting["room"])
    assert back["left_at"] is None
    spans = (await east.get(f"{path}/attendance")).json()["items"]
    mine = [span for span in spans if span["participant_id"] == first["id"]]
    assert [span["why_left"] for span in mine] == ["left", None]


async def test_the_chair_sets_the_stage(who: As, meeting: Meeting) -> None:
    path, commander, east = meeting["path"], meeting["commander"], meeting["east"]
    view = (await east.get(path)).json()
    assert view["room"]["main_source"] == meeting["chair"]["id"]
    assert (view["chairs"], view["me"]["id"]) == (False, meeting["venue"]["id"])
    problem(await east.post(f"{path}/stage", json={"locked": True}), 403, "not-chair")
    pulled = await done(commander, f"{path}/stage", {"main_source": meeting["venue"]["id"]})
    assert (pulled["main_source"], pulled["layout"]) == (meeting["venue"]["id"], "speaker")
    strange = await commander.post(f"{path}/stage", json={"main_source": str(new_id())})
    assert problem(strange, 422, "invalid") == ["/main_source"]
    await done(commander, f"{path}/stage", {"locked": True, "layout": "9"})
    operator2 = await who("operator2")  # of the chair's own organisation: may take the chair
    await entered(operator2, meeting["room"])
    problem(
        await (await who("eastsec")).post(f"{path}/enter", json=page()),
        403,
        "forbidden",
    )
    await done(east, f"{path}/leave", {"page": meeting["venue"]["page"]})
    assert (await commander.get(path)).json()["room"]["main_source"] == meeting["chair"]["id"]
    await entered(east, meeting["room"])  # was in it before the lock


async def test_a_locked_room_lets_nobody_new_in(who: As, meeting: Meeting, codes: Any) -> None:
    path, commander = meeting["path"], meeting["commander"]
    await done(commander, f"{path}/venues", {"venues": [str(codes["fire"])]})
    await done(commander, f"{path}/stage", {"locked": True})
    crew = await who("crew")
    problem(await crew.post(f"{path}/enter", json=page()), 409, "room-locked")
    problem(await crew.get(f"{path}/guests"), 403, "not-chair")
    await done(commander, f"{path}/stage", {"locked": False})
    assert (await entered(crew, meeting["room"]))["role"] == "speaker"


async def test_silence_hand_role_and_the_door(meeting: Meeting) -> None:
    path, commander, east = meeting["path"], meeting["commander"], meeting["east"]
    her = f"{path}/participants/{meeting['venue']['id']}"
    problem(await east.post(her, json={"silenced": False}), 403, "not-chair")
    view = await done(commander, f"{path}/silence")
    silenced = {each["id"]: each["silenced"] for each in view["participants"]}
    assert silenced == {meeting["chair"]["id"]: False, meeting["venue"]["id"]: True}
    own = {"page": meeting["venue"]["page"]}
    raised = await done(east, f"{path}/me", own | {"hand": True, "microphone": True})
    assert (raised["hand_at"] is None, raised["silenced"], raised["microphone"]) == (
        False,
        True,
        True,
    )
    heard = await done(commander, her, {"silenced": False})
    assert (heard["silenced"], heard["hand_at"]) == (False, None)
    assert (await done(commander, her, {"role": "recorder"}))["role"] == "recorder"
    await done(east, f"{path}/decisions", {"text": "开闸"}, 201)
    sent = await done(commander, her, {"barred": True})
    assert (sent["why_left"], sent["barred"]) == ("kicked", True)
    problem(await east.post(f"{path}/enter", json=page()), 403, "room-barred")
    problem(await east.post(f"{path}/messages", json={"text": "x"}), 403, "room-barred")
    for part in ("messages", "decisions", "attendance", "roll-calls", "quality"):
        problem(await east.get(f"{path}/{part}"), 403, "room-barred")
    about = {"about": meeting["room"]["id"]}
    problem(await east.post("/api/messages", json=about | {"text": "x"}), 422, "invalid")
    problem(await east.get("/api/messages", params=about), 404, "not-found")
    await done(commander, her, {"barred": False})
    assert (await entered(east, meeting["room"]))["role"] == "recorder"
    await done(commander, her, {"role": "chair"})
    await done(commander, her, {"barred": True})
    problem(await east.post(her, json={"barred": False}), 403, "not-chair")


async def test_a_page_stands_for_nobody_else(who: As, meeting: Meeting) -> None:
    path, chair = meeting["path"], meeting["chair"]
    for taken in (chair["page"], chair["id"], chair["screen_id"], meeting["venue"]["id"]):
        answer = await meeting["east"].post(f"{path}/enter", json={"page": taken})
        problem(answer, 409, "conflict")
    await entered(meeting["east"], meeting["room"], page=meeting["venue"]["page"])


async def test_a_roll_call_is_answered_by_key_and_kept(
    who: As, meeting: Meeting, door: Database, clock: FakeClock, gis_app: Any, codes: Any
) -> None:
    path, commander, east = meeting["path"], meeting["commander"], meeting["east"]
    own = {"page": meeting["venue"]["page"]}
    problem(await east.post(f"{path}/answer", json=own), 409, "no-roll-call")
    problem(await east.post(f"{path}/roll-calls"), 403, "not-chair")
    await done(commander, f"{path}/venues", {"venues": [str(codes["990002"])]})
    call = await done(commander, f"{path}/roll-calls", status=201)
    stand = {each["organisation"]["code"]: each["present"] for each in call["entries"]}
    assert stand == {"990002": False, "990001": True}
    problem(await commander.post(f"{path}/roll-calls"), 409, "roll-call-running")
    view = (await east.get(path)).json()
    assert (view["room"]["roll_call"]["answered"], len(view["roll_call"]["entries"])) == (0, 2)
    answered = await done(east, f"{path}/answer", own)
    again = await done(east, f"{path}/answer", own)
    assert answered == again
    assert [bool(each["answered_at"]) for each in answered["entries"]] == [False, True]
    chair = {"page": meeting["chair"]["page"]}
    problem(await commander.post(f"{path}/answer", json=chair), 409, "no-roll-call")
    clock.advance(seconds=rules.ROLL_CALL_LASTS.total_seconds() + 1)
    await tidy(gis_app.state.runtime)
    kept = (await east.get(f"{path}/roll-calls")).json()["items"]
    assert kept[0]["finished_at"] is not None
    (last,) = [each for each in await facts(door, call["id"]) if each.kind == "roll-call.finished"]
    assert [each["zh"] for each in last.state["missing"]] == ["西区"]
    problem(await commander.post(f"{path}/roll-calls/finish"), 409, "no-roll-call")
    await done(commander, f"{path}/roll-calls", status=201)
    await done(commander, f"{path}/roll-calls/finish")


async def test_words_and_files_stay_in_the_room(who: As, meeting: Meeting, door: Database) -> None:
    path, commander, east = meeting["path"], meeting["commander"], meeting["east"]
    upload = {"file": ("水情.txt", "水位 3.2 米".encode(), "text/plain")}
    file = (await east.post("/api/files", files=upload)).json()["id"]
    first = await done(east, f"{path}/messages", {"text": "收到", "files": [file]}, 201)
    await done(commander, f"{path}/messages", {"text": "好"}, 201)
    listed = (await commander.get(f"{path}/messages")).json()["items"]
    assert [each["text"] for each in listed] == ["好", "收到"]
    assert listed[1]["files"][0]["name"] == "水情.txt"
    since = (await commander.get(f"{path}/messages", params={"after": first["id"]})).json()["items"]
    assert [each["text"] for each in since] == ["好"]
    assert (await commander.get(f"/api/files/{file}")).status_code == 200
    assert (await (await who("west")).get(f"/api/files/{file}")).status_code == 404
    problem(await east.post(f"{path}/messages", json={}), 422, "invalid")
    problem(await east.post(f"{path}/messages", json={"text": "a\u0000"}), 422, "invalid")


async def test_a_deserted_room_closes_and_leaves_the_boards(
    who: As, meeting: Meeting, clock: FakeClock, gis_app: Any, door: Database
) -> None:
    path, runtime = meeting["path"], gis_app.state.runtime

    async def later() -> str:
        """Let the time of an empty room pass; return what became of it, to a fresh session."""
        clock.advance(seconds=rules.EMPTY_FOR.total_seconds() + 1)
        await tidy(runtime)
        return str((await (await who("east")).get(path)).json()["room"]["state"])

    await done(meeting["commander"], f"{path}/leave", {"page": meeting["chair"]["page"]})
    assert await later() == "open"  # somebody is there
    east = await who("east")
    await done(east, f"{path}/leave", {"page": meeting["venue"]["page"]})
    assert await later() == "closed"
    problem(await (await who("east")).post(f"{path}/enter", json=page()), 409, "room-over")
    clock.advance(seconds=STAYS_ON_BOARDS.total_seconds() + 1)
    await tidy(runtime)
    await tidy(runtime)
    told = await facts(door, meeting["room"]["id"])
    assert [each.kind for each in told][-2:] == ["room.closed", "room.cleared"]
    assert (await facts(door, meeting["venue"]["id"]))[-1].state is None


async def test_a_wall_that_listens_is_no_venue_and_keeps_no_room(
    who: As, clock: FakeClock, gis_app: Any
) -> None:
    commander, east = await who("commander"), await who("east")
    incident = (await east.post("/api/incidents", json={"title": "堵路"})).json()["id"]
    room = await made(commander, incident_id=incident)
    path, runtime = f"{ROOMS}/{room['id']}", gis_app.state.runtime
    chair = await entered(commander, room)
    wall = await entered(east, room, role="listener")
    call = await done(commander, f"{path}/roll-calls", status=201)
    assert call["entries"] == []
    await done(commander, f"{path}/leave", {"page": chair["page"]})
    clock.advance(seconds=rules.EMPTY_FOR.total_seconds() - 60)
    east = await who("east")
    await done(east, f"{path}/leave", {"page": wall["page"]})
    await entered(east, room, role="listener")  # as walls do, again and again
    await tidy(runtime)
    assert (await east.get(path)).json()["room"]["state"] == "open"
    clock.advance(seconds=61)
    await tidy(runtime)
    view = (await (await who("east")).get(path)).json()
    assert (view["room"]["state"], view["me"]["why_left"]) == ("closed", "closed")


async def test_the_first_who_may_speak_is_the_main_picture(who: As) -> None:
    commander, east = await who("commander"), await who("east")
    incident = (await east.post("/api/incidents", json={"title": "积水"})).json()["id"]
    room = await made(commander, incident_id=incident)
    path = f"{ROOMS}/{room['id']}"
    listener = await entered(east, room, role="listener")
    assert (await east.get(path)).json()["room"]["main_source"] is None
    await done(commander, f"{path}/participants/{listener['id']}", {"role": "speaker"})
    assert (await east.get(path)).json()["room"]["main_source"] == listener["id"]
    await done(east, f"{path}/leave", {"page": listener["page"]})
    again = await entered(east, room)
    assert (await east.get(path)).json()["room"]["main_source"] == again["id"]
    await entered(east, room, role="listener")  # the same person, at a wall
    assert (await east.get(path)).json()["room"]["main_source"] is None


BAD: list[dict[str, Any]] = [
    {},
    {"title": ""},
    {"title": "a\u0000"},
    {"title": "长" * 101},
    {"title": "x", "venues": [str(new_id())]},
    {"title": "x", "posts": [str(new_id())]},
    {"title": "x", "incident_id": str(new_id())},
    {"title": "x", "venues": [str(new_id())] * 101},
    {"title": "x", "state": "closed"},
]


@pytest.mark.parametrize("body", BAD)
async def test_what_cannot_be_a_room_is_refused(who: As, body: dict[str, Any]) -> None:
    commander = await who("commander")
    answer = await commander.post(ROOMS, json=body)
    assert answer.status_code == 422, answer.text


async def test_bad_steps_are_refused(who: As, meeting: Meeting) -> None:
    commander, path = meeting["commander"], meeting["path"]
    problem(await (await who("crew")).post(ROOMS, json={"title": "x"}), 403, "forbidden")
    for where, body in (
        ("enter", {}),
        ("enter", {"page": "x"}),
        ("enter", {"page": str(new_id()), "role": "chair"}),
        ("enter", {"page": str(new_id()), "place": {"lon": 181, "lat": 0}}),
        ("stage", {"layout": "7"}),
        ("venues", {"venues": []}),
        ("decisions", {"text": "a\u0000"}),
        (f"participants/{meeting['venue']['id']}", {"role": "king"}),
        ("guests", {"name": "x" * 41}),
    ):
        answer = await commander.post(f"{path}/{where}", json=body)
        assert answer.status_code == 422, (where, answer.text)
    nowhere = f"{ROOMS}/{new_id()}"
    for where in ("enter", "leave", "answer"):
        answer = await commander.post(f"{nowhere}/{where}", json=page())
        problem(answer, 404, "not-found")
    stranger = f"{path}/participants/{new_id()}"
    problem(await commander.post(stranger, json={"silenced": True}), 404, "not-found")
