"""Runs reactions: steps of packages that follow facts, once each, in seq order.

The effect of a fact and the cursor move in one transaction, so an effect happens once even if the
process dies between. What a step cannot digest is parked with all later facts of its subject; the
rest goes on.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from prometheus_client import Counter

from kernel.access.actor import system
from kernel.db import Tx
from kernel.errors import Unavailable
from kernel.feature import Reaction, ReadFact
from kernel.journal.pieces import named
from kernel.runtime import Runtime
from kernel.tasks import ended

log = structlog.get_logger()
ACTOR = system("reactions")
# Commits ring a bell; one not heard is found by one look for all reactions after this long.
POLL_S = 0.5
# Facts whose process ended over them are taken up after this long.
SELDOM_S = 5.0
# How far one look searches for facts of its kinds, so that a rare kind costs no long scan.
REACH = 5_000
# A chain of causes longer than 8 is a loop between packages (house rule).
LONGEST_CHAIN = 8
# Parked facts are tried again at every start and then this often: a new version may digest them.
RETRY_S = 600.0
# While the database is away.
AWAY_S = 1.0

DONE = Counter("wanglou_reactions_total", "Facts digested by reactions", ["reaction"])
PARKED = Counter("wanglou_reactions_parked_total", "Facts a reaction failed on", ["reaction"])

_SQL = Path(__file__).resolve().parent / "sql"
_NEXT = named(_SQL, "next_fact")
_CHAIN = named(_SQL, "cause_chain")
_ONE = "select * from kernel.fact where seq = :seq"
_CURSOR = "select seq from kernel.cursor where name = :name"
_MOVE = (
    "insert into kernel.cursor (name, seq) values (:name, :seq) "
    "on conflict (name) do update set seq = excluded.seq"
)
_LOCK = "select pg_try_advisory_xact_lock(hashtextextended('reaction:' || :name, 0))"
_PARK = (
    "insert into kernel.parked (reaction, seq, subject, problem, at) "
    "values (:name, :seq, :subject, :problem, :now) "
    "on conflict (reaction, seq) do update set problem = excluded.problem, at = excluded.at"
)
_BLOCKED = (
    "select min(seq) from kernel.parked "
    "where reaction = :name and subject = :subject and seq < :seq"
)


class Reactions:
    """All reactions of the features, each run by one process at a time."""

    def __init__(self, runtime: Runtime) -> None:
        self._runners = [
            Runner(runtime, reaction) for f in runtime.features for reaction in f.reactions
        ]
        self._db = runtime.db
        self._task: asyncio.Task[None] | None = None
        runtime.db.on_commit(lambda _: self.wake())

    async def start(self) -> None:
        """Start every runner."""
        for runner in self._runners:
            runner.start()
        self._task = asyncio.create_task(self._look(), name="reactions")

    async def stop(self) -> None:
        """Stop every runner; a step under way is rolled back and happens again."""
        await ended([self._task])
        await asyncio.gather(*(runner.stop() for runner in self._runners))

    def wake(self) -> None:
        """Have every runner look at the journal now."""
        for runner in self._runners:
            runner.wake()

    async def _look(self) -> None:
        """Wake the runners when the journal has grown without a bell."""
        seen = -1
        while True:
            await asyncio.sleep(POLL_S)
            try:
                async with self._db.reading(ACTOR) as tx:
                    reached = await tx.value("select coalesce(max(seq), 0) from kernel.fact")
            except Unavailable:
                await asyncio.sleep(AWAY_S)
                continue
            except Exception:
                log.exception("reactions_not_looked")
                await asyncio.sleep(AWAY_S)
                continue
            if reached != seen:
                seen = reached
                self.wake()


class Runner:
    """Runs one reaction."""

    def __init__(self, runtime: Runtime, reaction: Reaction) -> None:
        self._runtime = runtime
        self._reaction = reaction
        self._actor = system(reaction.name)
        self._bell = asyncio.Event()
        self._seen = -1
        self._retry_at = 0.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to follow."""
        self._task = asyncio.create_task(self._run(), name=f"reaction-{self._reaction.name}")

    async def stop(self) -> None:
        """Stop following."""
        await ended([self._task])

    def wake(self) -> None:
        """Look at the journal now."""
        self._bell.set()

    async def _run(self) -> None:
        while True:
            self._bell.clear()
            try:
                await self._retry_parked()
                while await self._step():
                    pass
            except Unavailable:
                await asyncio.sleep(AWAY_S)
                continue
            except Exception:
                log.exception("reaction_runner_failed", reaction=self._reaction.name)
                await asyncio.sleep(AWAY_S)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(SELDOM_S):
                    await self._bell.wait()

    async def _step(self) -> bool:
        """Digest the next fact; say whether there may be more."""
        async with self._runtime.db.reading(self._actor) as tx:
            cursor = await tx.value(_CURSOR, name=self._reaction.name) or 0
            row = await tx.row(
                _NEXT,
                after=max(cursor, self._seen),
                reach=REACH,
                kinds=sorted(self._reaction.kinds),
            )
        if row is None:
            return False
        if row.subject is None:
            return await self._passed(cursor, row.reached)
        return await self._digest(cursor, read_fact(row))

    async def _passed(self, cursor: int, reached: int) -> bool:
        """Remember that nothing up to here concerns us; write it down once in a while."""
        self._seen = reached
        if reached - cursor >= REACH:
            async with self._runtime.db.transaction(self._actor) as tx:
                if await self._ours(tx, cursor):
                    await tx.run(_MOVE, name=self._reaction.name, seq=reached)
        return True

    async def _digest(self, cursor: int, fact: ReadFact) -> bool:
        blocked = ""
        try:
            async with self._runtime.db.transaction(self._actor, drill=fact.drill) as tx:
                if not await self._ours(tx, cursor):
                    return False
                blocked = await self._blocked(tx, fact)
                if not blocked:
                    await self._react(tx, fact)
                    await tx.run(_MOVE, name=self._reaction.name, seq=fact.seq)
        except Unavailable:
            raise
        except Exception as error:
            log.exception("reaction_failed", reaction=self._reaction.name, seq=fact.seq)
            blocked = f"{type(error).__name__}: {error}"
        if blocked:
            await self._park(cursor, fact, blocked)
        else:
            DONE.labels(self._reaction.name).inc()
        return True

    async def _ours(self, tx: Tx, cursor: int) -> bool:
        """Say whether we alone run this reaction and its cursor still stands where we read it."""
        if not await tx.value(_LOCK, name=self._reaction.name):
            return False
        return bool((await tx.value(_CURSOR, name=self._reaction.name) or 0) == cursor)

    async def _blocked(self, tx: Tx, fact: ReadFact) -> str:
        """Return why a fact must not be digested, empty when it may."""
        first = await tx.value(
            _BLOCKED, name=self._reaction.name, subject=fact.subject, seq=fact.seq
        )
        if first is not None:
            return f"waits for fact {first} of the same subject"
        if fact.cause is not None:
            length = await tx.value(_CHAIN, seq=fact.seq, most=LONGEST_CHAIN)
            if length > LONGEST_CHAIN:
                return f"the chain of causes is longer than {LONGEST_CHAIN}"
        return ""

    async def _react(self, tx: Tx, fact: ReadFact) -> None:
        await self._reaction.step(tx, fact)
        tx.facts[:] = [
            new if new.cause is not None else replace(new, cause=fact.seq) for new in tx.facts
        ]

    async def _park(self, cursor: int, fact: ReadFact, problem: str) -> None:
        async with self._runtime.db.transaction(self._actor) as tx:
            if not await self._ours(tx, cursor):
                return
            await self._write_parked(tx, fact, problem)
            await tx.run(_MOVE, name=self._reaction.name, seq=fact.seq)
        PARKED.labels(self._reaction.name).inc()
        log.error("reaction_parked", reaction=self._reaction.name, seq=fact.seq, problem=problem)

    async def _write_parked(self, tx: Tx, fact: ReadFact, problem: str) -> None:
        await tx.run(
            _PARK,
            name=self._reaction.name,
            seq=fact.seq,
            subject=fact.subject,
            problem=problem[:1000],
            now=tx.now,
        )

    async def _retry_parked(self) -> None:
        """Try what is parked once more, the oldest fact of each subject first."""
        now = asyncio.get_running_loop().time()
        if now < self._retry_at:
            return
        self._retry_at = now + RETRY_S
        async with self._runtime.db.reading(self._actor) as tx:
            parked = await tx.rows(
                "select seq, subject from kernel.parked where reaction = :name order by seq",
                name=self._reaction.name,
            )
        stuck: set[UUID] = set()
        for item in parked:
            if item.subject not in stuck and not await self._again(item.seq):
                stuck.add(item.subject)

    async def _again(self, seq: int) -> bool:
        """Try one parked fact; say whether its subject may go on."""
        async with self._runtime.db.reading(self._actor) as tx:
            fact = read_fact(await tx.row(_ONE, seq=seq))
        try:
            async with self._runtime.db.transaction(self._actor, drill=fact.drill) as tx:
                if not await tx.value(_LOCK, name=self._reaction.name):
                    return False
                taken = await tx.run(
                    "delete from kernel.parked where reaction = :name and seq = :seq",
                    name=self._reaction.name,
                    seq=seq,
                )
                if taken:
                    await self._react(tx, fact)
        except Unavailable:
            raise
        except Exception:
            log.exception("reaction_still_fails", reaction=self._reaction.name, seq=seq)
            return False
        DONE.labels(self._reaction.name).inc()
        return True


def read_fact(row: Any) -> ReadFact:
    """Return a row of the journal as reactions receive it."""
    return ReadFact(
        seq=row.seq,
        kind=row.kind,
        topic=row.topic,
        subject=row.subject,
        version=row.version,
        about=list(row.about),
        state=row.state,
        scope=row.scope_id,
        actor=row.actor,
        cause=row.cause,
        drill=row.drill,
    )
