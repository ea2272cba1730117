"""All SQL of what devices say of their units."""

from typing import Any
from uuid import UUID

from kernel.api import Tx


async def device(tx: Tx, identity: UUID) -> Any | None:
    """Return as much of a device as judging its events takes."""
    return await tx.row(
        "select id, number, identifier, name, plate, maker, unit_id, organisation_id, scope_id "
        "from gis.device where id = :id and state = 'active'",
        id=identity,
    )


async def refuse(tx: Tx, number: int, reason: str) -> None:
    """Count what a device told and was not taken."""
    await tx.run(
        "insert into gis.device_refusal as was (device, reason, count, last_at) "
        "values (:number, :reason, 1, :now) on conflict (device, reason) "
        "do update set count = was.count + 1, last_at = excluded.last_at",
        number=number,
        reason=reason,
        now=tx.now,
    )
