"""Recordings over HTTP: a meeting through a real media process, its films, chapters, ends."""

import asyncio
import io
from typing import Any
from uuid import UUID

import av
import httpx

from tests.harness.clock import FakeClock
from tests.video.recordings.conftest import (
    RECORDINGS,
    As,
    Json,
    Looked,
    done,
    put_away,
    sending,
    started,
)
from video.engine.interface import MediaEngine

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
        "recording-started", "main", "decision", "message", "recording-stopped",
    ]  # fmt: skip
    main = next(each for each in view["chapters"] if each["kind"] == "main")
    assert (main["name"], main["source_id"]) == ("东区会场", meeting["venue"]["id"])
    assert (await meeting["east"].get(meeting["path"])).json()["room"]["recording"] is None
    await plays(commander, view)
    await sender.close()


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
    meeting: dict[str, Any], who: As, engine: MediaEngine, looked: Looked, clock: FakeClock
) -> None:
    commander, room = meeting["commander"], meeting["room"]["id"]
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
    for tail in ("", "/segments/1", "/segments/1/thumbnail"):
        await refused(await stranger.get(f"{RECORDINGS}/{recording['id']}{tail}"), 404, "not-found")
    await done(commander, f"{meeting['path']}/close")
    view = await put_away(commander, recording, looked, clock)
    assert view["recording"]["why_ended"] == "room-closed"
    assert view["segments"] == []
