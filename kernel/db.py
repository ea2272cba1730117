"""The only door to PostgreSQL, and the only place that commits.

One use case is one transaction: who asks is set with SET LOCAL before the first query, facts are
appended as the last act, then it commits and rings the journal's doorbell.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import MetaData, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from kernel.access.actor import Actor
from kernel.clock import Clock
from kernel.errors import Conflict, FieldError, Invalid, Problem, Unavailable
from kernel.ids import NIL
from kernel.journal.append import append
from kernel.journal.fact import Appended, NewFact
from kernel.jsonio import to_json
from kernel.migrate import async_url

# A statement of a use case that takes longer than this is a mistake or a stalled database; the
# promise is that no request hangs longer than 10 s.
STATEMENT_TIMEOUT_MS = 8_000
LOCK_TIMEOUT_MS = 5_000
# No snapshot older than 60 s may stand on the primary (journal rule).
IDLE_TIMEOUT_MS = 60_000
CONNECT_TIMEOUT_S = 5

SERVER_SETTINGS = {
    "application_name": "wanglou",
    "timezone": "UTC",
    "statement_timeout": str(STATEMENT_TIMEOUT_MS),
    "lock_timeout": str(LOCK_TIMEOUT_MS),
    "idle_in_transaction_session_timeout": str(IDLE_TIMEOUT_MS),
    "jit": "off",
}


# What the driver and its pool raise; `translated` says which of them is an outage.
DRIVER_ERRORS = (DBAPIError, PoolTimeoutError, OSError, TimeoutError, asyncpg.PostgresError)

T = TypeVar("T")


class Base(DeclarativeBase):
    """Base of every table of every package."""

    metadata = MetaData()


class Tx:
    """One open transaction: the session, who asks, the moment, the facts to append."""

    def __init__(self, session: AsyncSession, actor: Actor, now: datetime, drill: UUID) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.drill = drill
        self.facts: list[NewFact] = []

    def record(self, fact: NewFact) -> None:
        """Keep a fact for the end of this transaction."""
        self.facts.append(fact)

    async def rows(self, sql: str, **parameters: Any) -> list[Any]:
        """Run SQL text and return its rows (attributes by column name)."""
        return list((await self.session.execute(text(sql), parameters)).all())

    async def row(self, sql: str, **parameters: Any) -> Any | None:
        """Run SQL text and return its first row or None."""
        return (await self.session.execute(text(sql), parameters)).first()

    async def value(self, sql: str, **parameters: Any) -> Any:
        """Run SQL text and return the first column of its first row or None."""
        return (await self.session.execute(text(sql), parameters)).scalar()

    async def run(self, sql: str, **parameters: Any) -> int:
        """Run SQL text that returns no rows; return how many it touched."""
        result = await self.session.execute(text(sql), parameters)
        return int(getattr(result, "rowcount", 0))

    async def driver(self) -> asyncpg.Connection:
        """Return the bare asyncpg connection of this transaction, for hot paths."""
        raw = await (await self.session.connection()).get_raw_connection()
        connection: asyncpg.Connection = raw.driver_connection
        return connection


class Database:
    """Pool of connections of the application role."""

    def __init__(self, url: str, clock: Clock, *, connections: int = 10) -> None:
        self._clock = clock
        self._engine = create_async_engine(
            async_url(url),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=STATEMENT_TIMEOUT_MS / 1000,
            pool_pre_ping=True,
            pool_recycle=1800,
            json_serializer=lambda value: to_json(value).decode(),
            json_deserializer=orjson.loads,
            connect_args={"server_settings": SERVER_SETTINGS, "timeout": CONNECT_TIMEOUT_S},
        )
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False, autoflush=True)
        self._listeners: list[Callable[[int], None]] = []

    def on_commit(self, listener: Callable[[int], None]) -> None:
        """Call `listener(newest seq)` after each commit that appended facts."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, drill: UUID = NIL) -> AsyncIterator[Tx]:
        """Open one transaction as `actor`; append its facts and commit when the block ends well.

        Raises `Unavailable` when the database does not answer, `Conflict`/`Invalid` for broken
        constraints.
        """
        appended: list[Appended] = []
        try:
            async with self._sessions() as session, session.begin():
                tx = await self._opened(session, actor, drill)
                yield tx
                await session.flush()
                appended = await append(tx)
        except DRIVER_ERRORS as error:
            raise translated(error) from error
        if appended:
            for listener in self._listeners:
                listener(appended[-1].seq)

    @asynccontextmanager
    async def reading(self, actor: Actor, *, drill: UUID = NIL) -> AsyncIterator[Tx]:
        """Open one read-only transaction as `actor`."""
        try:
            async with self._sessions() as session, session.begin():
                tx = await self._opened(session, actor, drill, read_only=True)
                yield tx
        except DRIVER_ERRORS as error:
            raise translated(error) from error

    async def run(
        self, actor: Actor, step: Callable[[Tx], Awaitable[T]], *, drill: UUID = NIL
    ) -> T:
        """Run one use case in one transaction."""
        async with self.transaction(actor, drill=drill) as tx:
            return await step(tx)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    async def _opened(
        self, session: AsyncSession, actor: Actor, drill: UUID, *, read_only: bool = False
    ) -> Tx:
        await session.execute(_READER if read_only else _SUBJECT, subject_settings(actor))
        return Tx(session, actor, self._clock.now(), drill)


_SETTINGS = (
    "select set_config('wanglou.organisations', :organisations, true), "
    "set_config('wanglou.posts', :posts, true), set_config('wanglou.personal', :personal, true), "
    "set_config('wanglou.owner', :owner, true), set_config('wanglou.subjects', :subjects, true)"
)
_SUBJECT = text(_SETTINGS)
# In one step: an idle worker opens some twenty readings a second.
_READER = text(f"{_SETTINGS}, set_config('transaction_read_only', 'on', true)")


def subject_settings(actor: Actor) -> dict[str, str]:
    """Return the values of the `wanglou.*` settings that stand for an actor."""
    everything = actor.organisations is None
    return {
        "organisations": "*" if everything else _array(actor.organisations or frozenset()),
        "posts": _array(actor.posts),
        "personal": "on" if actor.personal else "",
        "owner": actor.owner,
        "subjects": _array(actor.subjects),
    }


def _array(ids: frozenset[UUID]) -> str:
    return "{" + ",".join(str(item) for item in sorted(ids)) + "}"


def translated(error: BaseException) -> Problem | BaseException:
    """Return our own refusal for an error of the driver; a bug stays what it is."""
    cause: Any = getattr(error, "orig", error)
    state = str(getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None) or "")
    constraint = _constraint(cause)
    if state == "23505":
        return Conflict(f"This already exists ({constraint}).", constraint=constraint)
    if state in ("22021", "22P05"):
        return Invalid("A text holds characters that cannot be stored.")
    if state in ("23503", "23514", "23502", "22001"):
        return Invalid(
            f"A value breaks the rule {constraint}.", errors=[FieldError("", "rule", constraint)]
        )
    if state == "42501":
        return Conflict("This would place the record where you cannot see it.")
    if _is_outage(error, cause, state):
        return Unavailable(
            "The database does not answer at the moment; nothing was changed.",
            headers={"Retry-After": "2"},
        )
    return error


def _constraint(cause: Any) -> str:
    inner = getattr(cause, "__cause__", None) or cause
    return str(getattr(inner, "constraint_name", None) or getattr(inner, "column_name", None) or "")


def _is_outage(error: BaseException, cause: Any, state: str) -> bool:
    # 08 connection, 53 resources, 57 operator intervention, 40 rollback (deadlock, serialisation),
    # 55P03 lock not available, 25P03 idle in transaction, 25006 read-only server, 58 system error.
    if state[:2] in ("08", "53", "57", "40", "58") or state in ("55P03", "25P03", "25006"):
        return True
    if isinstance(error, OSError | TimeoutError | PoolTimeoutError):
        return True
    inner = getattr(cause, "__cause__", None) or cause
    return isinstance(
        inner, asyncpg.InterfaceError | asyncpg.PostgresConnectionError | OSError
    ) or bool(getattr(error, "connection_invalidated", False))
