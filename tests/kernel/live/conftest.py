"""A running server with two organisations."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from kernel.access import scopes
from kernel.access.actor import Actor, system
from kernel.ids import NIL, new_id
from kernel.journal.fact import NewFact
from kernel.settings import Settings
from tests.kernel.live.stage import Stage, staged


@dataclass
class Town:
    """Two districts under one city, the people who look, and a pen to write facts with."""

    stage: Stage
    east: UUID
    west: UUID
    post: UUID
    city: Actor
    eastern: Actor
    western: Actor

    async def write(
        self,
        subject: UUID,
        scope: UUID | None,
        *,
        topic: str = "things",
        drill: UUID = NIL,
        restricted: dict[str, Any] | None = None,
        gone: bool = False,
        **state: Any,
    ) -> None:
        """Record one fact."""
        async with self.stage.db.transaction(system("test"), drill=drill) as tx:
            tx.record(
                NewFact(
                    "thing.changed",
                    topic,
                    subject,
                    None if gone else state,
                    scope,
                    restricted=restricted,
                )
            )

    async def scope(self, *sight: UUID, **more: Any) -> UUID:
        """Make a scope."""
        async with self.stage.db.transaction(system("test")) as tx:
            return await scopes.create(tx, sight, **more)

    async def move(self, scope: UUID, *sight: UUID, label: Any = "internal", **more: Any) -> None:
        """Change a scope."""
        async with self.stage.db.transaction(system("test")) as tx:
            await scopes.change(tx, scope, label=label, sight=sight, **more)


async def town(stage: Stage) -> Town:
    """Found a town on a stage."""
    east, west, post = new_id(), new_id(), new_id()
    async with stage.db.transaction(system("test")) as tx:
        await scopes.create(tx, [east], scope_id=east)
        await scopes.create(tx, [west], scope_id=west)
    return Town(
        stage,
        east,
        west,
        post,
        city=stage.people.add([east, west], "personal.read"),
        eastern=stage.people.add([east]),
        western=stage.people.add([west], posts=[post]),
    )


@pytest.fixture
async def stage(settings: Settings) -> AsyncIterator[Stage]:
    """A running server."""
    async with staged(settings) as running:
        yield running


@pytest.fixture
async def two_towns(stage: Stage) -> Town:
    """Two districts on the running server."""
    return await town(stage)
