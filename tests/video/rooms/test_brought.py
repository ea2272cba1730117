"""Cameras in a meeting: who may bring them, who sees them, when they go."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, SystemClock, new_id, system
from tests.harness.media import offer_text, video_section
from tests.registry.answers import facts, problem
from tests.video.rooms.conftest import ROOMS, As, Client, Json, done, entered, made
from tests.video.sources.conftest import SOURCES, added, cameras
from video.media.process import MediaProcess
from video.rooms import brought as register
from video.rooms import rules
from video.rooms.presence import look
from video.rooms.rights import look as rights

Meeting = dict[str, Any]


async def brought(client: Client, meeting: Meeting, source: Json) -> Json:
    """Bring a source into the meeting."""
    return await done(client, f"{meeting['path']}/sources", {"source_id": source["id"]}, 201)


async def shown(client: Client, meeting: Meeting) -> list[str]:
    """Return the sources a client is told of."""
    view = (await client.get(meeting["path"])).json()
    return [each["id"] for each in view["sources"]]


async def test_a_camera_is_brought_by_whoever_may_watch_it_and_seen_by_all(
    who: As, meeting: Meeting, door: Database
) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/sources"
    mine = await added(commander, zh="指挥大厅")
    body = {"source_id": mine["id"]}
    assert (await east.get(f"{SOURCES}/{mine['id']}")).status_code == 404
    assert problem(await east.post(path, json=body), 422, "invalid") == ["/source_id"]
    unknown = await east.post(path, json={"source_id": str(new_id())})
    assert problem(unknown, 422, "invalid") == ["/source_id"]
    problem(await (await who("west")).post(path, json=body), 404, "not-found")
    one = await brought(commander, meeting, mine)
    assert (one["zh"], one["added_by"]["name"]) == ("指挥大厅", commander_name(meeting))
    assert (await brought(commander, meeting, mine))["id"] == one["id"]
    assert await shown(east, meeting) == [one["id"]]
    (fact,) = await facts(door, one["id"])
    assert (fact.kind, str(fact.state["added_by"]["id"])) == (
        "room-source.added", meeting["chair"]["account_id"],
    )  # fmt: skip
    await done(commander, f"{meeting['path']}/stage", {"main_source": one["id"]})
    problem(await east.delete(f"{path}/{one['id']}"), 403, "not-chair")
    gone = await commander.delete(f"{path}/{one['id']}")
    assert gone.json()["why_removed"] == "removed"
    view = (await east.get(meeting["path"])).json()
    assert (view["sources"], view["room"]["main_source"]) == ([], meeting["chair"]["id"])
    problem(await commander.delete(f"{path}/{new_id()}"), 404, "not-found")
    assert [each.kind for each in await facts(door, one["id"])][-1] == "room-source.removed"


def commander_name(meeting: Meeting) -> str:
    """Return what the chair is called."""
    return str(meeting["chair"]["name"])


async def test_a_speaker_brings_its_own_and_takes_it_out_a_listener_nothing(
    meeting: Meeting,
) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/sources"
    camera = (await cameras(commander))["camera1"]
    hers = await added(commander, camera_id=camera["id"])
    one = await brought(east, meeting, hers)
    assert (await east.delete(f"{path}/{one['id']}")).status_code == 200
    await done(east, f"{meeting['path']}/leave", {"page": meeting["venue"]["page"]})
    problem(await east.post(path, json={"source_id": hers["id"]}), 409, "not-in-room")
    await entered(east, meeting["room"])
    her = f"{meeting['path']}/participants/{meeting['venue']['id']}"
    await done(commander, her, {"role": "listener"})
    problem(await east.post(path, json={"source_id": hers["id"]}), 403, "not-chair")
    await commander.delete(f"{SOURCES}/{hers['id']}")
    problem(await commander.post(path, json={"source_id": hers["id"]}), 409, "source-resting")


async def test_whom_the_chair_has_silenced_brings_no_sound(meeting: Meeting) -> None:
    commander, east, path = meeting["commander"], meeting["east"], f"{meeting['path']}/sources"
    camera = (await cameras(commander))["camera1"]
    hers = await added(commander, kind="whip", camera_id=camera["id"], sound=True)
    her = f"{meeting['path']}/participants/{meeting['venue']['id']}"
    await done(commander, her, {"silenced": True})
    problem(await east.post(path, json={"source_id": hers["id"]}), 403, "not-chair")
    await done(commander, her, {"silenced": False})
    await brought(east, meeting, hers)
    await commander.delete(f"{SOURCES}/{hers['id']}")


async def test_a_restricted_camera_is_the_chairs_to_bring(
    who: As, meeting: Meeting, codes: dict[str, Any], door: Database
) -> None:
    commander, sysadmin = meeting["commander"], await who("sysadmin")
    spot = (await cameras(commander))["camera1"]
    hidden = await added(commander, camera_id=spot["id"])
    where = f"/api/resources/{spot['id']}"

    async def label(change: Json) -> None:
        version = (await sysadmin.get(where)).json()["version"]
        answer = await sysadmin.patch(where, json=change, headers={"If-Match": f'"{version}"'})
        assert answer.status_code == 200, answer.text

    posts = [str(codes[f"990000.{name}"]) for name in ("sysadmin", "commander")]
    theirs = await made(meeting["east"], venues=[str(codes["990000"])])
    await entered(commander, theirs)
    await label({"label": "restricted", "posts": posts})
    try:
        body = {"source_id": hidden["id"]}
        refused = await meeting["east"].post(f"{meeting['path']}/sources", json=body)
        assert problem(refused, 422, "invalid") == ["/source_id"]
        # The commander stands above: in a room of the east it chairs too, by that alone.
        one = await brought(commander, meeting, hidden)
        assert one["id"] in await shown(meeting["east"], meeting)
        async with door.reading(system("test")) as tx:
            hidden_ones = await register.of_restricted(tx, UUID(meeting["room"]["id"]))
        assert [str(each) for each in hidden_ones] == [one["id"]]
        assert (await meeting["east"].get(f"{SOURCES}/{hidden['id']}")).status_code == 404
    finally:
        await label({"label": "internal"})


async def test_a_room_shows_so_many_and_none_when_it_is_over(meeting: Meeting) -> None:
    commander, path = meeting["commander"], f"{meeting['path']}/sources"
    made_here = [await added(commander) for _ in range(rules.MOST_SOURCES + 1)]
    for each in made_here[:-1]:
        await brought(commander, meeting, each)
    last = {"source_id": made_here[-1]["id"]}
    problem(await commander.post(path, json=last), 409, "room-sources-full")
    await done(commander, f"{meeting['path']}/close")
    assert await shown(commander, meeting) == []
    problem(await commander.post(path, json=last), 409, "room-over")


async def test_the_engine_brings_it_and_it_goes_with_the_right_of_who_brought_it(
    meeting: Meeting, gis_app: Any, door: Database
) -> None:
    runtime, commander = gis_app.state.runtime, meeting["commander"]
    source, phone = await added(commander), await added(commander, kind="whip")
    process = MediaProcess(runtime.settings, runtime.redis, SystemClock())
    await process.start()
    room = UUID(meeting["room"]["id"])
    try:
        ids = {UUID((await brought(commander, meeting, each))["id"]) for each in (source, phone)}
        stats = await process.engine.stats(room)
        assert {each.source for each in stats.sources} == ids
        sent = {"content": offer_text([video_section("recvonly")])}
        sent |= {"headers": {"content-type": "application/sdp"}}
        page = meeting["chair"]["page"]
        answer = await commander.post(f"{meeting['path']}/whep?page={page}", **sent)
        assert answer.status_code == 201, answer.text
        slot = {"slot": 0, "source": str(min(ids)), "layer": "small"}
        filled = await done(commander, f"{meeting['path']}/slots", {"page": page, "slots": [slot]})
        assert filled == {"missing": []}
        await process.engine.close(room, min(ids))  # as after a restart of the media process
        await look(runtime, process.engine, room)
        assert {each.source for each in (await process.engine.stats(room)).sources} == ids
        await rights(runtime)
        assert len(await shown(commander, meeting)) == len(ids)
        await commander.patch(
            f"{SOURCES}/{phone['id']}", json={"paused": True}, headers={"If-Match": '"1"'}
        )
        async with door.transaction(system("test")) as tx:
            await tx.run(
                "update video.room_source set account_id = :nobody where source_id = :id",
                nobody=new_id(),
                id=source["id"],
            )
        await rights(runtime)
        assert await shown(commander, meeting) == []
        await look(runtime, process.engine, room)
        assert (await process.engine.stats(room)).sources == ()
    finally:
        await process.stop()


@pytest.mark.parametrize("way", ["POST", "DELETE"])
async def test_a_guest_sees_what_is_shown_and_brings_nothing(
    nobody: Client, meeting: Meeting, way: str
) -> None:
    commander = meeting["commander"]
    one = await brought(commander, meeting, await added(commander))
    link = await done(commander, f"{meeting['path']}/guests", {"name": "专家"}, 201)
    token = {"token": link["url"].rsplit("#", 1)[1]}
    assert (await nobody.post("/api/video/guests/exchange", json=token)).status_code == 204
    assert await shown(nobody, meeting) == [one["id"]]
    tail, body = ("", {"source_id": one["source_id"]}) if way == "POST" else (f"/{one['id']}", None)
    refused = await nobody.request(way, f"{ROOMS}/{one['room_id']}/sources{tail}", json=body)
    problem(refused, 403, "forbidden" if way == "POST" else "not-chair")
