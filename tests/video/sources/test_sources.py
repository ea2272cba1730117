"""Sources over HTTP: kept, looked at, alarmed about once, shown to whom they may be."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import av
import numpy as np
import pytest
from PIL import Image

from kernel.api import NIL, Database, ReadFact, Runtime, SystemClock, system, tokens
from tests.harness.camera import StandIn, camera
from tests.harness.clock import FakeClock
from tests.harness.media import audio_section, offer_text, video_section
from tests.registry.answers import facts, problem
from tests.video.sources.conftest import SOURCES, As, Client, Json, added, cameras
from video.media.process import MediaProcess
from video.sources import following, looks, queries, rights


@pytest.fixture
async def runtime(gis_app: object) -> Runtime:
    return gis_app.state.runtime  # type: ignore[attr-defined,no-any-return]


async def test_a_source_is_kept_and_its_address_is_told_to_nobody_else(
    who: As, door: Database
) -> None:
    commander, east, wall = await who("commander"), await who("east"), await who("wall")
    spot = (await cameras(commander))["camera1"]
    secret = {"username": "viewer", "password": "geheim-123"}
    made = await added(
        commander, kind="rtsp", camera_id=spot["id"], address="rtsp://127.0.0.1/1", **secret
    )
    assert (made["state"], made["organisation"]["code"]) == ("unknown", "990001")
    assert (made["address"], made["has_credentials"]) == ("rtsp://127.0.0.1/1", True)
    assert made["camera"]["name"]["zh"] == "东桥球机"
    path = f"{SOURCES}/{made['id']}"
    for client in (east, wall):
        seen = (await client.get(path)).json()
        assert (seen["address"], seen["detail"], seen["has_credentials"]) == (None, None, None)
    assert (await (await who("west")).get(path)).status_code == 404
    changed = await commander.patch(path, json={"zh": "东桥"}, headers={"If-Match": '"1"'})
    assert (changed.json()["zh"], changed.json()["has_credentials"]) == ("东桥", True)
    assert (await commander.delete(path)).status_code == 204
    assert (await east.get(SOURCES)).json()["items"] == []
    assert (await commander.post(f"{path}/restore")).json()["removed_at"] is None
    told = await facts(door, made["id"])
    assert [fact.kind for fact in told] == [
        "source.added", "source.changed", "source.removed", "source.added",
    ]  # fmt: skip
    assert "geheim" not in str([dict(fact.state or {}) for fact in told])
    assert "127.0.0.1" not in str([dict(fact.state or {}) for fact in told])
    async with door.reading(system("test")) as tx:
        secrets = "select count(*) from video.source_secret where source_id = :id"
        assert await tx.value(secrets, id=made["id"]) == 1


async def test_what_a_source_may_not_be_is_said(who: As) -> None:
    commander, fire, east = await who("commander"), await who("fire"), await who("east")
    camera1 = (await cameras(commander))["camera1"]["id"]
    rtsp = {"kind": "rtsp", "zh": "x", "en": "x", "address": "rtsp://127.0.0.1/1"}
    refusals: list[tuple[Client, Json, int, str]] = [
        (commander, rtsp, 422, "camera-address"),  # not an address of the root's own
        (fire, rtsp | {"address": "rtsp://10.8.0.1/"}, 422, "camera-address"),
        (fire, rtsp | {"address": "http://10.9.0.1/"}, 422, "camera-address"),
        (fire, rtsp | {"address": "rtsp://a:b@10.9.0.1/"}, 422, "camera-address"),
        (fire, {"kind": "rtsp", "zh": "x", "en": "x"}, 422, "invalid"),
        (fire, {"kind": "whip", "zh": "x", "en": "x", "address": rtsp["address"]}, 422, "invalid"),
        (fire, {"kind": "whip", "zh": "x", "en": "x", "username": "x"}, 422, "invalid"),
        (fire, {"kind": "file", "zh": "x", "en": "x", "file_id": camera1}, 422, "invalid"),
        (fire, {"kind": "whip", "zh": "x", "en": "x", "camera_id": camera1}, 422, "invalid"),
        (fire, {"kind": "whip", "zh": "\x00", "en": "x"}, 422, "invalid"),
        (fire, {"kind": "x", "zh": "x", "en": "x"}, 422, "invalid"),
        (east, {"kind": "whip", "zh": "x", "en": "x"}, 403, "forbidden"),
    ]
    for client, body, status, code in refusals:
        problem(await client.post(SOURCES, json=body), status, code)
    await added(commander, camera_id=camera1)
    answer = await commander.post(
        SOURCES, json={"kind": "whip", "zh": "x", "en": "x", "camera_id": camera1}
    )
    assert problem(answer, 409, "camera-taken") == ["/camera_id"]


async def test_looks_show_a_picture_and_tell_of_a_fault_once(
    who: As, door: Database, runtime: Runtime, clock: FakeClock
) -> None:
    commander, wall = await who("commander"), await who("wall")
    spot = (await cameras(commander))["camera1"]
    async with camera(StandIn(password="pw")) as it:
        made = await added(
            commander, kind="rtsp", camera_id=spot["id"], username="viewer", password="pw",
            address=it.url(),
        )  # fmt: skip
        path = f"{SOURCES}/{made['id']}"
        problem(await wall.get(f"{path}/snapshot"), 404, "not-found")
        await looks.look(runtime)
        seen = (await wall.get(path)).json()
        assert seen["state"] == "online"
        assert (seen["picture"]["codec"], seen["picture"]["width"]) == ("H264", 640)
        picture = await wall.get(f"{path}/snapshot")
        assert picture.headers["content-type"] == "image/jpeg"
        assert picture.content[:2] == b"\xff\xd8"
        etag = {"If-None-Match": picture.headers["etag"]}
        assert (await wall.get(f"{path}/snapshot", headers=etag)).status_code == 304
        assert (await (await who("west")).get(f"{path}/snapshot")).status_code == 404
        still = await commander.post(f"{path}/still")
        assert (still.status_code, still.json()["width"]) == (201, 640)
    for _ in range(4):
        clock.advance(minutes=6)
        await looks.look(runtime)
    gone = (await commander.get(path)).json()
    assert (gone["state"], gone["reason"]) == ("offline", "no-answer")
    assert gone["detail"]
    raised = (await commander.get("/api/alarms")).json()["items"]
    assert [(each["kind"], each["count"]) for each in raised] == [("cameras-offline", 1)]
    assert "东区 1 路" in raised[0]["zh"]
    answer = await commander.patch(
        path, json={"paused": True}, headers={"If-Match": f'"{gone["version"]}"'}
    )
    assert answer.json()["state"] == "unknown"
    assert (await commander.get("/api/alarms")).json()["items"] == []
    kinds = [fact.kind for fact in await facts(door, made["id"])]
    assert kinds == ["source.added", "source.online", "source.offline", "source.changed"]
    problem(await commander.post(f"{path}/still"), 409, "source-resting")


async def followed(door: Database, resource: str) -> None:
    """Let sources follow what happened to a resource."""
    fact = ReadFact(
        1, "resource.changed", "resources", UUID(resource), 2, [], None, None, {}, None, NIL
    )
    async with door.transaction(system("test")) as tx:
        await following.follow_camera(tx, fact)


async def test_a_restricted_camera_takes_its_source_along(
    who: As, codes: dict[str, str], door: Database
) -> None:
    """Nobody but its posts sees camera, source, picture, or that there is one, by any door."""
    commander, sysadmin, east = await who("commander"), await who("sysadmin"), await who("east")
    spot = (await cameras(commander))["camera1"]
    made = await added(commander, camera_id=spot["id"])
    posts = [str(codes["990000.sysadmin"]), str(codes["990000.commander"])]
    path = f"/api/resources/{spot['id']}"
    restrict = {"label": "restricted", "posts": posts}
    version = (await sysadmin.get(path)).headers.get("etag") or '"1"'
    answer = await sysadmin.patch(
        path, json={"label": "restricted", "posts": posts[1:]}, headers={"If-Match": version}
    )
    assert problem(answer, 422, "invalid") == ["/posts"]
    answer = await sysadmin.patch(path, json=restrict, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    for client in (east, await who("operator"), await who("wall")):
        assert (await client.get(path)).status_code == 404
        assert (await client.get(f"{SOURCES}/{made['id']}")).status_code == 404
        assert (await client.get(f"{SOURCES}/{made['id']}/snapshot")).status_code == 404
        offer = {"content": "v=0", "headers": {"content-type": "application/sdp"}}
        assert (await client.post(f"{SOURCES}/{made['id']}/whep", **offer)).status_code == 404
        assert (await client.get(SOURCES)).json()["items"] == []
    assert (await commander.get(f"{SOURCES}/{made['id']}")).json()["camera"]["restricted"]
    fact = (await facts(door, spot["id"]))[-1]
    await followed(door, spot["id"])
    last = (await facts(door, made["id"]))[-1]
    assert (last.kind, last.scope_id) == ("source.changed", fact.scope_id)
    now = (await sysadmin.get(path)).json()["version"]
    answer = await sysadmin.patch(
        path, json={"label": "internal"}, headers={"If-Match": f'"{now}"'}
    )
    assert "posts" not in answer.json()
    await followed(door, spot["id"])
    assert (await east.get(f"{SOURCES}/{made['id']}")).status_code == 200


async def test_a_source_comes_back_to_where_its_camera_is_now(
    who: As, codes: dict[str, str]
) -> None:
    commander, sysadmin, east = await who("commander"), await who("sysadmin"), await who("east")
    spot = (await cameras(commander))["camera1"]
    made = await added(commander, camera_id=spot["id"])
    path, camera_path = f"{SOURCES}/{made['id']}", f"/api/resources/{spot['id']}"
    assert (await commander.delete(path)).status_code == 204

    async def label(change: Json) -> None:
        version = (await sysadmin.get(camera_path)).json()["version"]
        answer = await sysadmin.patch(
            camera_path, json=change, headers={"If-Match": f'"{version}"'}
        )
        assert answer.status_code == 200, answer.text

    posts = [str(codes["990000.sysadmin"]), str(codes["990000.commander"])]
    await label({"label": "restricted", "posts": posts})
    try:
        back = await commander.post(f"{path}/restore")
        assert back.status_code == 200, back.text
        assert (await east.get(path)).status_code == 404
        seen = {"If-Match": f'"{back.json()["version"]}"'}
        assert (await commander.patch(path, json={"zh": "东"}, headers=seen)).status_code == 200
    finally:
        await label({"label": "internal"})


def portrait(path: Path) -> bytes:
    """Return a film of noise, higher than wide: its stills are as large as stills get."""
    noise = np.random.default_rng(1).integers(0, 256, (1280, 720, 3), np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=5, options={"crf": "18", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 720, 1280, "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        container.mux(stream.encode(None))
    return path.read_bytes()


async def test_a_film_higher_than_wide_comes_online_and_a_list_of_films_is_none(
    who: As, runtime: Runtime, tmp_path: Path
) -> None:
    fire = await who("fire")

    async def uploaded(name: str, content: bytes) -> str:
        answer = await fire.post("/api/files", files={"file": (name, content)})
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    names = {"kind": "file", "zh": "x", "en": "x"}
    listing = await uploaded("list.txt", b"ffconcat version 1.0\nfile other.mp4\n")
    answer = await fire.post(SOURCES, json=names | {"file_id": listing})
    assert problem(answer, 422, "invalid") == ["/file_id"]
    film = await uploaded("a.mp4", portrait(tmp_path / "a.mp4"))
    made = await added(fire, **names | {"file_id": film})
    await looks.look(runtime)
    seen = (await fire.get(f"{SOURCES}/{made['id']}")).json()
    assert (seen["state"], seen["reason"]) == ("online", None)
    assert (seen["picture"]["width"], seen["picture"]["height"]) == (720, 1280)
    shown = await fire.get(f"{SOURCES}/{made['id']}/snapshot")
    with Image.open(BytesIO(shown.content)) as image:
        assert image.size == (360, 640)


async def test_what_a_camera_writes_can_be_kept(who: As, runtime: Runtime) -> None:
    commander = await who("commander")
    spot = (await cameras(commander))["camera1"]
    async with camera(StandIn(instead="500 Out\0 of order")) as it:
        made = await added(commander, kind="rtsp", camera_id=spot["id"], address=it.url())
        async with runtime.db.reading(system("test")) as tx:
            row = await queries.one(tx, UUID(made["id"]))
        seen = await looks.looked_at(runtime, row, looks.LONG)
    assert seen.reason == "refused"
    assert "\0" not in (seen.detail or "\0")


async def test_why_an_address_is_refused_its_keepers_alone_are_told(
    who: As, door: Database
) -> None:
    commander, wall = await who("commander"), await who("wall")
    spot = (await cameras(commander))["camera1"]
    made = await added(commander, kind="rtsp", camera_id=spot["id"], address="rtsp://127.0.0.1/1")
    async with door.transaction(system("test")) as tx:
        moved = "update video.source set address = 'rtsp://192.0.2.9/1' where id = :id"
        await tx.run(moved, id=made["id"])
    sent = {"content": "v=0", "headers": {"content-type": "application/sdp"}}
    answer = await wall.post(f"{SOURCES}/{made['id']}/whep", **sent)
    problem(answer, 409, "no-picture")
    assert "192.0.2" not in answer.text


async def test_offers_are_sdp_of_some_size(who: As) -> None:
    commander = await who("commander")
    made = await added(commander)
    path = f"{SOURCES}/{made['id']}/whep"
    problem(await commander.post(path, json={}), 415, "unsupported-media")
    for content in (b"", b"x" * 70_000, b"\xff\xfe"):
        sent = {"content": content, "headers": {"content-type": "application/sdp"}}
        problem(await commander.post(path, **sent), 422, "bad-offer")
    sent = {"content": "v=0", "headers": {"content-type": "application/sdp"}}
    problem(await commander.post(f"{SOURCES}/{made['id']}/whip", **sent), 409, "source-resting")
    missing = f"{path}/{made['id']}"
    assert (await commander.delete(missing)).status_code == 204  # gone is gone
    problem(await commander.delete(f"{SOURCES}/{NIL}/whep/{NIL}"), 404, "not-found")


async def test_whoever_loses_the_right_loses_the_picture(who: As, runtime: Runtime) -> None:
    """Through the engine itself: one who may watch stays, one who may not any more is let go."""
    commander, wall = await who("commander"), await who("wall")
    made = await added(commander)
    room = UUID(made["id"])
    process = MediaProcess(runtime.settings, runtime.redis, SystemClock())
    await process.start()
    try:
        peers = []
        for client in (commander, wall):
            offer = offer_text([video_section("recvonly"), audio_section("recvonly")])
            sent = {"content": offer, "headers": {"content-type": "application/sdp"}}
            answer = await client.post(f"{SOURCES}/{made['id']}/whep", **sent)
            assert answer.status_code == 201, answer.text
            assert answer.headers["content-type"].startswith("application/sdp")
            peers.append(answer.headers["location"])
        viewers = [UUID(place.rsplit("/", 1)[1]) for place in peers]
        await rights.look(runtime)
        stats = await process.engine.stats(room)
        assert {each.viewer for each in stats.viewers} == set(viewers)
        problem(await wall.delete(peers[0]), 404, "not-found")
        assert (await wall.delete("/api/session")).status_code == 204
        await rights.look(runtime)
        stats = await process.engine.stats(room)
        assert [each.viewer for each in stats.viewers] == viewers[:1]
        await runtime.redis.flushall()  # what Redis forgets is known all the same
        await process._beat()
        await runtime.redis.delete("media:emptied")
        await rights.look(runtime)
        assert len((await process.engine.stats(room)).viewers) == 1
        assert (await commander.delete(peers[0])).status_code == 204
        assert (await process.engine.stats(room)).viewers == ()
    finally:
        await process.stop()


async def test_what_a_token_opened_ends_with_it_and_a_paused_source_takes_nothing(
    who: As, nobody: Client, door: Database, runtime: Runtime
) -> None:
    commander = await who("commander")
    shown, filled = await added(commander), await added(commander, kind="whip")
    account = UUID((await commander.get("/api/session")).json()["account"]["id"])
    may = frozenset({"video.watch", "video.publish"})
    async with door.transaction(system("test")) as tx:
        token = await tokens.issue(tx, account, "wall", permissions=may, days=1)
    sdp = {"content-type": "application/sdp", "authorization": f"Bearer {token['token']}"}
    process = MediaProcess(runtime.settings, runtime.redis, SystemClock())
    await process.start()
    try:
        offers = (
            (shown, "whep", [video_section("recvonly"), audio_section("recvonly")]),
            (filled, "whip", [video_section("sendonly", 7)]),
        )
        for source, way, sections in offers:
            path = f"{SOURCES}/{source['id']}/{way}"
            answer = await nobody.post(path, content=offer_text(sections), headers=sdp)
            assert answer.status_code == 201, answer.text
        await rights.look(runtime)
        assert len((await process.engine.stats(UUID(shown["id"]))).viewers) == 1
        answer = await commander.patch(
            f"{SOURCES}/{filled['id']}", json={"paused": True}, headers={"If-Match": '"1"'}
        )
        assert answer.status_code == 200, answer.text
        await rights.look(runtime)
        assert (await process.engine.stats(UUID(filled["id"]))).sources == ()
        async with door.transaction(system("test")) as tx:
            assert await tokens.revoke(tx, token["id"])
        await rights.look(runtime)
        assert (await process.engine.stats(UUID(shown["id"]))).viewers == ()
    finally:
        await process.stop()
