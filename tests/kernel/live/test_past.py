"""Coming back with `since`; the board as it once stood, and played on from there."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from kernel.access import scopes
from kernel.access.actor import system
from kernel.ids import new_id
from kernel.journal.fact import NewFact
from tests.kernel.live.conftest import Town
from tests.kernel.live.stage import Client
from tests.kernel.live.test_boards import numbers, shown


async def left_at(two_towns: Town, screen: Client) -> int:
    await screen.settle()
    return int(screen.seq["b1"])


async def back(two_towns: Town, gone: Client, **fields: Any) -> Client:
    """Open a second board where another one left off, knowing what that one knew."""
    again = Client(gone.socket, two_towns.stage)
    again.boards["b1"] = dict(gone.boards["b1"])
    await again.open(since=gone.seq["b1"], **fields)
    return again


async def test_whoever_returns_gets_exactly_what_was_missed(two_towns: Town) -> None:
    same, changed, closed, fresh = (new_id() for _ in range(4))
    for thing in (same, changed, closed):
        await two_towns.write(thing, two_towns.east, n=1)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        await screen.send("close", id="b1")
        await screen.settle()
        await two_towns.write(changed, two_towns.east, n=2)
        await two_towns.write(fresh, two_towns.east, n=3)
        await two_towns.write(closed, two_towns.east, gone=True)
        await two_towns.write(new_id(), two_towns.west, n=9)
        await two_towns.write(changed, two_towns.east, n=4)
        again = await back(two_towns, screen)
        missed = [f for f in again.frames if f["op"] == "snapshot"]
        assert [fact["subject"] for part in missed for fact in part["facts"]] == [
            str(changed),
            str(fresh),
            str(closed),
            str(changed),
        ]
        assert missed[0]["since"] == screen.seq["b1"]
        assert numbers(again) == {same: 1, changed: 4, fresh: 3}
        await two_towns.write(fresh, two_towns.east, n=5)
        await shown(again, fresh)


async def test_sight_lost_and_gained_while_away(two_towns: Town) -> None:
    lost, gained, moved = (
        await two_towns.scope(two_towns.east),
        await two_towns.scope(two_towns.west),
        new_id(),
    )
    one, two, three = new_id(), new_id(), new_id()
    await two_towns.write(one, lost, n=1)
    await two_towns.write(two, gained, n=2)
    await two_towns.write(three, two_towns.east, n=3)
    await two_towns.write(moved, two_towns.west, n=4)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        assert numbers(screen) == {one: 1, three: 3}
        await screen.send("close", id="b1")
        await screen.settle()
        await two_towns.move(lost, two_towns.west)
        await two_towns.write(one, lost, n=11)
        await two_towns.move(gained, two_towns.east)
        await two_towns.write(three, two_towns.west, n=13)
        await two_towns.write(moved, two_towns.east, n=14)
        again = await back(two_towns, screen)
        assert numbers(again) == {two: 2, moved: 14}
        facts = [fact for f in again.frames if f["op"] == "snapshot" for fact in f["facts"]]
        taken = {fact["subject"]: fact["kind"] for fact in facts if fact["state"] is None}
        assert taken == {str(one): "sight.lost", str(three): "sight.lost"}
        assert "11" not in str([fact["state"] for fact in facts])


async def test_whoever_left_amid_one_reading_loses_what_its_end_took_away(two_towns: Town) -> None:
    closing, leaving, other = new_id(), new_id(), new_id()
    scope = await two_towns.scope(two_towns.east)
    await two_towns.write(closing, scope, n=1)
    await two_towns.write(leaving, scope, n=2)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        await screen.send("close", id="b1")
        await screen.settle()
        async with two_towns.stage.db.transaction(system("test")) as tx:
            await scopes.change(tx, scope, label="internal", sight=[two_towns.west])
            tx.record(NewFact("thing.changed", "things", other, {"n": 3}, two_towns.east))
            tx.record(NewFact("thing.changed", "things", closing, None, scope))
            tx.record(NewFact("thing.changed", "things", leaving, {"n": 5}, two_towns.west))
        # The reader judges all four at once and speaks of the two at the end alone; this screen
        # went after the other.
        screen.seq["b1"] += 2
        again = await back(two_towns, screen)
        assert numbers(again) == {}


async def test_a_place_too_far_or_foreign_means_starting_over(two_towns: Town) -> None:
    await two_towns.write(new_id(), two_towns.east, n=1)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        await screen.open(since=10_000_000)
        assert screen.frames[-1] == {"op": "resync", "id": "b1", "reason": "since"}
        await screen.open(since=screen.seq["b1"], epoch=str(new_id()))
        assert screen.frames[-1] == {"op": "resync", "id": "b1", "reason": "epoch"}
        async with two_towns.stage.db.transaction(two_towns.city) as tx:
            await tx.driver()
        seq = screen.seq["b1"]
        await two_towns.write(new_id(), None, topic="roles", n=1)
        await screen.open(since=seq)
        assert screen.frames[-1] == {"op": "resync", "id": "b1", "reason": "rights"}


async def moment(two_towns: Town) -> datetime:
    """Return a moment between what was and what comes."""
    await asyncio.sleep(0.02)
    now = datetime.now(UTC)
    await asyncio.sleep(0.02)
    return now


async def test_the_board_as_it_stood(two_towns: Town) -> None:
    thing, closed, later, hidden = (new_id() for _ in range(4))
    await two_towns.write(thing, two_towns.east, n=1)
    await two_towns.write(closed, two_towns.east, n=2)
    await two_towns.write(hidden, two_towns.east, n=7)
    then = await moment(two_towns)
    await two_towns.write(thing, two_towns.east, n=3)
    await two_towns.write(closed, two_towns.east, gone=True)
    await two_towns.write(later, two_towns.east, n=4)
    await two_towns.write(hidden, two_towns.west, n=8)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open(at=then.isoformat())
        assert numbers(screen) == {thing: 1, closed: 2}
        await two_towns.write(thing, two_towns.east, n=5)
        await screen.settle()
        assert numbers(screen) == {thing: 1, closed: 2}
        await screen.send("view", id="b1", area=None)
        assert (await screen.next())["code"] == "conflict"


async def test_the_past_is_played_until_it_is_the_present(two_towns: Town) -> None:
    thing, closed = new_id(), new_id()
    await two_towns.write(thing, two_towns.east, n=1)
    await two_towns.write(closed, two_towns.east, n=2)
    then = await moment(two_towns)
    for number in range(3, 6):
        await asyncio.sleep(0.3)
        await two_towns.write(thing, two_towns.east, n=number)
    await two_towns.write(closed, two_towns.east, gone=True)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open(at=then.isoformat(), speed=2)
        assert numbers(screen) == {thing: 1, closed: 2}
        loop = asyncio.get_running_loop()
        started, came = loop.time(), []
        for _ in range(3):
            fact = await shown(screen, thing)
            came.append((fact["state"]["n"], loop.time() - started))
        assert [number for number, _ in came] == [3, 4, 5]
        assert all(0.1 < late - early < 0.3 for (_, early), (_, late) in itertools.pairwise(came))
        present = await screen.until(lambda f: f["op"] == "present")
        assert present["id"] == "b1"
        await screen.until(lambda f: f["op"] == "snapshot")
        assert numbers(screen) == {thing: 5}
        await two_towns.write(thing, two_towns.east, n=6)
        await shown(screen, thing)
        assert numbers(screen) == {thing: 6}


async def test_a_board_of_the_past_starts_over_when_sight_is_lost(two_towns: Town) -> None:
    scope, thing = await two_towns.scope(two_towns.east), new_id()
    await two_towns.write(thing, scope, n=1)
    await two_towns.write(thing, scope, gone=True)
    then = datetime.now(UTC) - timedelta(milliseconds=1)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open(at=then.isoformat())
        await two_towns.move(scope, two_towns.west)
        frame = await screen.until(lambda f: f["op"] == "resync")
        assert frame["reason"] == "sight"
