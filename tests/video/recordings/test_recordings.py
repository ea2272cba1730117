"""Recordings over HTTP: a meeting through a real media process, its films, chapters, ends."""

import asyncio
import hashlib
import io
import os
import shutil
import signal
from datetime import datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import av
import httpx
import pytest

from kernel.api import Settings, new_id, system
from tests.harness.clock import FakeClock
from tests.harness.media import media_process, until
from tests.video.recordings.conftest import (
    RECORDINGS,
    As,
    Json,
    Looked,
    done,
    entered,
    laid,
    made,
    process_of,
    put_away,
    sending,
    started,
    viewed,
)
from tests.video.sources.conftest import added
from video.engine.interface import MediaEngine
from video.film import reading
from video.film.matroska import UNDER_WAY
from video.recordings import queries, shelf
from video.recordings.keeping import keep
from video.recordings.keeping import look as thumbnails

FRAMES = 60


async def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def written(engine: MediaEngine, room: UUID, recording: Json, frames: int) -> None:
    """Wait until so many frames are in films."""
    async with asyncio.timeout(10):
        while True:
            stats = await engine.record(room, UUID(recording["id"]))
            assert stats is not None
            assert stats.fault is None
            if stats.frames >= frames:
                return
            await asyncio.sleep(0.05)


async def test_a_meeting_is_recorded_frame_by_frame(
    meeting: dict[str, Any], engine: MediaEngine, looked: Looked, clock: FakeClock
) -> None:
    commander, room = meeting["commander"], UUID(meeting["room"]["id"])
    clock.advance(seconds=5)
    recording = await started(commander, room_id=str(room))
    assert (recording["state"], recording["kind"], recording["fault"]) == ("running", "room", None)
    view = (await meeting["east"].get(meeting["path"])).json()
    assert view["room"]["recording"]["id"] == recording["id"]  # everybody sees it
    await refused(
        await commander.post(RECORDINGS, json={"room_id": str(room)}), 409, "recording-running"
    )
    sender = await sending(engine, room, meeting["venue"]["id"])
    for _ in range(FRAMES):
        await sender.frame()
        await sender.sound()
        await asyncio.sleep(0.005)
    await written(engine, room, recording, 2 * FRAMES)
    clock.advance(seconds=5)
    await done(commander, f"{meeting['path']}/stage", {"main_source": meeting["venue"]["id"]})
    clock.advance(seconds=5)
    await done(commander, f"{meeting['path']}/decisions", {"text": "转移群众"}, 201)
    clock.advance(seconds=1)
    await done(meeting["east"], f"{meeting['path']}/messages", {"text": "收到"}, 201)
    clock.advance(seconds=5)
    strokes = await sketched(meeting, clock)
    stopped = await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    assert (stopped["state"], stopped["why_ended"]) == ("closing", "stopped")
    view = await put_away(commander, recording, looked, clock)
    frames = {
        track["kind"]: sum(s["frames"] for s in view["segments"] if s["track_id"] == track["id"])
        for track in view["tracks"]
    }
    assert frames == {"video": FRAMES, "audio": FRAMES}
    assert {track["name"] for track in view["tracks"]} == {"东区会场"}
    assert {track["source_id"] for track in view["tracks"]} == {meeting["venue"]["id"]}
    kinds = [each["kind"] for each in view["chapters"]]
    assert [kind for kind in kinds if kind != "answered"] == [
        "recording-started", "main", "layout", "main", "decision", "message", "whiteboard-opened",
        "whiteboard-closed", "recording-stopped",
    ]  # fmt: skip
    answer = await commander.get(f"{RECORDINGS}/{recording['id']}/whiteboards")
    (sheet,) = answer.json()["items"]
    assert [each["id"] for each in sheet["objects"]] == strokes
    first, second = sheet["objects"]
    assert first["drawn_at"] < second["drawn_at"] < first["erased_at"] < sheet["closed_at"]
    assert second["erased_at"] is None
    _, main = (each for each in view["chapters"] if each["kind"] == "main")
    assert (main["name"], main["source_id"]) == ("东区会场", meeting["venue"]["id"])
    assert (await meeting["east"].get(meeting["path"])).json()["room"]["recording"] is None
    await plays(commander, view)
    await sender.close()


async def sketched(meeting: dict[str, Any], clock: FakeClock) -> list[str]:
    """Draw two strokes, erase the first, close the whiteboard; return their ids."""
    commander, page = meeting["commander"], {"page": meeting["chair"]["page"]}
    board, ids = f"{meeting['path']}/whiteboard", [str(new_id()), str(new_id())]
    page["whiteboard_id"] = (await done(commander, board, page | {"ground": "sheet"}, 201))["id"]
    for each in ids:
        clock.advance(seconds=1)
        line = {"id": each, "kind": "line", "points": [[0.1, 0.1], [0.2, 0.2]]}
        await done(commander, f"{board}/objects", page | line, 201)
    clock.advance(seconds=1)
    await done(commander, f"{board}/erase", page | {"objects": ids[:1]})
    clock.advance(seconds=1)
    await done(commander, f"{board}/close", page)
    return ids


async def plays(client: httpx.AsyncClient, view: dict[str, Any]) -> None:
    """Fetch each film whole and in part, and count its frames again."""
    for segment in view["segments"]:
        path = f"{RECORDINGS}/{view['recording']['id']}/segments/{segment['n']}"
        answer = await client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == segment["media_type"]
        with av.open(io.BytesIO(answer.content)) as film:
            found = sum(1 for packet in film.demux(film.streams[0]) if packet.dts is not None)
        assert found == segment["frames"]
        part = await client.get(path, headers={"Range": "bytes=0-99"})
        assert (part.status_code, len(part.content)) == (206, 100)
        tag = {"If-None-Match": answer.headers["etag"]}
        assert (await client.get(path, headers=tag)).status_code == 304
        assert (await client.get(path.replace("segments/", "segments/9"))).status_code == 404


async def test_whoever_sees_the_room_sees_its_recordings_and_nobody_else(
    meeting: dict[str, Any],
    who: As,
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
    gis_app: Any,
) -> None:
    commander, room = meeting["commander"], meeting["room"]["id"]
    settings = gis_app.state.runtime.settings
    recording = await started(commander, room_id=room)
    answer = await meeting["east"].post(RECORDINGS, json={"room_id": room})
    assert answer.status_code == 403  # neither chair nor recorder
    for query in ("", f"?room={room}", "?state=running&from=2026-01-01T00:00:00Z"):
        found = (await meeting["east"].get(f"{RECORDINGS}{query}")).json()["items"]
        assert recording["id"] in {each["id"] for each in found}
    assert (await meeting["east"].get(f"{RECORDINGS}?to=2026-01-01T00:00:00Z")).json()[
        "items"
    ] == []
    stranger = await who("west")
    assert (await stranger.get(f"{RECORDINGS}?room={room}")).json()["items"] == []
    folder, began = shelf.folder(settings, UUID(recording["id"])), clock.now().timestamp()
    laid(folder, began, source=UUID(meeting["venue"]["id"]))
    await looked()
    await thumbnails(gis_app.state.runtime)
    for tail in ("", "/segments/1", "/segments/1/thumbnail"):
        path = f"{RECORDINGS}/{recording['id']}{tail}"
        assert (await meeting["east"].get(path)).status_code == 200
        await refused(await stranger.get(path), 404, "not-found")
    await done(commander, f"{meeting['path']}/close")
    for n in (0, -1, 2**31, 10**30):
        answer = await commander.get(f"{RECORDINGS}/{recording['id']}/segments/{n}")
        assert answer.status_code == 422
    view = await put_away(commander, recording, looked, clock)
    assert view["recording"]["why_ended"] == "room-closed"


async def test_whoever_was_sent_out_finds_no_recording_of_the_room(
    meeting: dict[str, Any], engine: MediaEngine
) -> None:
    commander, east, room = meeting["commander"], meeting["east"], meeting["room"]["id"]
    recording = await started(commander, room_id=room)
    her = f"{meeting['path']}/participants/{meeting['venue']['id']}"
    for barred in (False, True, False):
        await done(commander, her, {"barred": barred})
        listed = (await east.get(f"{RECORDINGS}?room={room}")).json()["items"]
        assert [each["id"] for each in listed] == ([] if barred else [recording["id"]])
        answer = await east.get(f"{RECORDINGS}/{recording['id']}")
        assert answer.status_code == (403 if barred else 200)
    assert (await commander.get(f"{RECORDINGS}?room={room}")).json()["items"]


async def told_on(app: Any, recording: Json) -> set[str]:
    """Return the topics a recording was told on."""
    async with app.state.runtime.db.reading(system("test")) as tx:
        rows = await tx.rows(
            "select distinct topic from kernel.fact where subject = :id", id=UUID(recording["id"])
        )
    return {row.topic for row in rows}


async def test_only_whoever_watches_cameras_is_told_of_their_recordings(
    meeting: dict[str, Any], gis_app: Any, engine: MediaEngine, looked: Looked, clock: FakeClock
) -> None:
    commander = meeting["commander"]
    of_room = await started(commander, room_id=meeting["room"]["id"])
    of_source = await started(commander, source_id=(await added(commander))["id"])
    for each in (of_room, of_source):
        await done(commander, f"{RECORDINGS}/{each['id']}/stop")
        await put_away(commander, each, looked, clock)
    clock.advance(days=1)
    await keep(gis_app.state.runtime)  # they leave the boards
    assert await told_on(gis_app, of_room) == {"recordings"}
    assert await told_on(gis_app, of_source) == {"source-recordings"}


async def test_a_source_is_recorded_and_a_clip_of_it_hangs_on_an_incident(
    who: As, engine: MediaEngine, looked: Looked, clock: FakeClock, gis_app: Any
) -> None:
    commander = await who("commander")
    source = await added(commander)
    recording = await started(commander, source_id=source["id"], minutes=5)
    await written(engine, UUID(source["id"]), recording, 50)
    clock.advance(minutes=6)
    view = await put_away(commander, recording, looked, clock)
    assert view["recording"]["why_ended"] == "time-over"
    (track,), (segment, *_) = view["tracks"], view["segments"]
    assert (segment["codec"], segment["media_type"]) == ("H264", "video/mp4")
    await plays(commander, view)
    path = f"{RECORDINGS}/{recording['id']}"
    await thumbnails(gis_app.state.runtime)
    look = await commander.get(f"{path}/segments/{segment['n']}/thumbnail")
    assert (look.status_code, look.headers["content-type"]) == (200, "image/jpeg")
    still = {"track_id": track["id"], "at": segment["started_at"]}
    taken = await once(commander, f"{path}/stills", still)
    assert (await commander.get(f"/api/files/{taken['id']}")).content[:3] == b"\xff\xd8\xff"
    incident = await done(commander, "/api/incidents", {"title": "积水"}, 201)
    begins, ends = (datetime.fromisoformat(segment[name]) for name in ("started_at", "ended_at"))
    span = {"from": begins.isoformat(), "to": (begins + (ends - begins) / 2).isoformat()}
    form = span | {"tracks": [track["id"]], "incident_id": incident["id"], "caption": "水位"}
    clip = await once(commander, f"{path}/clips", form)
    content = (await commander.get(f"/api/files/{clip['file']['id']}")).content
    assert hashlib.sha256(content).hexdigest() == clip["file"]["sha256"]
    with av.open(io.BytesIO(content)) as film:
        assert 10 < sum(1 for _ in film.decode(video=0)) < segment["frames"]
    hung = (await commander.get(f"/api/incidents/{incident['id']}/attachments")).json()["items"]
    assert [(each["id"], each["file"]["sha256"]) for each in hung] == [
        (clip["attachment_id"], clip["file"]["sha256"])
    ]
    await lost(commander, path, view, gis_app.state.runtime.settings)
    later = {"from": "2026-12-01T00:00:00Z", "to": "2026-12-01T00:01:00Z"}
    await refused(
        await commander.post(f"{path}/clips", json=later | {"tracks": [track["id"]]}),
        409,
        "nothing-recorded",
    )
    long = {"from": "2026-12-01T00:00:00Z", "to": "2026-12-02T00:00:00Z"}
    await refused(
        await commander.post(f"{path}/clips", json=long | {"tracks": [track["id"]]}), 422, "invalid"
    )


async def once(client: httpx.AsyncClient, path: str, body: Json) -> Json:
    """Send a command again and again under one key, at once and later; return its one answer."""
    key = {"Idempotency-Key": str(new_id())}
    send = partial(client.post, path, json=body, headers=key)
    answers = [*await asyncio.gather(send(), send()), await send()]
    assert {each.status_code for each in answers} == {201}, [each.text for each in answers]
    assert sum("idempotent-replayed" in each.headers for each in answers) == 2
    found: Json = answers[0].json()
    assert [each.json() for each in answers] == [found] * 3
    return found


async def lost(
    client: httpx.AsyncClient, path: str, view: dict[str, Any], settings: Settings
) -> None:
    """Take the files away: what needs them says so; a full disk says so too."""
    recording = UUID(view["recording"]["id"])
    track, segment = view["tracks"][0], view["segments"][0]
    span = {"from": segment["started_at"], "to": segment["ended_at"], "tracks": [track["id"]]}
    with pytest.MonkeyPatch.context() as full:
        usage = SimpleNamespace(disk_usage=lambda _path: SimpleNamespace(free=-1))
        full.setattr(shelf, "shutil", usage)
        await refused(await client.post(f"{path}/clips", json=span), 507, "recording-no-space")
    for file in shelf.folder(settings, recording).glob("*.mkv"):
        file.unlink()
    film = await client.get(f"{path}/segments/{segment['n']}")
    await refused(film, 410, "recording-erased")
    still = {"track_id": track["id"], "at": segment["started_at"]}
    await refused(await client.post(f"{path}/stills", json=still), 410, "recording-erased")
    await refused(await client.post(f"{path}/clips", json=span), 410, "recording-erased")


async def test_a_recording_goes_when_its_time_is_over_unless_it_is_held(
    who: As, engine: MediaEngine, looked: Looked, clock: FakeClock, gis_app: Any
) -> None:
    runtime, commander = gis_app.state.runtime, await who("commander")
    recordings = []
    for _ in range(3):
        source = await added(commander)
        one = await started(commander, source_id=source["id"])
        await written(engine, UUID(source["id"]), one, 5)
        await done(commander, f"{RECORDINGS}/{one['id']}/stop")
        recordings.append((await put_away(commander, one, looked, clock))["recording"])
    held, erased, _ = (f"{RECORDINGS}/{each['id']}" for each in recordings)
    folders = [shelf.folder(runtime.settings, UUID(each["id"])) for each in recordings]
    assert all(any(folder.iterdir()) for folder in folders)
    kept = await done(commander, f"{held}/hold", {"held": True, "reason": "调查"})
    assert (kept["held"], kept["held_reason"]) == (True, "调查")
    await refused(
        await commander.post(f"{held}/erase", json={"reason": "x"}), 409, "recording-held"
    )
    gone = await done(commander, f"{erased}/erase", {"reason": "误录"})
    assert (gone["state"], gone["erased_reason"]) == ("erased", "误录")
    await refused(await commander.get(f"{erased}/segments/1"), 410, "recording-erased")
    clock.advance(days=runtime.settings.recordings_days - 1)
    commander = await who("commander")
    await keep(runtime)
    assert [folder.exists() for folder in folders] == [True, False, True]
    clock.advance(days=2)
    commander = await who("commander")
    await keep(runtime)
    states = [(await viewed(commander, each))["recording"]["state"] for each in recordings]
    assert states == ["kept", "erased", "erased"]
    assert [folder.exists() for folder in folders] == [True, False, False]
    assert (await viewed(commander, recordings[2]))["segments"] == []


async def test_what_is_on_a_disk_that_is_away_is_not_gone(
    who: As, engine: MediaEngine, looked: Looked, clock: FakeClock, gis_app: Any
) -> None:
    runtime, commander = gis_app.state.runtime, await who("commander")
    recordings = []
    for _ in range(2):
        one = await started(commander, source_id=(await added(commander))["id"])
        folder = shelf.folder(runtime.settings, UUID(one["id"]))
        laid(folder, clock.now().timestamp(), source=UUID(one["source_id"]))
        await done(commander, f"{RECORDINGS}/{one['id']}/stop")
        recordings.append((await put_away(commander, one, looked, clock))["recording"])
    first, second = (UUID(each["id"]) for each in recordings)
    root = shelf.root_of(runtime.settings)
    (root / shelf.MARKER).unlink(missing_ok=True)
    for each in recordings:
        await done(commander, f"{RECORDINGS}/{each['id']}/erase", {"reason": "误录"})
    away = root.rename(root.with_name("away"))
    root.mkdir(exist_ok=True)  # where the disk is to be
    (away / second.hex).rename(root / second.hex)
    try:
        await keep(runtime)
        assert (await removed(gis_app, first), await removed(gis_app, second)) == (False, True)
        assert not shelf.marked(runtime.settings)
    finally:
        shutil.rmtree(root)
        away.rename(root)
    await keep(runtime)
    assert await removed(gis_app, first)
    assert not shelf.folder(runtime.settings, first).exists()


async def removed(app: Any, recording: UUID) -> bool:
    """Say whether the files of a recording are noted as gone."""
    async with app.state.runtime.db.reading(system("test")) as tx:
        row = await queries.one(tx, recording)
    assert row is not None
    return row.removed_at is not None


async def test_a_recording_of_an_open_incident_is_kept(
    who: As, engine: MediaEngine, looked: Looked, clock: FakeClock, gis_app: Any
) -> None:
    runtime, commander = gis_app.state.runtime, await who("commander")
    incident = await done(commander, "/api/incidents", {"title": "积水"}, 201)
    room = await made(commander, incident_id=incident["id"])
    await entered(commander, room)
    recording = await started(commander, room_id=room["id"])
    await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    view = await put_away(commander, recording, looked, clock)
    assert view["recording"]["keep_until"] is None
    clock.advance(days=runtime.settings.recordings_days + 1)
    await keep(runtime)
    commander = await who("commander")
    assert (await viewed(commander, recording))["recording"]["state"] == "kept"
    timeline = await commander.get(f"/api/incidents/{incident['id']}/timeline")
    kinds = {each["kind"] for each in timeline.json()["items"]}
    assert {"recording.started", "recording.stopped"} <= kinds
    survivor = await done(commander, "/api/incidents", {"title": "同一积水"}, 201)
    merge = {"into": survivor["id"], "reason": "同一事件"}
    await done(commander, f"/api/incidents/{incident['id']}/merge", merge)
    await keep(runtime)  # what it was merged into is open
    assert (await viewed(commander, recording))["recording"]["state"] == "kept"
    assert await listed_of(commander, survivor) == await listed_of(commander, incident)
    assert await listed_of(commander, survivor) == [recording["id"]]
    for step in ("confirm", "close"):
        await done(commander, f"/api/incidents/{survivor['id']}/{step}", {"reason": "处置完毕"})
    await keep(runtime)
    assert (await viewed(commander, recording))["recording"]["state"] == "erased"


async def listed_of(client: httpx.AsyncClient, incident: Json) -> list[str]:
    """Return the recordings that the page of an incident shows."""
    answer = await client.get(f"{RECORDINGS}?incident={incident['id']}")
    return [each["id"] for each in answer.json()["items"]]


async def test_what_is_taken_out_of_a_merger_takes_its_recordings_along(
    who: As, engine: MediaEngine
) -> None:
    commander = await who("commander")
    first, second, third = [
        await done(commander, "/api/incidents", {"title": f"积水 {n}"}, 201) for n in range(3)
    ]
    room = await made(commander, incident_id=first["id"])
    await entered(commander, room)
    recording = await started(commander, room_id=room["id"])
    for merged, into in ((first, second), (second, third)):
        merge = {"into": into["id"], "reason": "同一事件"}
        await done(commander, f"/api/incidents/{merged['id']}/merge", merge)
    for each in (first, second, third):
        assert await listed_of(commander, each) == [recording["id"]]
    path = f"/api/incidents/{first['id']}/unmerge"
    await done(commander, path, {"reason": "不是同一事件"})
    assert await listed_of(commander, first) == [recording["id"]]
    assert await listed_of(commander, second) == await listed_of(commander, third) == []


async def test_a_disk_without_room_is_said_and_the_recording_goes_on_afterwards(
    meeting: dict[str, Any], gis_app: Any, settings: Settings, clock: FakeClock, looked: Looked
) -> None:
    commander, room = meeting["commander"], UUID(meeting["room"]["id"])
    redis = gis_app.state.runtime.redis
    await redis.flushdb()
    full = settings.model_copy(update={"recordings_min_free": 1e9})
    recording = await started(commander, room_id=str(room))
    async with process_of(full, redis, clock) as engine:
        sender = await sending(engine, room, meeting["venue"]["id"])
        sender.run(0.02)
        async with asyncio.timeout(20):
            while (await viewed(commander, recording))["recording"]["fault"] != "disk-low":
                await looked()
        assert (await shown(meeting))["recording"]["fault"] == "disk-low"  # everybody is told
        alarms = (await commander.get("/api/alarms")).json()["items"]
        assert {each["kind"] for each in alarms} >= {"recording-failed"}
        assert (await engine.stats(room)).sources[0].connected  # the meeting goes on
        await sender.close()
    async with process_of(settings, redis, clock) as engine:
        sender = await sending(engine, room, meeting["venue"]["id"])
        sender.run(0.02)
        await looked()
        await written(engine, room, recording, 10)
        await looked()
        assert (await viewed(commander, recording))["recording"]["fault"] is None
        assert (await shown(meeting))["recording"]["fault"] is None
        alarms = (await commander.get("/api/alarms")).json()["items"]
        assert not {each["kind"] for each in alarms if each["cleared_at"] is None} & {
            "recording-failed"
        }
        await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
        view = await put_away(commander, recording, looked, clock)
        assert view["segments"]
        kinds = [each["kind"] for each in view["chapters"]]
        assert {"recording-paused", "recording-resumed"} <= set(kinds)
        await sender.close()


async def shown(meeting: dict[str, Any]) -> Json:
    """Return the room as a venue sees it."""
    room: Json = (await meeting["east"].get(meeting["path"])).json()["room"]
    return room


async def test_a_media_process_that_is_killed_is_made_up_for(
    meeting: dict[str, Any], gis_app: Any, settings: Settings, clock: FakeClock, looked: Looked
) -> None:
    commander, room = meeting["commander"], UUID(meeting["room"]["id"])
    redis = gis_app.state.runtime.redis
    await redis.flushdb()
    recording = await started(commander, room_id=str(room))
    folder = shelf.folder(settings, UUID(recording["id"]))
    async with media_process(settings.redis_url, settings.home) as (pid, engine):
        await looked()
        sender = await sending(engine, room, meeting["venue"]["id"])
        sender.run(0.02)
        await written(engine, room, recording, 50)
        await until(lambda: all(_on_disk(path) for path in folder.glob(f"*{UNDER_WAY}")))
        os.kill(pid, signal.SIGKILL)
    await sender.close()
    await looked()
    assert (await viewed(commander, recording))["recording"]["fault"] == "media-down"
    view = await viewed(commander, recording)
    assert {each["codec"] for each in view["segments"]} == {"VP8", "opus"}  # finished by the worker
    await plays(commander, view)
    await redis.flushdb()  # its entry in Redis runs out
    async with process_of(settings, redis, clock) as engine:
        await looked()
        sender = await sending(engine, room, meeting["venue"]["id"])
        sender.run(0.02)
        await written(engine, room, recording, 20)
        await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
        after = await put_away(commander, recording, looked, clock)
        assert len(after["tracks"]) == 2
        assert len(after["segments"]) > len(view["segments"])
        await sender.close()


def _on_disk(path: Path) -> bool:
    """Say whether a film under way has anything yet."""
    try:
        return reading.read(path).frames > 10
    except (OSError, ValueError):
        return False
