"""The journal: appends per second, and boards now and in the past with 5 million facts."""

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

import kernel.live
from kernel.access import scopes
from kernel.access.actor import Actor, system
from kernel.clock import SystemClock
from kernel.db import Database
from kernel.ids import NIL, new_id
from kernel.journal.fact import NewFact
from kernel.journal.pieces import named
from tests.bench.row import Row
from tests.harness.servers import Cluster, DatabaseUrls

FACTS = int(os.environ.get("BENCH_FACTS", "5000000"))
OPEN_SUBJECTS = 2_000
# A subject of a city lives through a dozen versions.
VERSIONS = 12
WRITERS = 16
SECONDS = 5.0
STATE_TEXT = "x" * 1_100
TRIES = 7
# The chain, the projection and the SQL around them may cost as much again as the bare row.
GOAL_SHARE = 0.5


@asynccontextmanager
async def cluster() -> AsyncIterator[DatabaseUrls]:
    """A private cluster with the durable settings of an installation."""
    servers = Cluster(durable=True)
    await asyncio.to_thread(servers.start)
    try:
        yield servers.template
    finally:
        await asyncio.to_thread(servers.stop)


async def run() -> list[Row]:
    """Measure appends first, then fill the journal and read boards."""
    async with cluster() as urls:
        db = Database(urls.app, SystemClock(), connections=WRITERS + 2)
        owner = await asyncpg.connect(urls.superuser)
        organisation = new_id()
        async with db.transaction(system("bench")) as tx:
            await scopes.create(tx, [organisation], scope_id=organisation)
        try:
            rows = [await appends(db, owner, organisation)]
            await fill(owner, organisation)
            rows += await boards(db, organisation)
        finally:
            await owner.close()
            await db.close()
    return rows


async def appends(db: Database, owner: asyncpg.Connection, organisation: UUID) -> Row:
    """Transactions with one 1.2 KB fact each, 16 writers.

    The limit is a bare insert of such a row with its own commit, one connection: what the disk
    lets one writer at a time do, and the journal lets one at a time write.
    """
    await owner.execute("create table public.bare (id bigserial primary key, state text)")
    subjects = [new_id() for _ in range(2_000)]

    async def one(number: int) -> None:
        async with db.transaction(system("bench")) as tx:
            state = {"title": "积水", "n": number, "text": STATE_TEXT}
            subject = subjects[number % len(subjects)]
            tx.record(NewFact("bench.changed", "bench", subject, state, organisation))

    async def bare(_: int) -> None:
        await owner.execute("insert into public.bare (state) values ($1)", STATE_TEXT)

    limit = await _rate(bare, writers=1)
    measured = await _rate(one, writers=WRITERS)
    return Row(
        "journal: transactions with one fact",
        measured,
        "/s",
        "≥ 50 % of it",
        limit,
        measured >= GOAL_SHARE * limit,
    )


async def _rate(step: Callable[[int], Awaitable[None]], *, writers: int) -> float:
    done = 0
    stop = time.perf_counter() + SECONDS

    async def writer(number: int) -> None:
        nonlocal done
        while time.perf_counter() < stop:
            await step(number)
            number += writers
            done += 1

    await asyncio.gather(*(writer(number) for number in range(writers)))
    return done / SECONDS


_FILL = """
insert into kernel.fact
    (seq, at, kind, topic, subject, version, about, state, scope_id, actor, digest)
select $1 + g, $2::timestamptz + make_interval(secs => g * $3::float8),
       'incident.changed', 'incidents',
       ('00000000-0000-7000-8000-' || lpad(to_hex(g / $4), 12, '0'))::uuid, g % $4 + 1, '{}',
       case when g % $4 = $4 - 1 and g / $4 >= $7 then null
            else jsonb_build_object('title', 'x', 'pad', repeat('y', 600)) end,
       $5, '{}', '\\x00'
from generate_series($6::bigint, $8::bigint) g
"""
_PROJECT = """
insert into kernel.subject_state
        (drill, subject, topic, kind, seq, version, since, about, state, scope_id)
    select drill, subject, topic, kind, seq, version, at, about, state, scope_id from kernel.fact
    where seq > $1 and version = $2;
"""
_SPANS = """
insert into kernel.subject_span (drill, subject, topic, seq, version, period)
    select f.drill, f.subject, f.topic, f.seq, f.version,
           tstzrange(f.at, f.at + make_interval(secs => $2::float8))
    from kernel.fact f where seq > $1 and version < $3 and state is not null
"""
DAYS = 90


async def fill(owner: asyncpg.Connection, organisation: UUID) -> None:
    """Write FACTS facts of subjects with 12 versions each; the first 2,000 subjects stay open."""
    start = await owner.fetchval("select max(seq) from kernel.fact")
    begin = datetime.now(UTC) - timedelta(days=DAYS)
    step = DAYS * 86_400 / FACTS
    await owner.execute("set session_replication_role = replica")
    for first in range(0, FACTS, 250_000):
        last = min(first + 250_000, FACTS) - 1
        await owner.execute("select kernel.extend_journal()")
        await owner.execute(
            _FILL,
            start + 1,
            begin,
            step,
            VERSIONS,
            organisation,
            first,
            OPEN_SUBJECTS,
            last,
            timeout=600,
        )
    await owner.execute(_PROJECT, start, VERSIONS, timeout=600)
    await owner.execute(_SPANS, start, step, VERSIONS, timeout=900)
    await owner.execute("vacuum analyze kernel.fact", timeout=900)
    await owner.execute("vacuum analyze kernel.subject_state", timeout=600)
    await owner.execute("vacuum analyze kernel.subject_span", timeout=900)


_LIVE_SQL = Path(kernel.live.__file__).parent / "sql"


async def boards(db: Database, organisation: UUID) -> list[Row]:
    """Read the board of 2,000 subjects now, and as it stood 45 days ago, as one organisation."""
    actor = Actor(
        kind="account",
        name="bench",
        account_id=new_id(),
        organisation_id=organisation,
        organisations=frozenset({organisation}),
    )
    topics = ["incidents"]
    past = datetime.now(UTC) - timedelta(days=DAYS / 2)
    now_ms, now_rows = await _read(db, actor, named(_LIVE_SQL, "present"), topics, NIL, None)
    then_ms, then_rows = await _read(db, actor, named(_LIVE_SQL, "past"), topics, NIL, past, None)
    facts = f"{FACTS / 1e6:g} million facts"
    return [
        Row(f"board now, {now_rows} subjects, {facts}", now_ms, "ms", "≤ 200", ok=now_ms <= 200),
        Row(
            f"board at a past second, {then_rows} subjects, {facts}",
            then_ms,
            "ms",
            "≤ 1,000",
            ok=then_ms <= 1_000,
        ),
    ]


async def _read(db: Database, actor: Actor, sql: str, *arguments: object) -> tuple[float, int]:
    """Return the median time of a reading in milliseconds and its number of rows."""
    times, rows = [], 0
    for _ in range(TRIES):
        started = time.perf_counter()
        async with db.reading(actor) as tx:
            rows = len(await (await tx.driver()).fetch(sql, *arguments))
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), rows
