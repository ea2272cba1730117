"""All SQL of devices."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import Tx

COLUMNS = (
    "d.id, d.number, d.protocol, d.identifier, d.name, d.secret_hash, d.unit_id, "
    "d.organisation_id, d.scope_id, d.datum, d.state, d.maker, d.model, d.plate, d.registered_at, "
    "d.changed_at"
)
_LAST = (
    "p.at as last_at, p.received_at as last_received_at, p.lon as last_lon, p.lat as last_lat, "
    "p.moving as last_moving, p.since as last_since, "
    "greatest(p.received_at, c.heard_at) as heard_at"
)
_SELECT = (
    f"select {COLUMNS}, {_LAST} from gis.device d "
    "left join gis.last_position p on p.device = d.number "
    "left join gis.device_contact c on c.device = d.number"
)


async def listed(
    tx: Tx, *, filters: dict[str, Any], after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return devices within sight, the newest first, `limit + 1` of them."""
    return await tx.rows(
        f"{_SELECT} where (cast(:state as text) is null or d.state = :state) "
        "and (cast(:protocol as text) is null or d.protocol = :protocol) "
        "and (cast(:unit as uuid) is null or d.unit_id = :unit) "
        "and (cast(:online as boolean) is null or coalesce(greatest(p.received_at, c.heard_at) "
        "> cast(:now as timestamptz) - interval '5 minutes', false) = :online) "
        "and (cast(:q as text) is null or position(lower(:q) in "
        "lower(concat_ws(' ', d.identifier, d.name, d.plate))) > 0) "
        "and (cast(:after_at as timestamptz) is null "
        "or (d.registered_at, d.id) < (:after_at, cast(:after_id as uuid))) "
        "order by d.registered_at desc, d.id desc limit :most",
        **filters,
        after_at=after[0] if after else None,
        after_id=after[1] if after else None,
        now=tx.now,
        most=limit + 1,
    )


async def one(tx: Tx, device: UUID) -> Any | None:
    """Return a visible device."""
    return await tx.row(f"{_SELECT} where d.id = :id", id=device)


async def of_identity(tx: Tx, protocol: str, identifier: str) -> Any | None:
    """Return the device that calls itself so."""
    return await tx.row(
        f"{_SELECT} where d.protocol = :protocol and d.identifier = :identifier",
        protocol=protocol,
        identifier=identifier,
    )


async def seen(tx: Tx, protocol: str, identifiers: list[str]) -> list[str]:
    """Return which of these devices are within sight."""
    rows = await tx.rows(
        "select identifier from gis.device where protocol = :protocol "
        "and identifier = any(:identifiers)",
        protocol=protocol,
        identifiers=identifiers,
    )
    return [row.identifier for row in rows]


async def lock(tx: Tx, device: UUID) -> Any | None:
    """Lock a visible device for a change and return it."""
    return await tx.row(f"{_SELECT} where d.id = :id for update of d", id=device)


async def astray(tx: Tx, unit: UUID) -> list[Any]:
    """Lock the devices of a unit that are not where it is kept; return them with where that is."""
    return await tx.rows(
        "select d.id, u.organisation_id, u.scope_id from gis.device d "
        "join registry.unit u on u.id = d.unit_id where d.unit_id = :unit "
        "and (d.organisation_id, d.scope_id) is distinct from (u.organisation_id, u.scope_id) "
        "order by d.number for update of d",
        unit=unit,
    )


async def set_owner(tx: Tx, device: UUID, organisation: UUID, scope: UUID) -> None:
    """Write which organisation keeps a device and who sees what the journal says of it."""
    await tx.run(
        "update gis.device set organisation_id = :organisation, scope_id = :scope, "
        "changed_at = :now where id = :id",
        id=device,
        organisation=organisation,
        scope=scope,
        now=tx.now,
    )


async def refusals(tx: Tx, numbers: list[int]) -> list[Any]:
    """Return how often what devices told was refused and when last, by device and reason."""
    return await tx.rows(
        "select device, reason, count, last_at from gis.device_refusal "
        "where device = any(:numbers) order by device, reason",
        numbers=numbers,
    )


async def changed_since(tx: Tx, moment: datetime | None) -> list[Any]:
    """Return the devices that changed since a moment (None = all), with their last positions."""
    return await tx.rows(
        f"{_SELECT} where cast(:since as timestamptz) is null or d.changed_at >= :since",
        since=moment,
    )


async def standing(tx: Tx) -> int:
    """Count the devices."""
    return int(await tx.value("select count(*) from gis.device"))


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a device; say False when its protocol and identifier are taken."""
    return bool(
        await tx.run(
            "insert into gis.device (id, protocol, identifier, name, secret_hash, unit_id, "
            "organisation_id, scope_id, datum, state, maker, model, plate, registered_at, "
            "changed_at) values (:id, :protocol, :identifier, :name, :secret_hash, :unit_id, "
            ":organisation_id, :scope_id, :datum, :state, :maker, :model, :plate, :now, :now) "
            "on conflict on constraint device_identity do nothing",
            **values,
            now=tx.now,
        )
    )


async def set_identity(tx: Tx, device: UUID, identifier: str, secret: bytes | None) -> None:
    """Give a device a new identifier or a new code."""
    await tx.run(
        "update gis.device set identifier = :identifier, secret_hash = :secret, "
        "changed_at = :now where id = :id",
        id=device,
        identifier=identifier,
        secret=secret,
        now=tx.now,
    )


async def update(tx: Tx, device: UUID, values: dict[str, Any]) -> None:
    """Write the changeable fields of a device."""
    await tx.run(
        "update gis.device set name = :name, unit_id = :unit_id, "
        "organisation_id = :organisation_id, scope_id = :scope_id, datum = :datum, "
        "state = :state, secret_hash = :secret_hash, changed_at = :now where id = :id",
        id=device,
        now=tx.now,
        **values,
    )


async def set_secret(tx: Tx, device: UUID, values: dict[str, Any]) -> None:
    """Give a device a new code, and what it says of itself."""
    await tx.run(
        "update gis.device set secret_hash = :secret_hash, maker = :maker, model = :model, "
        "plate = :plate, changed_at = :now where id = :id",
        id=device,
        now=tx.now,
        **values,
    )
