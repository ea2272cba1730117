"""Work that goes on behind a request (imports, exports): the statements all such tables share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx


@dataclass(frozen=True)
class Tasks:
    """A table of tasks with `id`, `owner`, `state`, `version`, `created_at` and `changed_at`.

    `columns` are what is read, `json` those of them kept as jsonb.
    """

    table: str
    columns: tuple[str, ...]
    json: frozenset[str]

    @property
    def _selected(self) -> str:
        return f"select {', '.join(self.columns)} from {self.table}"

    async def one(self, tx: Tx, task: UUID, *, lock: bool = False) -> Any | None:
        """Return one visible task, locked for a change when asked."""
        ending = " for update" if lock else ""
        return await tx.row(f"{self._selected} where id = :id{ending}", id=task)

    async def listed(self, tx: Tx, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Any]:
        """Return the asker's tasks, latest first, `limit + 1` of them."""
        return await tx.rows(
            f"{self._selected} where owner = :owner and (cast(:at as timestamptz) is null "
            "or (created_at, id) < (cast(:at as timestamptz), cast(:id as uuid))) "
            "order by created_at desc, id desc limit :most",
            owner=tx.actor.owner,
            at=after[0] if after else None,
            id=after[1] if after else None,
            most=limit + 1,
        )

    async def owned(self, tx: Tx, *states: str) -> int:
        """Return how many tasks of the asker are in some states."""
        found: int = await tx.value(
            f"select count(*) from {self.table} where owner = :owner and {_among(states)}",
            owner=tx.actor.owner,
        )
        return found

    async def due(self, tx: Tx, most: int, *states: str) -> list[Any]:
        """Return the tasks in some states, longest waiting first."""
        return await tx.rows(
            f"{self._selected} where {_among(states)} order by changed_at limit :most", most=most
        )

    async def hold(self, tx: Tx, task: UUID) -> bool:
        """Take the lock under which one process works on a task, until this transaction ends."""
        found: bool = await tx.value(
            "select pg_try_advisory_xact_lock(hashtextextended(:name, 0))",
            name=f"{self.table}:{task}",
        )
        return found

    async def change(self, tx: Tx, task: UUID, values: dict[str, Any], *states: str) -> bool:
        """Write some columns of a task; say False when it is not in one of the states given."""
        sets = [
            f"{name} = cast(:{name} as jsonb)" if name in self.json else f"{name} = :{name}"
            for name in values
        ]
        bound = {
            name: orjson.dumps(value).decode() if name in self.json and value is not None else value
            for name, value in values.items()
        }
        return bool(
            await tx.run(
                f"update {self.table} set {', '.join(sets)}, version = version + 1, "
                "changed_at = :now where id = :id" + (f" and {_among(states)}" if states else ""),
                id=task,
                now=tx.now,
                **bound,
            )
        )


def _among(states: tuple[str, ...]) -> str:
    """Return the condition as text: an index on some states serves no parameter."""
    return f"state in ({', '.join(repr(state) for state in states)})"
