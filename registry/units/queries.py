"""All SQL of units."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from kernel.api import Tx
from registry.places import point
from registry.sql import named

UNIT = "units/unit.sql"
Box = tuple[float, float, float, float]


async def listed(
    tx: Tx,
    *,
    filters: dict[str, Any],
    bbox: Box | None,
    after: tuple[str, UUID] | None,
    limit: int,
) -> list[Any]:
    """Return visible units by call sign, `limit + 1` of them; `bbox` is w, s, e, n."""
    box = bbox or (None, None, None, None)
    within = " and u.place && st_makeenvelope(:west, :south, :east, :north, 4326)" if bbox else ""
    return await tx.rows(
        named(UNIT) + " where (cast(:status as text[]) is null or u.status = any(:status))"
        " and (cast(:kind as text[]) is null or u.kind = any(:kind))"
        " and (cast(:organisation as uuid) is null"
        "      or u.organisation_id = :organisation or u.agency_id = :organisation)"
        " and (cast(:incident as uuid) is null or u.incident_id = :incident)"
        " and (cast(:q as text) is null or position(lower(:q) in lower(concat_ws(' ',"
        "      u.call_sign, u.code, u.station_zh, u.station_en))) > 0)"
        " and (cast(:after_sign as text) is null"
        "      or (u.call_sign, u.id) > (:after_sign, cast(:after_id as uuid)))"
        + within
        + " order by u.call_sign, u.id limit :most",
        **filters,
        **(dict(zip(("west", "south", "east", "north"), box, strict=True)) if bbox else {}),
        after_sign=after[0] if after else None,
        after_id=after[1] if after else None,
        most=limit + 1,
    )


async def one(tx: Tx, unit: UUID) -> Any | None:
    """Return one visible unit."""
    return await tx.row(named(UNIT) + " where u.id = :id", id=unit)


async def lock(tx: Tx, unit: UUID) -> Any | None:
    """Lock a visible unit for a change and return it."""
    return await tx.row(named(UNIT) + " where u.id = :id for update of u", id=unit)


async def of_incident(tx: Tx, incident: UUID) -> list[Any]:
    """Return the visible units that work for an incident, by call sign."""
    return await tx.rows(
        named(UNIT) + " where u.incident_id = :incident order by u.call_sign", incident=incident
    )


async def several(tx: Tx, ids: Collection[UUID]) -> list[Any]:
    """Return these units, invisible ones left out."""
    return await tx.rows(
        named(UNIT) + " where u.id = any(:ids) order by u.call_sign", ids=list(ids)
    )


async def seen(tx: Tx, unit: UUID) -> bool:
    """Say whether the asker sees a unit."""
    return bool(
        await tx.value("select exists (select 1 from registry.unit where id = :id)", id=unit)
    )


async def id_of_code(tx: Tx, code: str) -> UUID | None:
    """Return the id of the visible unit with this code."""
    found: UUID | None = await tx.value(
        "select id from registry.unit where code = :code", code=code
    )
    return found


async def unit_of_account(tx: Tx, account: UUID) -> UUID | None:
    """Return the unit an account speaks for."""
    unit: UUID | None = await tx.value(
        "select unit_id from registry.account where id = :account", account=account
    )
    return unit


async def scope_exists(tx: Tx, scope: UUID) -> bool:
    """Say whether a standing scope is there already."""
    return bool(
        await tx.value("select exists (select 1 from kernel.scope where id = :id)", id=scope)
    )


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a unit; say False when its code is taken."""
    return bool(
        await tx.run(
            "insert into registry.unit (id, code, call_sign, kind, organisation_id, agency_id, "
            "scope_id, capabilities, crew, status, status_at, place, place_accuracy_m, "
            "place_source, position_at, station_zh, station_en, station, fictional) "
            "values (:id, :code, :call_sign, :kind, :organisation_id, :agency_id, :scope_id, "
            f":capabilities, :crew, :status, :now, {point('place')}, :place_accuracy_m, "
            f":place_source, :position_at, :station_zh, :station_en, {point('station')}, "
            ":fictional) on conflict (code) do nothing",
            **values,
            now=tx.now,
        )
    )


async def update(tx: Tx, unit: UUID, values: dict[str, Any]) -> None:
    """Write the changeable fields of a unit."""
    await tx.run(
        "update registry.unit set call_sign = :call_sign, kind = :kind, "
        "organisation_id = :organisation_id, agency_id = :agency_id, scope_id = :scope_id, "
        f"capabilities = :capabilities, crew = :crew, place = {point('place')}, "
        "place_accuracy_m = :place_accuracy_m, place_source = :place_source, "
        "position_at = :position_at, station_zh = :station_zh, station_en = :station_en, "
        f"station = {point('station')}, fictional = :fictional where id = :id",
        id=unit,
        **values,
    )


_CHECK = ("checked_at", "checked_by", "check_warn_at", "check_due_at")


async def set_status(tx: Tx, unit: UUID, values: dict[str, Any]) -> None:
    """Write what a unit does now."""
    await tx.run(
        "update registry.unit set status = :status, status_at = :now, status_note = :note, "
        "reported_at = :reported_at, incident_id = :incident_id, "
        + ", ".join(f"{name} = case when :status = 'on_scene' then {name} end" for name in _CHECK)
        + " where id = :id",
        id=unit,
        now=tx.now,
        **values,
    )


async def set_place(tx: Tx, unit: UUID, values: dict[str, Any]) -> None:
    """Write where a unit was last seen."""
    await tx.run(
        f"update registry.unit set place = {point('place')}, "
        "place_accuracy_m = :place_accuracy_m, place_source = :place_source, "
        "position_at = :position_at where id = :id",
        id=unit,
        **values,
    )


_HEARD = """
select u.id, u.incident_id, u.no_contact_since,
       case when h.at < cast(:now as timestamptz) - make_interval(secs => l.after_s)
           then h.at end as since
from unnest(cast(:units as uuid[]), cast(:moments as timestamptz[])) as d (unit, at)
join registry.unit u on u.id = d.unit
cross join lateral (
    select greatest(d.at, case when u.place_source = 'device' then u.position_at end) as at
) h
left join unnest(cast(:statuses as text[]), cast(:seconds as float8[])) as l (status, after_s)
    on l.status = u.status
"""


async def contact_changed(
    tx: Tx, heard: Mapping[UUID, datetime], limits: Mapping[str, int], most: int
) -> list[Any]:
    """Return units, locked, that fell silent (`since` a moment) or were heard again (`since` null).

    `heard` is when devices of units were last heard, `limits` the seconds of silence by status. A
    unit without devices any more is not silent.
    """
    values = {
        "units": list(heard),
        "moments": list(heard.values()),
        "statuses": list(limits),
        "seconds": [float(each) for each in limits.values()],
        "now": tx.now,
        "most": most,
    }
    rows = await tx.rows(
        f"select id, since from ({_HEARD}) j where (since is null) <> (no_contact_since is null) "
        "union all select id, null from registry.unit where no_contact_since is not null "
        "and not (id = any(cast(:units as uuid[]))) limit :most",
        **values,
    )
    since = {row.id: row.since for row in rows}
    locked = await tx.rows(
        "select u.id, u.incident_id from registry.unit u where u.id = any(:ids) order by u.id "
        "for update of u",
        ids=list(since),
    )
    return [
        SimpleNamespace(id=row.id, incident_id=row.incident_id, since=since[row.id])
        for row in locked
    ]


async def set_no_contact(tx: Tx, unit: UUID, since: datetime | None) -> None:
    """Write since when nothing is heard of a unit."""
    await tx.run(
        "update registry.unit set no_contact_since = :since where id = :id", since=since, id=unit
    )


async def contact_untold(tx: Tx, engaged: Collection[str], most: int) -> list[Any]:
    """Return units, locked, whose alarm of silence is missing or has no reason any more."""
    return await tx.rows(
        "select u.id, u.call_sign, u.status, u.incident_id, u.organisation_id, u.scope_id, "
        "u.no_contact_since from registry.unit u "
        "where (u.no_contact_since is not null or u.no_contact_told_at is not null) "
        "and (u.no_contact_since is not null and u.status = any(:engaged)) "
        "<> (u.no_contact_told_at is not null) order by u.id limit :most for update of u",
        engaged=list(engaged),
        most=most,
    )


async def set_no_contact_told(tx: Tx, unit: UUID, at: datetime | None) -> None:
    """Note since when an alarm of silence stands for a unit."""
    await tx.run("update registry.unit set no_contact_told_at = :at where id = :id", at=at, id=unit)
