"""Live pictures of phones over HTTP: a link shows its own incident, to those who may see it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from command.phones.following import follow_link
from command.phones.following import look as links_look
from kernel.api import NIL, Database, ReadFact, Runtime, Settings, SystemClock, new_id, system
from tests.harness.clock import FakeClock
from tests.harness.media import SendingPeer, audio_section, video_section
from tests.incidents.conftest import As, Client, done, opened, received, stranger
from tests.registry.answers import facts
from video.media.process import MediaProcess
from video.phones import jobs, rules
from video.recordings.following import follow as recordings_follow
from video.rooms import brought
from video.sources import looks, rights

__all__ = ["stranger"]
Json = dict[str, Any]
MINE = "/api/phones/mine"
SDP = {"content-type": "application/sdp"}


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Settings with a media process on this machine."""
    return settings.model_copy(update={"media_ports": "50000-59999", "media_address": "127.0.0.1"})


@pytest.fixture
def runtime(app: FastAPI) -> Runtime:
    found: Runtime = app.state.runtime
    return found


@pytest.fixture
async def phone(app: FastAPI) -> AsyncIterator[Client]:
    """A witness's phone."""
    async with Client(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
async def media(runtime: Runtime) -> AsyncIterator[MediaProcess]:
    """A media process."""
    process = MediaProcess(runtime.settings, runtime.redis, SystemClock())
    await process.start()
    yield process
    await process.stop()


async def linked(desk: Client, phone: Client, **about: Any) -> Json:
    """Send a link to a phone, which opens it."""
    link: Json = await done(desk, "/api/links", about)
    token = link["url"].removeprefix("/r/#")
    answer = await phone.post("/api/links/exchange", json={"token": token})
    assert answer.status_code == 204, answer.text
    return link


async def begun(client: Client, **more: Any) -> Json:
    """Press the button; return how it stands."""
    found: Json = await done(client, MINE, {"take": str(new_id())} | more)
    return found


async def sends(client: Client, source: str) -> SendingPeer:
    """Send numbered pictures and sound to a source."""
    peer = SendingPeer()
    sections = [
        audio_section("sendonly", peer.audio_ssrc),
        video_section("sendonly", peer.ssrcs[0]),
    ]
    path = f"/api/video/sources/{source}/whip"
    answer = await client.post(path, content=await peer.offer(sections), headers=SDP)
    assert answer.status_code == 201, answer.text
    await peer.connect(answer.text)
    peer.run()
    return peer


async def listed(client: Client, incident: Json) -> list[Json]:
    answer = await client.get("/api/phones", params={"incident_id": incident["id"]})
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["items"]
    return found


async def refused(answer: httpx.Response, status: int, code: str) -> Json:
    found: Json = answer.json()
    assert (answer.status_code, found["code"]) == (status, code), answer.text
    return found


async def told(db: Database, link: str, kind: str) -> None:
    """Let phones follow what happened to a link."""
    fact = ReadFact(1, kind, "links", UUID(link), 2, [], None, None, {}, None, NIL)
    async with db.transaction(system("test")) as tx:
        await follow_link(tx, fact)


async def test_a_witness_shows_what_it_was_sent_for_and_the_desk_sees_it(
    as_: As, phone: Client, media: MediaProcess, runtime: Runtime, clock: FakeClock
) -> None:
    operator, wall = await as_("operator"), await as_("wall")
    incident = await opened(operator)
    await linked(operator, phone, incident_id=incident["id"])
    before = (await phone.get(MINE)).json()
    assert (before["on"], before["source_id"], before["restricted"]) == (False, None, False)
    assert [each["code"] for each in before["sees"]] == ["440500", "440511"]
    assert await listed(operator, incident) == []
    place = {"lon": 116.7, "lat": 23.4, "accuracy_m": 8}
    await done(phone, "/api/links/current/position", place)
    own = await begun(phone)
    peer = await sends(phone, own["source_id"])
    try:
        engine = media.engine
        source = UUID(own["source_id"])

        async def arrives() -> bool:
            return any(each.layers for each in (await engine.stats(source)).sources)

        while not await arrives():
            await peer.frame()
        clock.advance(seconds=4)
        await looks.look(runtime)
        (card,) = await listed(operator, incident)
        assert card["source"]["state"] == "online"
        assert card["source"]["phone"]["incident_id"] == incident["id"]
        assert (card["place"], card["may_end"]) == ({"lon": 116.7, "lat": 23.4}, True)
        (seen,) = await listed(wall, incident)
        assert (seen["place"], seen["may_end"]) == (None, False)
        told_there = (await operator.get(f"/api/incidents/{incident['id']}/timeline")).json()
        assert "phone.started" in {fact["kind"] for fact in told_there["items"]}
        # Boards that look for phones alone hold no cameras.
        assert {each.topic for each in await facts(runtime.db, source)} == {"phones"}
        viewer = SendingPeer(audio=False)
        offer = await viewer.offer([video_section("recvonly")])
        path = f"/api/video/sources/{source}/whep"
        watched = await wall.post(path, content=offer, headers=SDP)
        assert watched.status_code == 201, watched.text
        await viewer.connect(watched.text)
        now = (await phone.get(MINE)).json()
        assert (now["on"], now["arrives"], now["watching"]) == (True, True, 1)
        await viewer.close()
        await done(operator, "/api/video/recordings", {"source_id": str(source), "minutes": 5})
        assert (await phone.get(MINE)).json()["recorded"]
        found = (await operator.get("/api/video/recordings")).json()["items"]
        assert found[0]["incident_id"] == incident["id"]
        await rights.look(runtime)
        assert await arrives()
        await refused(await wall.post(f"/api/phones/{source}/end"), 403, "forbidden")
        assert (await operator.post(f"/api/phones/{source}/end")).status_code == 204
        assert not await arrives()
        assert await listed(operator, incident) == []
        assert (await phone.get(MINE)).json()["why_ended"] == "desk"
    finally:
        await peer.close()


async def test_an_ended_picture_begins_again_only_by_hand(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    await linked(operator, phone, incident_id=incident["id"])
    first, second = str(new_id()), str(new_id())
    own = await begun(phone, take=first)
    assert (await begun(phone, take=first))["source_id"] == own["source_id"]
    assert (await begun(phone, take=second))["source_id"] == own["source_id"]
    problem = await refused(await phone.post(MINE, json={"take": first}), 409, "phone-ended")
    assert problem["why"] == "replaced"
    await operator.post(f"/api/phones/{own['source_id']}/end")
    problem = await refused(await phone.post(MINE, json={"take": second}), 409, "phone-ended")
    assert problem["why"] == "desk"
    assert (await begun(phone))["on"]
    assert len(await listed(operator, incident)) == 1
    assert (await phone.delete(MINE)).status_code == 204
    assert (await phone.get(MINE)).json()["why_ended"] == "sender"
    assert await listed(operator, incident) == []


async def test_a_link_sends_to_its_own_picture_alone(
    as_: As, phone: Client, stranger: Client
) -> None:
    operator, commander = await as_("operator"), await as_("commander")
    incident = await opened(operator)
    await linked(operator, phone, incident_id=incident["id"])
    await linked(operator, stranger, incident_id=incident["id"])
    theirs = (await begun(stranger))["source_id"]
    form = {"kind": "whip", "zh": "x", "en": "x"}
    encoder = (await done(commander, "/api/video/sources", form))["id"]
    for source in (theirs, encoder, str(new_id())):
        path = f"/api/video/sources/{source}/whip"
        await refused(await phone.post(path, content="v=0", headers=SDP), 404, "not-found")
    path = f"/api/video/sources/{theirs}/whip"
    await refused(await commander.post(path, content="v=0", headers=SDP), 404, "not-found")
    body = {"take": str(new_id()), "incident_id": incident["id"]}
    await refused(await phone.post(MINE, json=body), 422, "invalid")
    shown = f"/api/phones?incident_id={incident['id']}"
    for door in (shown, "/api/video/sources", f"/api/video/sources/{theirs}"):
        await refused(await phone.get(door), 403, "forbidden")
    await refused(await phone.post(f"/api/phones/{theirs}/end"), 403, "forbidden")
    assert (
        await phone.post(f"/api/video/sources/{theirs}/whep", content="v=0", headers=SDP)
    ).status_code == 403


async def test_a_restricted_incident_restricts_the_picture(
    as_: As, phone: Client, db: Database
) -> None:
    commander, fire, operator = await as_("commander"), await as_("fire"), await as_("operator")
    post = (await commander.get("/api/session")).json()["posts"][0]["id"]
    incident = await opened(commander, label="restricted", posts=[post])
    await linked(commander, phone, incident_id=incident["id"])
    own = await begun(phone)
    assert own["restricted"]
    # Who works on it is not told to its caller.
    assert [each["code"] for each in own["sees"]] == ["440500"]
    assert len(await listed(commander, incident)) == 1
    for client in (fire, operator):
        assert await listed(client, incident) == []
        path = f"/api/video/sources/{own['source_id']}"
        assert (await client.get(path)).status_code == 404
        ended = await client.post(f"/api/phones/{own['source_id']}/end")
        assert ended.status_code in (403, 404)
    answer = await phone.post(
        f"/api/video/sources/{own['source_id']}/whip", content="v=0", headers=SDP
    )
    assert answer.status_code in (422, 503), answer.text


async def test_a_picture_moves_with_its_link_to_an_incident(
    as_: As, phone: Client, db: Database, runtime: Runtime, media: MediaProcess
) -> None:
    operator = await as_("operator")
    report = await received(operator)
    link = await linked(operator, phone, report_id=report["id"])
    own = await begun(phone)
    answer = await operator.get("/api/phones", params={"report_id": report["id"]})
    assert [each["source"]["id"] for each in answer.json()["items"]] == [own["source_id"]]
    body = {"source_id": own["source_id"], "minutes": 5}
    recording = await done(operator, "/api/video/recordings", body)
    incident = await opened(operator, reports=[report["id"]])
    await told(db, link["id"], "link.bound")
    (card,) = await listed(operator, incident)
    assert card["source"]["phone"]["report_id"] == report["id"]
    # What was recorded before there was an incident is kept with it.
    await recordings_follow(runtime)
    found = (await operator.get(f"/api/video/recordings/{recording['id']}")).json()["recording"]
    assert found["incident_id"] == incident["id"]


async def test_a_picture_ends_with_its_link(
    as_: As, phone: Client, stranger: Client, db: Database, runtime: Runtime,
    media: MediaProcess, clock: FakeClock,
) -> None:  # fmt: skip
    operator = await as_("operator")
    incident = await opened(operator)
    link = await linked(operator, phone, incident_id=incident["id"])
    await linked(operator, stranger, incident_id=incident["id"], minutes=10)
    peers = [await sends(each, (await begun(each))["source_id"]) for each in (phone, stranger)]
    try:
        assert [each.holder[:5] for each in await media.engine.peers()] == ["link:", "link:"]
        await operator.delete(f"/api/links/{link['id']}")
        await told(db, link["id"], "link.withdrawn")
        await jobs.look(runtime)
        assert len(await media.engine.peers()) == 1
        assert (await phone.post(MINE, json={"take": str(new_id())})).status_code == 401
        clock.advance(minutes=11)
        await jobs.look(runtime)
        assert await media.engine.peers() == ()
        assert await listed(operator, incident) == []
        assert (await stranger.get(MINE)).status_code == 401
    finally:
        for peer in peers:
            await peer.close()


async def test_a_crew_shows_an_incident_it_sees_and_may_come_back_after_silence(
    as_: As, runtime: Runtime, clock: FakeClock, organisations: dict[str, UUID]
) -> None:
    operator, crew = await as_("operator"), await as_("field01")
    wall = await as_("wall")
    one, other = await opened(operator), await opened(operator)
    for each in (one, other):
        fire = {"add": [str(organisations["fire"])]}
        await done(operator, f"/api/incidents/{each['id']}/assign", fire)
    take = str(new_id())
    first = await begun(crew, take=take, incident_id=one["id"])
    second = await begun(crew, incident_id=other["id"])
    assert first["source_id"] != second["source_id"]
    (card,) = await listed(operator, one)
    assert (card["sender"], card["place"]) == ("account", None)
    clock.advance(minutes=5)
    mine = (await crew.get(MINE, params={"incident_id": one["id"]})).json()
    assert mine["ends_at"] == first["ends_at"]
    await refused(await crew.post(MINE, json={"take": take}), 422, "invalid")
    nowhere = {"take": take, "incident_id": str(new_id())}
    await refused(await crew.post(MINE, json=nowhere), 422, "invalid")
    await refused(
        await wall.post(MINE, json={"take": take, "incident_id": one["id"]}), 403, "forbidden"
    )
    clock.advance(minutes=11)
    await jobs.look(runtime)
    assert await listed(operator, one) == []
    mine = (await crew.get(MINE, params={"incident_id": one["id"]})).json()
    assert mine["why_ended"] == "silent"
    assert (await begun(crew, take=take, incident_id=one["id"]))["on"]


async def test_a_link_withdrawn_while_it_begins_does_not_begin(
    as_: As, phone: Client, db: Database
) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    link = await linked(operator, phone, incident_id=incident["id"])
    await begun(phone)
    async with db.transaction(system("test")) as tx:
        await tx.run("select id from incidents.link where id = :id for update", id=link["id"])
        start = asyncio.create_task(phone.post(MINE, json={"take": str(new_id())}))
        waits = (
            "select exists(select from pg_locks l where not l.granted "
            "and pg_backend_pid() = any(pg_blocking_pids(l.pid)))"
        )
        while not start.done() and not await tx.value(waits):
            pass
        await tx.run(
            "update incidents.link set withdrawn_at = :now where id = :id",
            now=tx.now,
            id=link["id"],
        )
    await refused(await start, 401, "not-signed-in")


async def test_what_a_link_shows_that_is_no_longer_good_is_ended(
    as_: As, phone: Client, stranger: Client, db: Database, runtime: Runtime
) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    gone = await linked(operator, phone, incident_id=incident["id"])
    good = await linked(operator, stranger, incident_id=incident["id"])
    await begun(phone)
    await begun(stranger)
    async with db.transaction(system("test")) as tx:
        await tx.run(
            "update incidents.link set withdrawn_at = :now where id = :id",
            now=tx.now,
            id=gone["id"],
        )
    await links_look(runtime)
    (left,) = await listed(operator, incident)
    assert left["sender_id"] == good["id"]


async def test_a_phone_begins_so_often_a_minute(as_: As, phone: Client, clock: FakeClock) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    await linked(operator, phone, incident_id=incident["id"])
    for _ in range(rules.MOST_BEGUN):
        last = await begun(phone)
    answer = await phone.post(MINE, json={"take": str(new_id())})
    await refused(answer, 429, "rate-limited")
    assert int(answer.headers["retry-after"]) > 0
    assert (await begun(phone, take=last["take"]))["on"]
    clock.advance(minutes=1)
    assert (await begun(phone))["on"]


async def test_a_merged_incident_keeps_its_caller(as_: As, phone: Client) -> None:
    operator = await as_("operator")
    mine, other = await opened(operator), await opened(operator)
    await linked(operator, phone, incident_id=mine["id"])
    own = await begun(phone)
    await done(operator, f"/api/incidents/{mine['id']}/merge", {"into": other["id"]})
    for each in (mine, other):
        (card,) = await listed(operator, each)
        assert (card["source"]["id"], card["may_end"]) == (own["source_id"], True)
    await done(operator, f"/api/incidents/{mine['id']}/unmerge", {"reason": "不同"})
    assert await listed(operator, other) == []
    assert len(await listed(operator, mine)) == 1


async def meeting_with(commander: Client, jinping: Client, venue: UUID) -> str:
    """Let both meet; the commander chairs. Return the path of the room."""
    body = {"title": "会商", "venues": [str(venue)]}
    path = f"/api/video/rooms/{(await done(commander, '/api/video/rooms', body))['id']}"
    for each in (commander, jinping):
        await done(each, f"{path}/enter", {"page": str(new_id())})
    return path


async def test_a_restricted_phone_is_the_chairs_to_bring_and_no_meeting_keeps_it(
    as_: As, phone: Client, stranger: Client, db: Database, organisations: dict[str, UUID]
) -> None:
    commander, jinping = await as_("commander"), await as_("jinping")
    posts = [
        (await each.get("/api/session")).json()["posts"][0]["id"] for each in (commander, jinping)
    ]
    hidden = await opened(commander, label="restricted", posts=posts)
    await linked(commander, phone, incident_id=hidden["id"])
    await linked(commander, stranger, incident_id=(await opened(commander))["id"])
    secret, plain = (await begun(phone))["source_id"], (await begun(stranger))["source_id"]
    path = await meeting_with(commander, jinping, organisations["440511"])
    answer = await jinping.post(f"{path}/sources", json={"source_id": secret})
    await refused(answer, 403, "not-chair")
    await done(jinping, f"{path}/sources", {"source_id": plain})
    one = await done(commander, f"{path}/sources", {"source_id": secret})
    room = path.rpartition("/")[2]
    async with db.reading(system("test")) as tx:
        assert await brought.of_restricted(tx, UUID(room)) == [UUID(one["id"])]
    before = (await stranger.get(MINE)).json()
    assert (before["in_meeting"], before["recorded"]) == (True, False)
    recording = await done(commander, "/api/video/recordings", {"room_id": room})
    # The phone is told what the meeting keeps of it.
    assert (await stranger.get(MINE)).json()["recorded"]
    assert not (await phone.get(MINE)).json()["recorded"]
    await done(commander, f"/api/video/recordings/{recording['id']}/stop")
    assert not (await stranger.get(MINE)).json()["recorded"]


async def test_what_a_phone_shows_is_no_source_to_change(as_: As, phone: Client) -> None:
    commander = await as_("commander")
    incident = await opened(commander)
    await linked(commander, phone, incident_id=incident["id"])
    path = f"/api/video/sources/{(await begun(phone))['source_id']}"
    source = await commander.get(path)
    assert source.json()["may_manage"] is False
    seen = {"If-Match": f'"{source.json()["version"]}"'}
    paused = await commander.patch(path, json={"paused": True}, headers=seen)
    await refused(paused, 409, "phone-source")
    await refused(await commander.delete(path), 409, "phone-source")
    assert (await phone.delete(MINE)).status_code == 204
    await refused(await commander.post(f"{path}/restore"), 409, "phone-source")
    assert await listed(commander, incident) == []
