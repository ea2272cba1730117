"""All SQL of texts to devices."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.api import Tx

COLUMNS = (
    "t.id, t.device_id, t.unit_id, t.cause, t.scope_id, t.drill, t.body, t.urgent, t.state, "
    "t.reason, t.written_by, t.written_at, t.until, t.tries, t.next_at, t.sent_at, t.ended_at"
)
# As the index has it.
_OPEN = "t.state in ('waiting', 'sent')"


async def able_of_unit(tx: Tx, unit: UUID, protocols: Collection[str]) -> list[Any]:
    """Return the devices of a unit that may be sent to and show texts."""
    return await tx.rows(
        "select id from gis.device where unit_id = :unit "
        "and state = 'active' and protocol = any(:protocols) order by number",
        unit=unit,
        protocols=list(protocols),
    )


async def waiting_of(tx: Tx, devices: Collection[UUID], *, caused: bool) -> dict[UUID, int]:
    """Return how many texts wait for each of these devices: of orders (`caused`), or by hand.

    Neither keeps the other away, nor does a drill keep away what is none.
    """
    rows = await tx.rows(
        f"select t.device_id, count(*) as many from gis.text t where {_OPEN} "
        "and t.device_id = any(:devices) and (t.cause is not null) = :caused "
        "and t.drill = :drill group by t.device_id",
        devices=list(devices),
        caused=caused,
        drill=tx.drill,
    )
    return {row.device_id: row.many for row in rows}


async def insert(tx: Tx, values: dict[str, Any]) -> Any:
    """Write a text, seen with the unit of its device as devices are, and return it."""
    return await tx.row(
        "insert into gis.text as t (id, device_id, unit_id, cause, scope_id, drill, body, urgent, "
        "state, written_by, written_at, until, next_at) select :id, d.id, d.unit_id, "
        "cast(:cause as uuid), coalesce(u.scope_id, d.scope_id), :drill, :body, :urgent, "
        "'waiting', cast(:written_by as jsonb), :now, :until, :now from gis.device d "
        "left join registry.unit u on u.id = d.unit_id where d.id = :device_id "
        f"returning {COLUMNS}",
        **values,
        drill=tx.drill,
        now=tx.now,
    )


async def listed(
    tx: Tx, device: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return texts to a device, the newest first, `limit + 1` of them."""
    return await tx.rows(
        f"select {COLUMNS} from gis.text t where t.device_id = :device "
        "and (cast(:after_at as timestamptz) is null "
        "or (t.written_at, t.id) < (:after_at, cast(:after_id as uuid))) "
        "order by t.written_at desc, t.id desc limit :most",
        device=device,
        after_at=after[0] if after else None,
        after_id=after[1] if after else None,
        most=limit + 1,
    )


async def due(tx: Tx, online: Collection[int], most: int) -> list[Any]:
    """Return texts that are to be sent now to devices of these numbers, urgent ones first."""
    return await tx.rows(
        "select t.id, t.drill from gis.text t join gis.device d on d.id = t.device_id "
        f"where {_OPEN} and t.next_at <= :now and t.until > :now and d.state = 'active' "
        "and d.number = any(:online) order by t.urgent desc, t.written_at, t.id limit :most",
        now=tx.now,
        online=list(online),
        most=most,
    )


async def hasten(tx: Tx, numbers: Collection[int]) -> None:
    """Let what waits for devices of these numbers be sent at once: they have just come."""
    await tx.run(
        "update gis.text t set next_at = :now from gis.device d where d.id = t.device_id "
        f"and {_OPEN} and t.next_at > :now and d.number = any(:numbers)",
        now=tx.now,
        numbers=list(numbers),
    )


async def claim(tx: Tx, texts: Collection[UUID], waits: Collection[timedelta]) -> list[Any]:
    """Mark texts as sent if nobody else did meanwhile; return them with their device's number.

    `waits` is how long each try waits for an answer, the last for all after it.
    """
    return await tx.rows(
        "update gis.text t set state = 'sent', tries = t.tries + 1, "
        "sent_at = coalesce(t.sent_at, :now), next_at = :now + "
        "(cast(:waits as interval[]))[least(t.tries + 1, cardinality(cast(:waits as interval[])))] "
        "from gis.device d where d.id = t.device_id and t.id = any(:texts) "
        f"and {_OPEN} and t.next_at <= :now and t.until > :now returning {COLUMNS}, d.number",
        texts=list(texts),
        waits=list(waits),
        now=tx.now,
    )


async def end(tx: Tx, texts: Collection[UUID], state: str, reason: str | None) -> list[Any]:
    """End texts that have not ended; return them."""
    return await tx.rows(
        "update gis.text t set state = :state, reason = :reason, ended_at = :now "
        f"where t.id = any(:texts) and {_OPEN} returning {COLUMNS}",
        texts=list(texts),
        state=state,
        reason=reason,
        now=tx.now,
    )


async def run_out(tx: Tx, most: int) -> list[Any]:
    """Return texts whose time is over, the oldest first."""
    return await tx.rows(
        f"select t.id, t.drill from gis.text t where {_OPEN} and t.until <= :now "
        "order by t.until, t.id limit :most",
        now=tx.now,
        most=most,
    )


async def erase(tx: Tx, before: datetime, most: int) -> int:
    """Erase texts that ended before a moment; return how many."""
    return await tx.run(
        "delete from gis.text where id in (select t.id from gis.text t where t.ended_at < :before "
        "order by t.ended_at limit :most)",
        before=before,
        most=most,
    )
