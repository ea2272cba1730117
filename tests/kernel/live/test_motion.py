"""What moves: whole to whoever is new or missed something, else what changed; nobody waits."""

import asyncio
from dataclasses import dataclass, field

import orjson
import pytest
from websockets.asyncio.client import ClientConnection

from kernel.live.classes import Sight
from kernel.live.motion import WHOLE_S, Motion
from kernel.live.place import Area
from tests.kernel.live.conftest import Town
from tests.kernel.live.stage import Stage
from tests.kernel.live.test_faults import stalled


@dataclass
class Trains:
    """A source that says what it was asked for."""

    topic: str = "things"
    channel: str = "trains"
    ready: bool = True
    anew: bool = False
    turns: int = 0
    spoilt: bytes | None = None
    asked: list[tuple[bytes, Sight, Area | None, bool]] = field(default_factory=list)

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    def heard(self, message: bytes) -> None: ...

    def turn(self) -> bool:
        self.turns += 1
        return self.anew

    def frame(self, board: bytes, sight: Sight, area: Area | None, *, whole: bool) -> bytes | None:
        self.asked.append((board, sight, area, whole))
        if board == self.spoilt:
            raise ValueError("nothing to be told of this board")
        if not self.ready or (not whole and self.turns % 2):
            return None
        return orjson.dumps({"turn": self.turns, "whole": whole}) + b" " * 70_000


@pytest.fixture
async def trains(stage: Stage) -> Trains:
    """Trains on a server whose turns are taken by hand."""
    await stage.live.motion.stop()
    source = Trains()
    stage.live.motion.sources.append(source)
    return source


@dataclass
class Turns:
    """Takes turns, a second each."""

    motion: Motion
    now: float = 1_000.0

    def take(self, seconds: float = 1.0) -> None:
        self.now += seconds
        self.motion.tell(self.now)


async def told(socket: ClientConnection) -> dict[str, object]:
    """Return the next binary frame."""
    async with asyncio.timeout(5):
        while isinstance(frame := await socket.recv(), str):
            pass
    found: dict[str, object] = orjson.loads(frame)
    return found


async def test_whole_at_first_then_changes_then_whole_again(
    two_towns: Town, trains: Trains
) -> None:
    turns = Turns(two_towns.stage.live.motion)
    async with two_towns.stage.screen(two_towns.city) as screen:
        await screen.open()
        turns.take()
        assert await told(screen.socket) == {"turn": 1, "whole": True}
        turns.take()
        assert await told(screen.socket) == {"turn": 2, "whole": False}
        turns.take()  # nothing changed
        turns.take()
        assert await told(screen.socket) == {"turn": 4, "whole": False}
        trains.anew = True
        turns.take()
        assert await told(screen.socket) == {"turn": 5, "whole": True}
        trains.anew = False
        turns.take(WHOLE_S)
        assert await told(screen.socket) == {"turn": 6, "whole": True}


async def test_a_change_of_view_is_told_as_a_whole(two_towns: Town, trains: Trains) -> None:
    turns = Turns(two_towns.stage.live.motion)
    async with two_towns.stage.screen(two_towns.city) as screen:
        await screen.open()
        turns.take()
        await told(screen.socket)
        await screen.send("view", id="b1", area=[0, 0, 1, 1], zoom=9)
        await screen.until(lambda frame: frame["op"] == "snapshot")
        turns.take()
        assert await told(screen.socket) == {"turn": 2, "whole": True}
        assert trains.asked[-1][2] == Area(0, 0, 1, 1)
        assert trains.asked[-1][0] == b"b1"


async def test_a_source_that_is_not_ready_is_asked_for_the_whole_later(
    two_towns: Town, trains: Trains
) -> None:
    turns = Turns(two_towns.stage.live.motion)
    trains.ready = False
    async with two_towns.stage.screen(two_towns.city) as screen:
        await screen.open()
        turns.take()
        trains.ready = True
        turns.take()
        assert await told(screen.socket) == {"turn": 2, "whole": True}


async def test_screens_alike_share_a_frame(two_towns: Town, trains: Trains) -> None:
    turns = Turns(two_towns.stage.live.motion)
    stage = two_towns.stage
    async with (
        stage.screen(two_towns.city) as one,
        stage.screen(two_towns.city) as two,
        stage.screen(two_towns.western) as other,
    ):
        for screen in (one, two, other):
            await screen.open()
        await other.open("other", topics=["places"])
        turns.take()
        for screen in (one, two, other):
            assert await told(screen.socket) == {"turn": 1, "whole": True}
        assert len(trains.asked) == 2
        assert {sight for _, sight, _, _ in trains.asked} == {
            Sight(two_towns.city.organisations, frozenset()),
            Sight(two_towns.western.organisations, two_towns.western.posts),
        }


async def test_who_does_not_read_misses_turns_and_others_do_not_notice(
    two_towns: Town, trains: Trains
) -> None:
    stage, turns = two_towns.stage, Turns(two_towns.stage.live.motion)
    hub = stage.live.parts.hub
    raw = await stalled(two_towns)
    async with stage.screen(two_towns.city) as screen:
        await screen.open()
        async with asyncio.timeout(5):
            while len(hub.screens) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        for number in range(1, 21):
            turns.take()
            if number == 1 or number % 2 == 0:
                assert (await told(screen.socket))["turn"] == number
        assert max(each.wire.buffered() for each in hub.screens) < 3 * 70_000
    raw.close()


async def test_a_board_that_cannot_be_told_silences_no_other(
    two_towns: Town, trains: Trains
) -> None:
    trains.spoilt = b"b1"
    async with two_towns.stage.screen(two_towns.city) as screen:
        await screen.open("b1")
        await screen.open("b2")
        Turns(two_towns.stage.live.motion).take()
        assert (await told(screen.socket))["whole"] is True
        assert {asked[0] for asked in trains.asked} == {b"b1", b"b2"}
