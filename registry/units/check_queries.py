"""SQL of the check of crews on scene."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.api import Tx
from registry.sql import named
from registry.units.queries import UNIT


async def set_check(
    tx: Tx, unit: UUID, at: datetime, by: str | None, *, spans: tuple[float, float]
) -> None:
    """Write when a crew was known to be well; `spans` to yellow and to red, in seconds."""
    await tx.run(
        "update registry.unit set checked_at = :at, checked_by = :by, "
        "check_warn_at = :warn_at, check_due_at = :due_at where id = :id",
        id=unit,
        at=at,
        by=by,
        warn_at=at + timedelta(seconds=spans[0]),
        due_at=at + timedelta(seconds=spans[1]),
    )


async def unaccounted(tx: Tx, most: int) -> list[Any]:
    """Return units whose check is overdue and for which no alarm stands, locked."""
    return await tx.rows(
        named(UNIT) + " where u.check_due_at <= :now and u.check_told_at is null "
        "order by u.check_due_at limit :most for update of u skip locked",
        now=tx.now,
        most=most,
    )


async def accounted(tx: Tx, most: int) -> list[Any]:
    """Return units for which an alarm stands though their check is in time or over, locked."""
    return await tx.rows(
        named(UNIT) + " where u.check_told_at is not null "
        "and (u.check_due_at is null or u.check_due_at > :now) "
        "order by u.check_told_at limit :most for update of u skip locked",
        now=tx.now,
        most=most,
    )


async def set_check_told(tx: Tx, unit: UUID, at: datetime | None) -> None:
    """Note since when an alarm stands for a unit's crew."""
    await tx.run("update registry.unit set check_told_at = :at where id = :id", at=at, id=unit)
