"""What is put away: every film once, whatever lies among them, and only what has ended is kept."""

from typing import Any
from uuid import UUID, uuid4

from kernel.api import Settings
from tests.harness.clock import FakeClock
from tests.video.recordings.conftest import (
    RECORDINGS,
    Looked,
    done,
    laid,
    put_away,
    started,
    viewed,
)
from video.engine.interface import MediaEngine
from video.engine.placement import Entry, Placement
from video.recordings import service, shelf, story


async def test_a_film_no_register_takes_is_set_aside_and_the_others_are_kept(
    meeting: dict[str, Any],
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
    settings: Settings,
) -> None:
    commander, began = meeting["commander"], clock.now().timestamp()
    recording = await started(commander, room_id=meeting["room"]["id"])
    folder, source = shelf.folder(settings, UUID(recording["id"])), uuid4()
    odd = [
        laid(folder, began, width=2**40, source=source),  # no column holds it
        laid(folder, began + 1, width=2**33, source=source),
    ]
    for n in range(3):
        laid(folder, began + 2 + n, source=source)
    await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    view = await put_away(commander, recording, looked, clock)
    assert [each["frames"] for each in view["segments"]] == [3, 3, 3]
    assert view["complete"]
    assert all(path.with_name(f"{path.name}.unread").exists() for path in odd)


async def test_a_backlog_is_registered_in_steps_before_anything_is_kept(
    meeting: dict[str, Any],
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
    settings: Settings,
    monkeypatch: Any,
) -> None:
    commander, began = meeting["commander"], clock.now().timestamp()
    recording = await started(commander, room_id=meeting["room"]["id"])
    folder, source = shelf.folder(settings, UUID(recording["id"])), uuid4()
    laid(folder, began, frames=1, source=source).write_bytes(b"torn")
    paths = [laid(folder, began + 1 + n, source=source) for n in range(5)]
    monkeypatch.setattr(shelf, "MOST_BYTES", 2 * paths[0].stat().st_size)
    await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    for count, state in ((2, "closing"), (4, "closing"), (5, "kept")):
        clock.advance(seconds=4)
        await looked()
        view = await viewed(commander, recording)
        assert (len(view["segments"]), view["recording"]["state"]) == (count, state)


async def test_a_page_says_when_it_names_not_all_films(
    meeting: dict[str, Any],
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
    settings: Settings,
    monkeypatch: Any,
) -> None:
    commander, began = meeting["commander"], clock.now().timestamp()
    recording = await started(commander, room_id=meeting["room"]["id"])
    for n in range(3):
        laid(shelf.folder(settings, UUID(recording["id"])), began + n, source=uuid4())
    await looked()
    for most, complete in ((3, True), (2, False)):
        monkeypatch.setattr(service, "MOST_SEGMENTS", most)
        view = await viewed(commander, recording)
        assert (len(view["segments"]), view["complete"]) == (most, complete)


async def test_chapters_go_on_however_often_the_recording_changes(
    meeting: dict[str, Any],
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
    settings: Settings,
    monkeypatch: Any,
) -> None:
    commander, began = meeting["commander"], clock.now().timestamp()
    recording = await started(commander, room_id=meeting["room"]["id"])
    folder, source = shelf.folder(settings, UUID(recording["id"])), uuid4()
    for n in range(8):  # each is a change of the recording
        laid(folder, began + n, source=source)
        clock.advance(seconds=2)
        await looked()
    await done(commander, f"{meeting['path']}/decisions", {"text": "转移群众"}, 201)
    await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    monkeypatch.setattr(story, "MOST_FACTS", 8)
    kinds = [each["kind"] for each in (await viewed(commander, recording))["chapters"]]
    assert {"decision", "recording-stopped"} <= set(kinds)


async def test_nothing_is_kept_before_the_engine_has_ended_it(
    meeting: dict[str, Any],
    gis_app: Any,
    engine: MediaEngine,
    looked: Looked,
    clock: FakeClock,
) -> None:
    commander, room = meeting["commander"], UUID(meeting["room"]["id"])
    recording = await started(commander, room_id=str(room))
    placement = Placement(gis_app.state.runtime.redis)
    carries = await placement.present(room)
    assert carries is not None
    await done(commander, f"{RECORDINGS}/{recording['id']}/stop")
    # Another carries the room, says Redis, and does not answer.
    await placement.give_up(room, carries.id)
    await placement.register(Entry("away", "http://127.0.0.1:9", "x"))
    await placement.hold(room, "away")
    clock.advance(seconds=4)
    await looked()
    assert (await viewed(commander, recording))["recording"]["state"] == "closing"
    await looked()  # it was given up: nobody carries the room
    assert (await viewed(commander, recording))["recording"]["state"] == "kept"
