"""Pictures on a wall: chosen by whoever switches walls, each once, told to every screen."""

import pytest

from kernel.api import Database, new_id, system
from tests.gis.conftest import As, codes, door, gis_app, nobody, test_city, who
from tests.registry.answers import facts, problem

__all__ = ["codes", "door", "gis_app", "nobody", "test_city", "who"]


@pytest.fixture
async def wall(door: Database, codes: dict[str, str]) -> str:
    """A wall of the hall; return its id."""
    wall = new_id()
    async with door.transaction(system("test")) as tx:
        await tx.run(
            "insert into command.wall (id, code, zh, en, scene, scenes, scope_id) values "
            "(:id, 'hall', '大屏', 'Wall', 'overview', '{overview}', :scope) "
            "on conflict (code) do nothing",
            id=wall,
            scope=codes["990000"],
        )
        return str(await tx.value("select id from command.wall where code = 'hall'"))


async def test_pictures_are_chosen_and_told(who: As, wall: str, door: Database) -> None:
    commander, screen = await who("commander"), await who("wall")
    path = "/api/walls/hall/pictures"
    room, camera = {"kind": "room", "id": str(new_id())}, {"kind": "source", "id": str(new_id())}
    problem(await screen.post(path, json={"pictures": [room]}), 403, "forbidden")
    problem(await commander.post(path, json={"pictures": [room, room]}), 422, "invalid")
    many = [{"kind": "source", "id": str(new_id())} for _ in range(10)]
    problem(await commander.post(path, json={"pictures": many}), 422, "invalid")
    problem(await commander.post("/api/walls/x/pictures", json={"pictures": []}), 404, "not-found")
    answer = await commander.post(path, json={"pictures": [room, camera]})
    assert answer.json()["pictures"] == [room, camera], answer.text
    (shown,) = (await screen.get("/api/walls")).json()["items"]
    assert shown["pictures"] == [room, camera]
    last = (await facts(door, wall))[-1]
    assert (last.kind, last.state["pictures"]) == ("wall.changed", [room, camera])
