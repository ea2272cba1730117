"""Boards: snapshot, tail, sight lost and gained, areas, subjects, drills, restricted parts."""

from typing import Any
from uuid import UUID

from kernel.access import scopes
from kernel.access.actor import system
from kernel.ids import new_id
from kernel.journal.fact import NewFact
from tests.kernel.live.conftest import Town
from tests.kernel.live.stage import Client


def numbers(client: Client, board: str = "b1") -> dict[UUID, Any]:
    return {UUID(k): fact["state"].get("n") for k, fact in client.boards[board].items()}


async def shown(client: Client, subject: UUID) -> dict[str, Any]:
    frame = await client.until(lambda f: f["op"] == "fact" and f["fact"]["subject"] == str(subject))
    fact: dict[str, Any] = frame["fact"]
    return fact


async def test_a_board_starts_with_what_stands_and_follows(two_towns: Town) -> None:
    old, new = new_id(), new_id()
    await two_towns.write(old, two_towns.east, n=1)
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open()
        snapshot = screen.frames[-1]
        assert numbers(screen) == {old: 1}
        assert snapshot["epoch"]
        assert snapshot["seq"] == 1
        await two_towns.write(new, two_towns.east, n=2)
        fact = await shown(screen, new)
        assert fact["version"] == 1
        assert fact["drill"] is None
        assert fact["actor"]["name"] == "system:test"
        await two_towns.write(new, two_towns.east, gone=True)
        await shown(screen, new)
        assert numbers(screen) == {old: 1}


async def test_nobody_sees_what_lies_outside_their_sight(two_towns: Town) -> None:
    async with (
        two_towns.stage.screen(two_towns.western) as west,
        two_towns.stage.screen(two_towns.city) as city,
    ):
        await west.open()
        await city.open()
        thing = new_id()
        await two_towns.write(thing, two_towns.east, n=1)
        await shown(city, thing)
        await west.settle()
        assert str(thing) not in str(west.frames)


async def test_moving_sight_takes_a_subject_off_one_screen_and_onto_another(
    two_towns: Town,
) -> None:
    scope, thing = await two_towns.scope(two_towns.east), new_id()
    await two_towns.write(thing, scope, n=1)
    async with (
        two_towns.stage.screen(two_towns.eastern) as east,
        two_towns.stage.screen(two_towns.western) as west,
    ):
        await east.open()
        await west.open()
        assert numbers(east) == {thing: 1}
        assert numbers(west) == {}
        await two_towns.move(scope, two_towns.west)
        lost = await shown(east, thing)
        assert (lost["kind"], lost["state"], lost["about"]) == ("sight.lost", None, [])
        gained = await shown(west, thing)
        assert gained["state"] == {"n": 1}
        assert gained["seq"] == lost["seq"]
        await two_towns.write(thing, scope, n=2)
        await shown(west, thing)
        await east.settle()
        assert numbers(east) == {}
        assert numbers(west) == {thing: 2}


async def test_a_subject_that_changes_its_scope_leaves_who_no_longer_sees_it(
    two_towns: Town,
) -> None:
    thing = new_id()
    await two_towns.write(thing, None, n=1)
    async with two_towns.stage.screen(two_towns.western) as west:
        await west.open()
        assert numbers(west) == {thing: 1}
        await two_towns.write(thing, two_towns.east, n=2)
        assert (await shown(west, thing))["state"] is None


async def test_restricted_labels_are_for_named_posts(two_towns: Town) -> None:
    scope, thing = await two_towns.scope(two_towns.east, two_towns.west), new_id()
    await two_towns.write(thing, scope, n=1)
    async with (
        two_towns.stage.screen(two_towns.city) as city,
        two_towns.stage.screen(two_towns.western) as west,
    ):
        await city.open()
        await west.open()
        await two_towns.move(scope, two_towns.east, label="restricted", named=[two_towns.post])
        assert (await shown(city, thing))["state"] is None
        await two_towns.write(thing, scope, n=2)
        await shown(west, thing)
        await city.settle()
        assert numbers(city) == {}
        assert numbers(west) == {thing: 2}


async def test_personal_parts_reach_only_who_may_read_them(two_towns: Town) -> None:
    one, two = new_id(), new_id()
    await two_towns.write(one, two_towns.east, restricted={"phone": "1390000"}, n=1)
    async with (
        two_towns.stage.screen(two_towns.city) as city,
        two_towns.stage.screen(two_towns.eastern) as east,
    ):
        await city.open()
        await east.open()
        await two_towns.write(two, two_towns.east, restricted={"phone": "1390001"}, n=2)
        assert (await shown(city, two))["restricted"] == {"phone": "1390001"}
        assert city.boards["b1"][str(one)]["restricted"] == {"phone": "1390000"}
        await shown(east, two)
        assert "phone" not in str(east.frames)


async def test_a_topic_without_permission_is_refused(two_towns: Town) -> None:
    secret = new_id()
    await two_towns.write(secret, two_towns.east, topic="secrets", n=1)
    async with two_towns.stage.screen(two_towns.eastern) as east:
        await east.open(topics=["secrets"])
        refusal = east.frames[-1]
        assert (refusal["op"], refusal["code"], refusal["id"]) == ("problem", "forbidden", "b1")
        await east.send("open", id="b2", topics=["secrets", "things", "responses"])
        assert (await east.next())["code"] == "forbidden"
        assert (await east.next())["topics"] == ["responses", "things"]
        await two_towns.write(secret, two_towns.east, topic="secrets", n=2)
        await east.settle()
        assert str(secret) not in str(east.frames)


async def test_subjects_and_drills_keep_to_themselves(two_towns: Town) -> None:
    one, two, drill = new_id(), new_id(), new_id()
    async with two_towns.stage.screen(two_towns.eastern) as east:
        await east.open("one", subjects=[str(one)])
        await east.open("drill", drill=str(drill))
        await two_towns.write(one, two_towns.east, n=1)
        await two_towns.write(two, two_towns.east, n=2)
        await two_towns.write(one, two_towns.east, drill=drill, n=3)
        fact = await east.until(lambda f: f["op"] == "fact" and f["id"] == "drill")
        assert fact["fact"]["drill"] == str(drill)
        await east.settle()
        assert numbers(east, "one") == {one: 1}
        assert numbers(east, "drill") == {one: 3}


async def test_an_area_shows_what_lies_inside_and_what_has_no_place(two_towns: Town) -> None:
    inside, outside, nowhere = new_id(), new_id(), new_id()
    await two_towns.write(inside, two_towns.east, n=1, place={"lon": 116.5, "lat": 23.5})
    await two_towns.write(outside, two_towns.east, n=2, place={"lon": 118.5, "lat": 23.5})
    await two_towns.write(nowhere, two_towns.east, n=3, place=None)
    async with two_towns.stage.screen(two_towns.eastern) as east:
        await east.open(area=[116, 23, 117, 24])
        assert numbers(east) == {inside: 1, nowhere: 3}
        await two_towns.write(outside, two_towns.east, n=4, place={"lon": 116.1, "lat": 23.1})
        await shown(east, outside)
        await two_towns.write(inside, two_towns.east, n=5, place={"lon": 110.0, "lat": 23.1})
        left = await shown(east, inside)
        assert (left["kind"], left["state"]) == ("area.left", None)
        await two_towns.write(inside, two_towns.east, n=6, place={"lon": 110.1, "lat": 23.1})
        await east.send("view", id="b1", area=[110, 23, 117, 24], zoom=9)
        view = await east.until(lambda f: f["op"] == "snapshot")
        assert view["view"] == [110, 23, 117, 24]
        assert numbers(east) == {inside: 6, outside: 4, nowhere: 3}


async def test_a_change_of_sight_does_not_hide_that_a_thing_left_the_area(two_towns: Town) -> None:
    thing = new_id()
    scope = await two_towns.scope(two_towns.east)
    await two_towns.write(thing, scope, place={"lon": 116.5, "lat": 23.5})
    async with two_towns.stage.screen(two_towns.eastern) as screen:
        await screen.open(area=[116, 23, 117, 24])
        async with two_towns.stage.db.transaction(system("test")) as tx:
            await scopes.change(tx, scope, label="open", sight=[two_towns.east])
            place = {"lon": 118, "lat": 23.5}
            tx.record(NewFact("thing.changed", "things", thing, {"place": place}, scope))
        await screen.settle()
        assert numbers(screen) == {}
    await two_towns.write(thing, scope, gone=True)


async def test_a_change_of_sight_read_late_does_not_hide_that_a_thing_left_the_area(
    two_towns: Town,
) -> None:
    """What a subject is by now may be ahead of what was told when its scope is read anew."""
    thing, scope = new_id(), await two_towns.scope(two_towns.east)
    await two_towns.write(thing, scope, n=1, place=None)
    async with two_towns.stage.screen(two_towns.city) as screen:
        await screen.open(area=[116, 23, 117, 24])
        assert numbers(screen) == {thing: 1}
        reader = two_towns.stage.live.reader
        await reader.stop()
        await two_towns.move(scope, two_towns.east, two_towns.west)
        await two_towns.write(thing, scope, n=2, place={"lon": 100, "lat": 10})
        await reader.start()
        await screen.settle()
        assert numbers(screen) == {}


async def test_a_large_board_comes_in_parts(two_towns: Town) -> None:
    things = {new_id(): number for number in range(450)}
    for thing, number in things.items():
        await two_towns.write(thing, two_towns.east, n=number, text="x" * 100)
    async with two_towns.stage.screen(two_towns.eastern) as east:
        await east.open()
        parts = [frame for frame in east.frames if frame["op"] == "snapshot"]
        assert [len(part["facts"]) for part in parts] == [200, 200, 50]
        assert [part.get("more", False) for part in parts] == [True, True, False]
        assert numbers(east) == things


async def test_a_closed_board_is_silent(two_towns: Town) -> None:
    thing = new_id()
    async with two_towns.stage.screen(two_towns.eastern) as east:
        await east.open()
        await east.send("close", id="b1")
        await east.settle()
        await two_towns.write(thing, two_towns.east, n=1)
        await east.settle()
        assert str(thing) not in str(east.frames)
        await east.send("view", id="b1", area=None)
        assert (await east.next())["code"] == "not-found"
