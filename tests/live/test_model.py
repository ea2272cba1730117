"""Whatever happens, in whatever order: snapshot + tail equals a fresh snapshot.

Seeded random writers create, change, close and move subjects, change who may see them, in and out
of a drill, while screens of several sights follow, leave, come back with `since`, and pan. Two
server processes run on one database.
"""

import asyncio
import random
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import pytest

from kernel.ids import NIL, new_id
from kernel.settings import Settings
from tests.kernel.live.conftest import Town, town
from tests.kernel.live.stage import Client, Stage, staged

AREAS = [[116, 23, 117, 24], [116.5, 23.2, 118, 24], [115, 22, 116.6, 23.6]]
STEPS = 120


class World:
    """What there is, and everything that may happen to it."""

    def __init__(self, place: Town, chance: random.Random) -> None:
        self.place = place
        self.chance = chance
        self.drills = [NIL, new_id()]
        self.subjects: list[tuple[UUID, UUID]] = [
            (new_id(), chance.choice(self.drills)) for _ in range(30)
        ]
        self.scopes: list[UUID | None] = [None, place.east, place.west]
        self.number = 0

    async def begin(self) -> None:
        """Make scopes that can be changed."""
        for sight in ([self.place.east], [self.place.west], [self.place.east, self.place.west]):
            self.scopes.append(await self.place.scope(*sight))
        await self.place.stage.db.run(self.place.city, _nothing)

    async def step(self) -> None:
        """Let one thing happen."""
        if self.chance.random() < 0.25:
            await self.change_sight()
        else:
            await self.write()

    async def change_sight(self) -> None:
        scope = self.chance.choice(self.scopes[3:])
        assert scope is not None
        sight = self.chance.sample([self.place.east, self.place.west], self.chance.randint(1, 2))
        label = self.chance.choice(["internal", "internal", "open", "restricted"])
        named = [self.place.post] if label == "restricted" else []
        await self.place.move(scope, *sight, label=label, named=named)

    async def write(self) -> None:
        subject, drill = self.chance.choice(self.subjects)
        self.number += 1
        await self.place.write(
            subject,
            self.chance.choice(self.scopes),
            topic="things",
            drill=drill,
            gone=self.chance.random() < 0.15,
            restricted={"phone": self.number} if self.chance.random() < 0.4 else None,
            n=self.number,
            place=self.chance.choice([None, self.somewhere()]),
        )

    def somewhere(self) -> dict[str, float]:
        return {"lon": self.chance.uniform(115.5, 117.5), "lat": self.chance.uniform(22.5, 24)}


async def _nothing(_: Any) -> None:
    return None


class Viewer:
    """One person with three boards who also leaves, comes back and pans."""

    def __init__(self, world: World, stage: Stage, actor: Any, chance: random.Random) -> None:
        self.world = world
        self.stage = stage
        self.actor = actor
        self.chance = chance
        self.area = chance.choice(AREAS)
        self.client: Client | None = None
        self.kept: dict[str, dict[str, Any]] = {}
        self.seq: dict[str, int] = {}
        self.stop = asyncio.Event()

    def boards(self) -> dict[str, dict[str, Any]]:
        return {
            "all": {},
            "drill": {"drill": str(self.world.drills[1])},
            "some": {"subjects": [str(s) for s, _ in self.world.subjects[:10]]},
            "area": {"area": self.area},
        }

    async def run(self) -> None:
        """Follow until told to stop; end with every board open."""
        while not self.stop.is_set():
            async with self.stage.screen(self.actor) as self.client:
                await self.arrive()
                await self.look(self.chance.uniform(0.05, 0.6))
                self.kept = {b: dict(self.client.boards[b]) for b in self.boards()}
                self.seq = dict(self.client.seq)
        async with self.stage.screen(self.actor) as self.client:
            await self.arrive()
            await self.client.settle()
            await self.compare()

    async def arrive(self) -> None:
        assert self.client is not None
        for board, fields in self.boards().items():
            since = self.seq.get(board)
            if since is not None:
                self.client.boards[board] = self.kept[board]
            await self.client.open(board, since=since, **fields)
            answer = self.client.frames[-1]
            assert answer["op"] == "snapshot", answer

    async def look(self, seconds: float) -> None:
        assert self.client is not None
        until = asyncio.get_running_loop().time() + seconds
        while (left := until - asyncio.get_running_loop().time()) > 0:
            if self.chance.random() < 0.05:
                await self.pan()
            try:
                await self.client.next(within=min(left, 0.05))
            except TimeoutError:
                continue

    async def pan(self) -> None:
        """Show another area, and wait until it is shown."""
        assert self.client is not None
        self.area = self.chance.choice(AREAS)
        await self.client.send("view", id="area", area=self.area)
        await self.client.until(lambda f: f["op"] == "snapshot" and f["id"] == "area")

    async def compare(self) -> None:
        assert self.client is not None
        for board, fields in self.boards().items():
            await self.client.open(f"fresh {board}", **fields)
            fresh = self.client.boards[f"fresh {board}"]
            assert told(self.client.boards[board]) == told(fresh), self.history(board, fresh)

    def history(self, board: str, fresh: dict[str, dict[str, Any]]) -> str:
        """Return all that was said of the subjects that differ, for whoever has to find out why."""
        assert self.client is not None
        mine = told(self.client.boards[board])
        other = told(fresh)
        wrong = {s for s in mine.keys() | other.keys() if mine.get(s) != other.get(s)}
        lines = [f"{board} of {self.actor.organisations}, area {self.area}, since {self.seq}"]
        for subject in sorted(wrong):
            lines.append(f"{subject}: {mine.get(subject)}, fresh: {other.get(subject)}")
        for frame in self.client.frames:
            facts = [frame["fact"]] if frame["op"] == "fact" else frame.get("facts", [])
            lines += [
                f"{frame['op']} {frame.get('id')} {frame.get('seq')} {frame.get('view')}: {fact}"
                for fact in facts
                if fact["subject"] in wrong
            ]
            if frame["op"] in ("resync", "problem"):
                lines.append(str(frame))
        return "\n".join(lines)


def told(board: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        subject: (fact["version"], fact["state"], fact.get("restricted"))
        for subject, fact in board.items()
    }


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 40))]
)
async def test_every_screen_ends_with_what_a_fresh_one_would_show(
    settings: Settings, seed: int
) -> None:
    chance = random.Random(seed)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(staged(settings))
        second = await stack.enter_async_context(staged(settings, first.people))
        world = World(await town(first), chance)
        await world.begin()
        for _ in range(20):
            await world.write()
        place = world.place
        viewers = [
            Viewer(world, stage, actor, random.Random(f"{seed}-{number}"))
            for number, (stage, actor) in enumerate(
                (stage, actor)
                for stage in (first, second)
                for actor in (place.city, place.eastern, place.western)
            )
        ]
        async with asyncio.TaskGroup() as group:
            watching = [group.create_task(viewer.run()) for viewer in viewers]
            for _ in range(STEPS):
                await asyncio.gather(*(world.step() for _ in range(chance.randint(1, 4))))
            for viewer in viewers:
                viewer.stop.set()
            await asyncio.gather(*watching)
