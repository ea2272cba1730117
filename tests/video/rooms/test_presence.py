"""The media engine follows the database, and tells who is gone; while it is away nobody is."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from kernel.api import Database, new_id, system
from tests.harness.clock import START, FakeClock
from tests.video.rooms.conftest import done, entered
from video.engine.interface import EngineDown, Kind, Role, RoomStats, SourceStats, ViewerStats
from video.rooms import media, queries, rules
from video.rooms.presence import follow, look
from video.rooms.rights import look as rights


class Told:
    """An engine of another maker: it tells what it was given, and keeps what it is told."""

    def __init__(self) -> None:
        self.stands = RoomStats()
        self.heard: list[tuple[Any, ...]] = []
        self.down = False

    async def stats(self, room: UUID) -> RoomStats:
        if self.down:
            raise EngineDown
        return self.stands

    async def mute(self, room: UUID, source: UUID, kind: Kind, *, muted: bool) -> None:
        self.heard.append(("mute", source, muted))

    async def feature(self, room: UUID, source: UUID | None) -> None:
        self.heard.append(("feature", source))

    async def close(self, room: UUID, peer: UUID | None = None) -> None:
        self.heard.append(("close", peer))


def source(identity: str, at: Any, *, silent: bool = False) -> SourceStats:
    muted = frozenset({Kind.AUDIO} if silent else ())
    return SourceStats(
        UUID(identity), 1, Role.SPEAKER, connected=True, heard_at=at, layers=(), audio_kbps=0,
        audio_loss=0.0, level=127, muted=muted, allowed_kbps=0,
    )  # fmt: skip


def viewer(page: str, at: Any) -> ViewerStats:
    return ViewerStats(
        UUID(page), connected=True, heard_at=at, kbps=0, loss=0.0, dropped=0, slots=()
    )


async def test_the_engine_follows_and_whoever_it_lost_is_gone(
    meeting: dict[str, Any], clock: FakeClock, gis_app: Any
) -> None:
    runtime, engine = gis_app.state.runtime, Told()
    chair, venue, room = meeting["chair"], meeting["venue"], UUID(meeting["room"]["id"])
    await done(meeting["commander"], f"{meeting['path']}/silence")
    clock.advance(seconds=5)
    stranger, now = new_id(), clock.now()
    engine.stands = RoomStats(
        sources=(source(chair["id"], now, silent=True), source(venue["id"], now)),
        viewers=(viewer(venue["page"], now), viewer(str(stranger), now)),
        main=UUID(venue["id"]),
    )
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert engine.heard == [
        ("mute", UUID(chair["id"]), False),
        ("mute", UUID(venue["id"]), True),
        ("close", stranger),
        ("feature", UUID(chair["id"])),
    ]
    clock.advance(seconds=13)
    lost = source(venue["id"], clock.now() - timedelta(seconds=13), silent=True)
    engine.down = True
    with pytest.raises(EngineDown):
        await look(runtime, engine, room)  # type: ignore[arg-type]
    assert await there(meeting) == {chair["id"], venue["id"]}
    engine.down, engine.heard, engine.stands = False, [], RoomStats()
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert await there(meeting) == {chair["id"], venue["id"]}  # given the time to come back
    clock.advance(seconds=13)
    here = source(chair["id"], clock.now())
    engine.stands = RoomStats(sources=(here, lost), main=UUID(chair["id"]))
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert await there(meeting) == {chair["id"]}
    assert engine.heard == [("close", UUID(venue["id"]))]
    spans = (await meeting["east"].get(f"{meeting['path']}/attendance")).json()["items"]
    assert [span["why_left"] for span in spans] == [None, "lost"]
    back = await entered(meeting["east"], meeting["room"])
    assert (back["id"], back["silenced"]) == (venue["id"], True)


async def test_a_listener_sends_nothing_and_a_silenced_screen_is_silent(
    meeting: dict[str, Any], clock: FakeClock, gis_app: Any
) -> None:
    runtime, engine = gis_app.state.runtime, Told()
    chair, venue, room = meeting["chair"], meeting["venue"], UUID(meeting["room"]["id"])
    her = f"{meeting['path']}/participants/{venue['id']}"
    await done(meeting["commander"], her, {"silenced": True})
    now = clock.now()
    shared = source(venue["screen_id"], now)
    engine.stands = RoomStats(sources=(source(venue["id"], now, silent=True), shared))
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert engine.heard == [("mute", UUID(venue["screen_id"]), True)]
    await done(meeting["commander"], f"{meeting['path']}/stage", {"main_source": venue["id"]})
    await done(meeting["commander"], her, {"role": "listener", "silenced": False})
    view = (await meeting["commander"].get(meeting["path"])).json()
    assert view["room"]["main_source"] == chair["id"]
    engine.heard, engine.stands = [], RoomStats(sources=(source(venue["id"], now), shared))
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert engine.heard == [("close", UUID(venue["id"])), ("close", UUID(venue["screen_id"]))]
    assert (await entered(meeting["east"], meeting["room"]))["role"] == "listener"


async def test_a_room_that_was_closed_is_closed_at_the_engine_too(
    meeting: dict[str, Any], clock: FakeClock, gis_app: Any
) -> None:
    runtime, engine, room = gis_app.state.runtime, Told(), UUID(meeting["room"]["id"])
    await done(meeting["commander"], f"{meeting['path']}/close")

    async def looked_at() -> bool:
        async with runtime.db.reading(system("test")) as tx:
            return room in await queries.alive(tx, tx.now - rules.TOLD_FOR)

    assert await looked_at()
    await look(runtime, engine, room)  # type: ignore[arg-type]
    assert engine.heard == [("close", None)]
    clock.advance(seconds=rules.TOLD_FOR.total_seconds() + 1)
    assert not await looked_at()


async def test_without_a_media_process_nobody_is_gone(
    meeting: dict[str, Any], clock: FakeClock, gis_app: Any
) -> None:
    runtime, room = gis_app.state.runtime, UUID(meeting["room"]["id"])
    clock.advance(minutes=5)
    await follow(runtime)
    await look(runtime, Told(), room)  # type: ignore[arg-type]
    assert await there(meeting) == {meeting["chair"]["id"], meeting["venue"]["id"]}
    clock.advance(seconds=13)
    await look(runtime, Told(), room)  # type: ignore[arg-type]
    assert await there(meeting) == set()


async def test_whoever_loses_the_right_is_sent_out(
    meeting: dict[str, Any], door: Database, gis_app: Any, codes: dict[str, Any]
) -> None:
    runtime = gis_app.state.runtime
    await rights(runtime)
    assert await there(meeting) == {meeting["chair"]["id"], meeting["venue"]["id"]}
    async with door.transaction(system("test")) as tx:
        await tx.run(
            "update registry.account set disabled_at = :now where id = :id",
            now=tx.now,
            id=UUID(meeting["venue"]["account_id"]),
        )
    await rights(runtime)
    assert await there(meeting) == {meeting["chair"]["id"]}


async def there(meeting: dict[str, Any]) -> set[str]:
    view = (await meeting["commander"].get(meeting["path"])).json()
    return {each["id"] for each in view["participants"] if each["left_at"] is None}


def test_the_clock_of_the_engine_may_be_hours_off() -> None:
    theirs = START - timedelta(hours=2)
    heard = source(str(uuid4()), theirs - timedelta(seconds=3))
    row = SimpleNamespace(id=heard.source, page=uuid4())
    stats = RoomStats(sources=(heard,), at=theirs)
    assert media.seen([row], stats, START) == {row.id: START - timedelta(seconds=3)}
