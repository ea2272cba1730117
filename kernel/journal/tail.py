"""Reads the journal for screens: bare asyncpg, JSON built by PostgreSQL.

Each query judges what it reads for all sight classes at once, by the one function that decides
sight (`kernel.visible`), against the scope the subject has now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from kernel.journal.pieces import named

_SQL = Path(__file__).resolve().parent / "sql"
_HEAD = named(_SQL, "head")
_BATCH = named(_SQL, "batch")
_MOVED = named(_SQL, "moved")
_OPEN_SUBJECTS = named(_SQL, "open_subjects")


@dataclass(frozen=True, slots=True)
class Classes:
    """Sight classes in the order of their numbers, as PostgreSQL array texts (None = all)."""

    organisations: tuple[str | None, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal ends, which journal it is, and what the database's clock says."""

    seq: int
    at: datetime | None
    now: datetime
    epoch: UUID


async def head(connection: asyncpg.Connection) -> Head:
    """Return the end of the journal."""
    row = await connection.fetchrow(_HEAD)
    return Head(row["seq"], row["at"], row["now"], row["epoch"])


async def batch(
    connection: asyncpg.Connection, classes: Classes, after: int, limit: int
) -> list[Any]:
    """Return the facts after `after`, each with the classes that see its subject now (`sees`).

    A change of scope also has the classes that saw the scope before it (`saw`).
    """
    rows: list[Any] = await connection.fetch(
        _BATCH, classes.organisations, classes.posts, after, limit
    )
    return rows


async def moved(
    connection: asyncpg.Connection, classes: Classes, changes: Sequence[int], topics: Sequence[str]
) -> list[Any]:
    """Return each open subject of the scopes changed by these facts, as it stands now."""
    rows: list[Any] = await connection.fetch(
        _MOVED, classes.organisations, classes.posts, changes, topics
    )
    return rows


async def open_subjects(
    connection: asyncpg.Connection, classes: Classes, topics: Sequence[str]
) -> list[Any]:
    """Return every open subject with its place and the classes that see it now."""
    rows: list[Any] = await connection.fetch(
        _OPEN_SUBJECTS, classes.organisations, classes.posts, topics
    )
    return rows
