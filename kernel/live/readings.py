"""What boards read from the database, through row security as the screen's own actor.

Screens that may see the same share a reading that has not begun yet; few readings run at once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from kernel.access.actor import Actor, system
from kernel.db import Database
from kernel.journal.pieces import named
from kernel.journal.tail import head
from kernel.live.board import Board
from kernel.live.reader import BATCH_FACTS

# Snapshots of a storm of returning screens take three of the process's ten connections, so that
# people who work are not kept waiting by those who look.
READINGS_AT_ONCE = 3
# One page of missed or past facts: small enough to hold for each of 500 returning screens.
PAGE_FACTS = 200
# How far one page looks for facts of its topics, so that a sparse topic costs no long scan.
PAGE_REACH = 5_000
# Whoever missed more is quicker with a fresh snapshot (contract).
MOST_MISSED = 50_000

T = TypeVar("T")

_SQL = Path(__file__).resolve().parent / "sql"
_PRESENT = named(_SQL, "present")
_PAST = named(_SQL, "past")
_PAGE = named(_SQL, "page")
_RIGHTS_CHANGED = named(_SQL, "rights_changed")
_SIGHT_CHANGED = named(_SQL, "sight_changed")
_LAST_AT = "select seq from kernel.fact where at <= $1 order by at desc limit 1"


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows and the place in the journal they were read at."""

    seq: int
    at: datetime | None
    rows: list[Any]


class Readings:
    """Runs the readings of all boards of this process."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._gate = asyncio.Semaphore(READINGS_AT_ONCE)
        self._next: dict[Any, asyncio.Task[Reading]] = {}
        self._running: set[asyncio.Task[Reading]] = set()

    async def present(self, actor: Actor, board: Board) -> Reading:
        """Return the present state of each subject of a board (its area left aside)."""
        if board.subjects is not None:
            return await self._gated(lambda: self._present(actor, board))
        key = (board.sight.sight, actor.personal, board.topics, board.drill)
        task = self._next.get(key)
        if task is None:
            task = asyncio.create_task(self._shared(key, lambda: self._present(actor, board)))
            self._next[key] = task
            self._running.add(task)
            task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    async def subjects(self, actor: Actor, board: Board, subjects: list[UUID]) -> Reading:
        """Return the present state of some subjects of a board."""
        return await self._gated(lambda: self._present(actor, board, subjects))

    async def past(self, actor: Actor, board: Board, at: datetime) -> Reading:
        """Return the state each subject of a board had at a moment."""
        return await self._gated(lambda: self._past(actor, board, at))

    async def page(self, actor: Actor, board: Board, after: int, until: int) -> list[Any]:
        """Return the next facts of a board's topics after `after`, up to `until`."""
        return await self._gated(lambda: self._page(actor, board, after, until))

    async def sight_changes(self, actor: Actor, board: Board, since: int) -> Reading:
        """Return what came into and went out of sight since then.

        Raises `StartOver` when that cannot be told: too long ago, another journal,
        or the rights of the account changed meanwhile.
        """
        return await self._gated(lambda: self._sight_changes(actor, board, since))

    async def stop(self) -> None:
        """End readings nobody waits for any more."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Reading]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen here even when every screen that waited has left

    async def _gated(self, step: Callable[[], Awaitable[T]]) -> T:
        async with self._gate:
            return await step()

    async def _shared(self, key: Any, step: Callable[[], Awaitable[Reading]]) -> Reading:
        async with self._gate:
            # From here on whoever comes needs a later reading than this one.
            del self._next[key]
            return await step()

    async def _present(
        self, actor: Actor, board: Board, subjects: list[UUID] | None = None
    ) -> Reading:
        wanted = subjects if subjects is not None else _listed(board)
        async with self._db.reading(actor) as tx:
            connection = await tx.driver()
            rows = await connection.fetch(_PRESENT, board.topics, board.drill, wanted)
        return _reading(rows)

    async def _past(self, actor: Actor, board: Board, at: datetime) -> Reading:
        async with self._db.reading(system("live")) as tx:
            seq = await (await tx.driver()).fetchval(_LAST_AT, at)
        async with self._db.reading(actor) as tx:
            connection = await tx.driver()
            rows = await connection.fetch(_PAST, board.topics, board.drill, at, _listed(board))
        return Reading(seq or 0, at, list(rows))

    async def _page(self, actor: Actor, board: Board, after: int, until: int) -> list[Any]:
        async with self._db.reading(actor) as tx:
            connection = await tx.driver()
            rows: list[Any] = await connection.fetch(
                _PAGE, after, until, board.topics, board.drill, _listed(board), PAGE_FACTS
            )
        return rows

    async def _sight_changes(self, actor: Actor, board: Board, since: int) -> Reading:
        sight = board.sight.sight
        async with self._db.reading(system("live")) as tx:
            connection = await tx.driver()
            newest = (await head(connection)).seq
            if since > newest or newest - since > MOST_MISSED:
                raise StartOver("since")
            if await connection.fetchval(_RIGHTS_CHANGED, since, actor.account_id):
                raise StartOver("rights")
            rows = await connection.fetch(
                _SIGHT_CHANGED,
                since,
                board.topics,
                board.drill,
                None if sight.organisations is None else sorted(sight.organisations),
                sorted(sight.posts),
                _listed(board),
                BATCH_FACTS,
            )
        return _reading(rows)


class StartOver(Exception):
    """The board cannot go on from where the screen left it: `reason` goes into `resync`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _reading(rows: list[Any]) -> Reading:
    """Return rows with the head they all carry; one without a subject carries the head alone."""
    found = [row for row in rows if row["subject"] is not None]
    return Reading(rows[0]["head_seq"] or 0, rows[0]["head_at"], found)


def _listed(board: Board) -> list[UUID] | None:
    return None if board.subjects is None else list(board.subjects)
