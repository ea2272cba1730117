"""Background steps of feeds: ask those that are due, tell which fell silent, forget old data."""

import asyncio
import contextlib
from datetime import timedelta
from typing import Any

from gis.feeds import address, intake, observed, pull, queries, rules, service
from gis.feeds.intake import Message
from gis.feeds.pull import Fetched, Known
from gis.warnings import queries as warnings
from kernel.api import Job, Problem, Runtime, system

ACTOR = system("feeds")
# Asked side by side in one step; with 20 s each the step ends before its time.
MOST_AT_ONCE = 8
MOST_TOLD = 100
# The fact a state is told by.
TURNS = {"ok": "heard", "late": "late", "dead": "fell-silent"}


async def ask(runtime: Runtime) -> None:
    """Ask the feeds that are due, side by side."""
    async with runtime.db.transaction(ACTOR) as tx:
        due = await queries.due(tx, MOST_AT_ONCE)
        for row in due:
            await queries.asked(tx, row.id, rules.next_ask(tx.now, row.every_s, 0))
    async with asyncio.TaskGroup() as tasks:
        for row in due:
            tasks.create_task(_ask(runtime, row))


async def _ask(runtime: Runtime, row: Any) -> None:
    hosts = address.allowed(runtime.settings.feed_hosts)
    try:
        fetched = await pull.fetch(row.url, hosts, Known(row.etag, row.modified))
        await _take(runtime, row, fetched)
    except Problem as problem:
        # What others answered at the same time counts all the same.
        with contextlib.suppress(Problem):
            await _failed(runtime, row, problem)


async def _take(runtime: Runtime, asked: Any, fetched: Fetched) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        row = await queries.one(tx, asked.id, lock=True)
        if row is None or row.changed_at != asked.changed_at:
            return  # changed meanwhile: it is asked anew at once
        if fetched.data is None:
            await intake.alive(tx, row, fetched.known)
        else:
            await intake.take(tx, row, Message(fetched.data, "pulled", fetched.known))


async def _failed(runtime: Runtime, asked: Any, problem: Problem) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        row = await queries.one(tx, asked.id, lock=True)
        if row is not None and row.changed_at == asked.changed_at:
            error = {"at": tx.now, "code": problem.code, "detail": problem.detail}
            later = rules.next_ask(tx.now, row.every_s, row.failures + 1)
            await queries.failed(tx, row.id, error, later)


async def tell(runtime: Runtime) -> None:
    """Tell the boards which feeds became late or dead, or came back."""
    async with runtime.db.transaction(ACTOR) as tx:
        for row in await queries.turned(tx, MOST_TOLD):
            now = rules.state_of(row.received_at, row.late_after_s, row.dead_after_s, tx.now)
            await queries.set_told(tx, row.id, now, row.version + 1)
            await service.record(tx, row.id, f"feed.{TURNS[now]}")


async def forget(runtime: Runtime) -> None:
    """Delete readings, messages and lifted warnings older than their feed keeps."""
    async with runtime.db.reading(ACTOR) as tx:
        rows = await queries.keeping(tx)
    for row in rows:
        async with runtime.db.transaction(ACTOR) as tx:
            await observed.forget(tx, row.id, row.keep_days)
            before = tx.now - timedelta(days=row.keep_days)
            await warnings.forget(tx, row.id, before, observed.FORGET_AT_ONCE)


feeds_ask = Job("gis.feeds-ask", timedelta(seconds=2), ask)
feeds_tell = Job("gis.feeds-tell", timedelta(seconds=5), tell)
feeds_forget = Job("gis.feeds-forget", timedelta(minutes=10), forget)
