"""All SQL of saved answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

_CARD = (
    "select id, kind, title, organisation_id, scope_id, incident_id, saved_by, created_at, "
    "removed_at, result -> 'figures' as figures, (result -> 'fictional')::boolean as fictional, "
    "result ->> 'detail' as detail from gis.analysis"
)


async def listed(
    tx: Tx,
    *,
    filters: dict[str, Any],
    removed: bool,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Any]:
    """Return visible answers without their shapes, newest first, `limit + 1` of them."""
    return await tx.rows(
        _CARD + f" where removed_at is {'not null' if removed else 'null'}"
        " and (cast(:kind as text) is null or kind = :kind)"
        " and (cast(:incident as uuid) is null or incident_id = :incident)"
        + (" and (created_at, id) < (:at, :id)" if after else "")
        + " order by created_at desc, id desc limit :most",
        **filters,
        **({"at": after[0], "id": after[1]} if after else {}),
        most=limit + 1,
    )


async def card(tx: Tx, analysis: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible answer without its shapes, removed ones too, locked on demand."""
    return await tx.row(_CARD + " where id = :id" + (" for update" if lock else ""), id=analysis)


async def result(tx: Tx, analysis: UUID) -> Any | None:
    """Return the whole of one visible answer that is not removed: title and result."""
    return await tx.row(
        "select title, result from gis.analysis where id = :id and removed_at is null", id=analysis
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert an answer; `input`, `result` and `saved_by` are JSON texts."""
    await tx.run(
        "insert into gis.analysis (id, kind, title, input, result, organisation_id, scope_id, "
        "incident_id, saved_by, created_at) values (:id, :kind, :title, cast(:input as jsonb), "
        "cast(:result as jsonb), :organisation_id, :scope_id, :incident_id, "
        "cast(:saved_by as jsonb), :now)",
        **values,
        now=tx.now,
    )


async def set_removed(tx: Tx, analysis: UUID, *, removed: bool) -> None:
    """Take an answer away or bring it back."""
    await tx.run(
        "update gis.analysis set removed_at = :at where id = :id",
        at=tx.now if removed else None,
        id=analysis,
    )
