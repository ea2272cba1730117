"""Meetings: booked with a room, changed without overwriting, reminded of, taken into calendars."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from kernel.api import Database, new_id
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem
from tests.video.rooms.conftest import ROOMS, As, Client, Json, entered
from video.meetings.jobs import STAYS_ON_BOARDS, remind

PATH = "/api/video/meetings"


async def booked(client: Client, clock: FakeClock, **fields: Any) -> Json:
    starts = clock.now() + timedelta(hours=2)
    body = {
        "title": "台风防御视频会商",
        "agenda": "一、气象；二、水情",
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=1)).isoformat(),
    }
    answer = await client.post(PATH, json=body | fields)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_the_room_opens_as_the_chair_comes(
    who: As, clock: FakeClock, codes: dict[str, Any]
) -> None:
    commander, east, west = await who("commander"), await who("east"), await who("west")
    made = await booked(commander, clock, venues=[str(codes["990001"])])
    room = {"id": made["room_id"]}
    view = (await east.get(f"{ROOMS}/{room['id']}")).json()["room"]
    assert (view["state"], view["meeting"]["id"]) == ("planned", made["id"])
    early = await east.post(f"{ROOMS}/{room['id']}/enter", json={"page": str(new_id())})
    problem(early, 409, "room-not-open")
    await entered(commander, room)
    assert (await entered(east, room))["role"] == "speaker"
    listed = (await east.get(PATH)).json()["items"]
    assert [(each["id"], each["room_state"]) for each in listed] == [(made["id"], "open")]
    assert (await west.get(PATH)).json()["items"] == []
    for path in (f"{PATH}/{made['id']}", f"{PATH}/{made['id']}/calendar"):
        problem(await west.get(path), 404, "not-found")


async def test_two_people_change_different_fields(who: As, clock: FakeClock, codes: Any) -> None:
    commander, operator = await who("commander"), await who("operator")
    made = await booked(commander, clock)
    path, first = f"{PATH}/{made['id']}", {"If-Match": '"1"'}
    problem(await commander.patch(path, json={"agenda": "x"}), 428, "version-required")
    assert (await commander.patch(path, json={"title": "改题"}, headers=first)).status_code == 200
    later = (clock.now() + timedelta(hours=5)).isoformat()
    moved = await operator.patch(path, json={"ends_at": later}, headers=first)
    assert (moved.json()["title"], moved.json()["ends_at"][:16]) == ("改题", later[:16])
    problem(await operator.patch(path, json={"title": "另题"}, headers=first), 412, "stale")
    east = await who("east")
    problem(await east.patch(path, json={"title": "x"}, headers=first), 404, "not-found")
    invited = {"venues": [str(codes["990001"])]}
    version = {"If-Match": f'"{moved.json()["version"]}"'}
    assert (await commander.patch(path, json=invited, headers=version)).status_code == 200
    problem(await east.patch(path, json={"title": "x"}, headers=version), 403, "not-chair")
    assert (await commander.get(f"{ROOMS}/{made['room_id']}")).json()["room"]["title"] == "改题"


async def test_venues_are_reminded_once(
    who: As, clock: FakeClock, gis_app: Any, door: Database
) -> None:
    made = await booked(await who("commander"), clock, reminder_minutes=30)
    runtime = gis_app.state.runtime
    await remind(runtime)
    clock.advance(minutes=91)
    await remind(runtime)
    await remind(runtime)
    kinds = [each.kind for each in await facts(door, made["id"])]
    assert kinds == ["meeting.booked", "meeting.reminded"]
    clock.advance(hours=3, seconds=STAYS_ON_BOARDS.total_seconds())
    await remind(runtime)
    last = (await facts(door, made["id"]))[-1]
    assert (last.kind, last.state) == ("meeting.cleared", None)
    assert (await facts(door, made["room_id"]))[-1].kind == "room.closed"


async def test_the_calendar_file_is_read_by_calendars(who: As, clock: FakeClock) -> None:
    commander = await who("commander")
    made = await booked(commander, clock, title="会商；第一次, 雨\\情", reminder_minutes=20)
    answer = await commander.get(f"{PATH}/{made['id']}/calendar")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "会商；第一次, 雨\\情"
    assert event["dtstart"].dt.isoformat()[:19] == made["starts_at"][:19]
    assert f"/meet/{made['room_id']}" in str(event["description"])
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(minutes=-20)
    cancelled = await commander.post(f"{PATH}/{made['id']}/cancel")
    assert cancelled.json()["state"] == "cancelled"
    again = await commander.post(f"{PATH}/{made['id']}/cancel")
    assert again.status_code == 200
    (event,) = Calendar.from_ical(
        (await commander.get(f"{PATH}/{made['id']}/calendar")).content
    ).walk("VEVENT")
    assert (str(event["status"]), int(event["sequence"])) == ("CANCELLED", 1)
    over = await commander.patch(
        f"{PATH}/{made['id']}", json={"title": "x"}, headers={"If-Match": '"2"'}
    )
    problem(over, 409, "meeting-over")


BAD: list[Json] = [
    {"ends_at": "2020-01-01T00:00:00Z"},
    {"ends_at": "2026-07-01T00:00:00"},
    {"starts_at": "0001-01-01T00:00:00+14:00"},
    {"title": "a\u0000"},
    {"agenda": "x" * 2001},
    {"reminder_minutes": -1},
    {"venues": [str(new_id())]},
    {"state": "held"},
]


@pytest.mark.parametrize("body", BAD)
async def test_what_cannot_be_a_meeting_is_refused(who: As, clock: FakeClock, body: Json) -> None:
    commander = await who("commander")
    starts = clock.now() + timedelta(hours=1)
    whole = {
        "title": "x",
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=1)).isoformat(),
    }
    assert (await commander.post(PATH, json=whole | body)).status_code == 422
