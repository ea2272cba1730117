"""Three ways to kill a part: at any moment, inside a merge, between the commit and its answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx

from tests.faults.client import insisting, made
from tests.faults.truth import LOOK_EVERY_S, PATIENCE_S, back, column, superuser, until
from tests.harness.system import System

PARTS = ("serve", "postgres", "redis")

# The backend that merges this incident: it has changed the row, appends its fact, and waits for us.
INSIDE_MERGE = """
    select exists (
        select 1 from incidents.incident i
        join pg_locks changed on changed.locktype = 'transactionid' and changed.granted
            and changed.transactionid = i.xmax
        join pg_locks journal on journal.pid = changed.pid and journal.granted
            and journal.locktype = 'advisory'
        where i.id = $1 and pg_backend_pid() = any(pg_blocking_pids(changed.pid)))
"""
# A keyed write whose commit is on the disk, and whose client has not been told.
COMMITTED_UNTOLD = """
    select exists (
        select 1 from pg_stat_activity a
        join pg_locks held on held.pid = a.pid and held.granted
            and held.relation = 'kernel.idempotency'::regclass and held.mode = 'RowExclusiveLock'
        where a.wait_event = 'SyncRep')
"""

RESET = "alter system reset synchronous_standby_names"
# Twenty desks write each second; whoever held them up is let go then.
HELD_S = 2.0


@dataclass
class Killer:
    """Kills parts of one system and keeps how long it was away."""

    running: System
    http: httpx.AsyncClient
    moments: dict[str, list[float]] = field(default_factory=dict)
    away_s: dict[str, list[float]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)

    async def at_any_moment(
        self, part: str, then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Kill a part, do something at once if told to, and wait until all is ready again."""
        self.running.kill(part)
        self.moments.setdefault(part, []).append(time.monotonic())
        if then is not None:
            await then()
        self.away_s.setdefault(part, []).append(await back(self.running))

    async def inside_merge(self, part: str) -> None:
        """Kill while the transaction of a merge is open, its changes made and not committed."""
        gone, stays = [await self._incident() for _ in range(2)]
        body = {"into": stays, "reason": "同一起"}
        async with superuser(self.running) as holder:
            hold = holder.transaction()
            await hold.start()
            await holder.execute(
                "select 1 from kernel.subject_state where subject = $1 for update", gone
            )
            path = f"/api/incidents/{gone}/merge"
            merging = asyncio.create_task(insisting(self.http, path, body))
            await until(lambda: holder.fetchval(INSIDE_MERGE, gone), "no merge is under way")
            await self.at_any_moment(part, then=lambda: _let_go(hold))
        answer = await merging
        assert (answer.status, answer.replayed) == (200, False), answer
        self.merged.append(gone)

    async def between_commit_and_answer(self, part: str) -> None:
        """Kill while a commit stands and its answer has not left.

        The database is told to wait for a copy that does not exist: a commit is on the disk, and
        whoever asked for it waits.
        """
        async with superuser(self.running) as watch:
            deadline = time.monotonic() + PATIENCE_S
            while not await self._committed_untold(watch):
                assert time.monotonic() < deadline, "nobody commits"
        await self.at_any_moment(part, then=lambda: self._set(RESET))

    async def _committed_untold(self, watch: asyncpg.Connection) -> bool:
        """Hold commits back until one has a key; false, with none held, when none came.

        A background step that commits a fact first holds the journal, and all writes wait behind.
        """
        await self._set("alter system set synchronous_standby_names = 'nobody'")
        until_ = time.monotonic() + HELD_S
        while not await watch.fetchval(COMMITTED_UNTOLD):
            if time.monotonic() > until_:
                await self._set(RESET)
                return False
            await asyncio.sleep(LOOK_EVERY_S)
        return True

    async def check_merged(self) -> None:
        """Each merge that was answered stands in the journal once."""
        found = await column(
            self.running,
            "select subject::text from kernel.fact where kind = 'incident.merged' "
            "and subject = any($1::uuid[])",
            self.merged,
        )
        assert sorted(found) == sorted(self.merged)

    async def _incident(self) -> str:
        body = {"title": "有浓烟", "location": {"lon": 116.70, "lat": 23.36}}
        return str((await made(self.http, "/api/incidents", body))["id"])

    async def _set(self, statement: str) -> None:
        async with superuser(self.running) as connection:
            await connection.execute(statement)
            await connection.execute("select pg_reload_conf()")


async def _let_go(hold: Any) -> None:
    with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        await hold.rollback()
