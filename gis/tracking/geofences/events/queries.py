"""All SQL of crossings, of who is where, and of the events rules made of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gis.tracking.geofences.queries import written
from kernel.api import Tx

# Who a device belongs to, under the names `Who` has.
_WHO = (
    "d.id as device_id, d.protocol, d.identifier, coalesce(d.name, d.plate) as device_name, "
    "d.unit_id, u.call_sign, u.kind as unit_kind, u.status, u.agency_id, "
    "coalesce(u.organisation_id, d.organisation_id) as organisation_id"
)
_EVENT = (
    "select e.id, e.rule_id, e.event, e.fence_id, e.device_id, e.unit_id, e.who, e.named, e.at, "
    "e.until, e.standing, e.figures, e.lon, e.lat, e.late, e.alarm_id, e.organisation_id, "
    "e.scope_id, e.told_at, e.left_at from gis.geofence_event e"
)


async def crossings(tx: Tx, most: int) -> list[Any]:
    """Lock and return the crossings that were not told yet, in their order."""
    return await tx.rows(
        f"select c.id, c.device, c.fence_id, c.limit_kmh, c.begins, c.at, c.lon, c.lat, "
        f"c.speed_mps, c.found, c.late, {_WHO} from gis.crossing c "
        "join gis.device d on d.number = c.device left join registry.unit u on u.id = d.unit_id "
        "order by c.id limit :most for update of c",
        most=most,
    )


async def forget_crossings(tx: Tx, ids: list[int]) -> None:
    """Erase crossings that were told."""
    await tx.run("delete from gis.crossing where id = any(:ids)", ids=ids)


async def fences(tx: Tx) -> list[Any]:
    """Return the geofences that count, their hours aside."""
    return await tx.rows(
        "select id, name, hours, shaped_at from gis.geofence where withdrawn_at is null and active"
    )


async def elsewhere(tx: Tx, row: Any) -> bool:
    """Say whether another device of the unit was inside at the moment of a crossing."""
    return bool(
        await tx.value(
            "select exists (select 1 from gis.presence p join gis.device d on d.number = p.device "
            "where d.unit_id = :unit and d.state = 'active' and p.device <> :device "
            "and p.fence_id = :fence and p.limit_kmh = 0 and p.since < :at "
            "and (p.inside or p.at > :at))",
            unit=row.unit_id,
            device=row.device,
            fence=row.fence_id,
            at=row.at,
        )
    )


async def staying(
    tx: Tx, pairs: Sequence[tuple[UUID, UUID, datetime, int]], held: timedelta
) -> list[Any]:
    """Return who is inside for so long, by pairs of (rule, geofence, not counted before, minutes).

    A device that fell silent is taken to stay where it was for `held`.
    """
    rules, places, froms, minutes = zip(*pairs, strict=True)
    return await tx.rows(
        f"select w.rule_id, w.fence_id, greatest(p.since, w.since) as since, {_WHO}, "
        "l.lon, l.lat, l.speed_mps from unnest(cast(:rules as uuid[]), cast(:fences as uuid[]), "
        "cast(:froms as timestamptz[]), cast(:minutes as int[])) "
        "w(rule_id, fence_id, since, minutes) "
        "join gis.presence p on p.fence_id = w.fence_id and p.inside and p.limit_kmh = 0 "
        "join gis.device d on d.number = p.device and d.state = 'active' "
        "join gis.last_position l on l.device = p.device "
        "left join registry.unit u on u.id = d.unit_id "
        "where least(:now, l.at + :held) - greatest(p.since, w.since) "
        ">= make_interval(mins => w.minutes) order by since, p.device",
        rules=list(rules),
        fences=list(places),
        froms=list(froms),
        minutes=list(minutes),
        held=held,
        now=tx.now,
    )


async def heard(tx: Tx, since: datetime) -> list[Any]:
    """Return units with where they were last, of those heard of since a moment."""
    return await tx.rows(
        f"select distinct on (d.unit_id) {_WHO}, l.at, l.received_at, l.lon, l.lat, l.speed_mps "
        "from gis.device d join gis.last_position l on l.device = d.number "
        "join registry.unit u on u.id = d.unit_id "
        "where d.state = 'active' and l.at >= :since order by d.unit_id, l.at desc",
        since=since,
    )


async def visits(tx: Tx, places: Sequence[UUID]) -> list[Any]:
    """Return which units are, or were, inside these geofences: (unit, fence, inside, last at)."""
    return await tx.rows(
        "select d.unit_id, p.fence_id, bool_or(p.inside) as inside, max(p.at) as at "
        "from gis.presence p join gis.device d on d.number = p.device "
        "where p.fence_id = any(:fences) and p.limit_kmh = 0 and d.unit_id is not null "
        "and d.state = 'active' group by d.unit_id, p.fence_id",
        fences=list(places),
    )


async def tidy(tx: Tx, before: datetime) -> None:
    """Forget who was in geofences that stand no more, or left them before a moment.

    Also who was faster than no rule forbids any more.
    """
    await tx.run(
        "delete from gis.presence where not inside and changed_at < :before", before=before
    )
    await tx.run(
        "delete from gis.presence p using gis.geofence f where f.id = p.fence_id "
        "and (f.withdrawn_at is not null or not f.active)"
    )
    await tx.run(
        "delete from gis.presence p where p.limit_kmh > 0 and not exists ("
        "select 1 from gis.geofence_rule r where r.event = 'speed' and r.active "
        "and r.withdrawn_at is null and r.limit_kmh = p.limit_kmh and p.fence_id = any(r.fences))"
    )


async def forget_events(tx: Tx, before: datetime, most: int) -> None:
    """Erase events of before a moment; the journal keeps what it says of them."""
    await tx.run(
        "delete from gis.geofence_event where id in (select id from gis.geofence_event "
        "where at < :before and left_at is not null order by at limit :most)",
        before=before,
        most=most,
    )


async def standing(tx: Tx, held: timedelta) -> list[Any]:
    """Lock and return the events that go on, with whether who it was is still `there` so.

    If not, `gone_at` says when that ended, where it is known. Nobody is taken to be too fast whose
    device fell silent for longer than `held`.
    """
    return await tx.rows(
        "with seen as (select coalesce(d.unit_id, d.id) as who, p.fence_id, p.limit_kmh, "
        "bool_or(p.inside and d.state = 'active' and (p.limit_kmh = 0 or l.at > :silent)) "
        "as there, "
        "max(case when p.inside then l.at else p.at end) as at "
        "from gis.presence p join gis.device d on d.number = p.device "
        "left join gis.last_position l on l.device = p.device "
        "where p.fence_id in (select fence_id from gis.geofence_event where standing) "
        "group by 1, 2, 3) "
        + _EVENT.replace(
            " from gis.geofence_event e",
            ", coalesce(s.there, false) as there, case when s.there then null else s.at end "
            "as gone_at from gis.geofence_event e left join seen s on s.who = e.who "
            "and s.fence_id = e.fence_id and s.limit_kmh = case when e.event = 'speed' "
            "then cast(e.figures ->> 'limit_kmh' as int) else 0 end",
        )
        + " where e.standing order by e.id for update of e",
        silent=tx.now - held,
    )


async def run_out(tx: Tx, before: datetime, most: int) -> list[Any]:
    """Lock and return events told before a moment that are over and still on the boards."""
    return await tx.rows(
        _EVENT + " where e.left_at is null and not e.standing and e.told_at < :before "
        "order by e.told_at limit :most for update of e skip locked",
        before=before,
        most=most,
    )


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert an event; say False when the same goes on already."""
    return bool(
        await tx.run(
            "insert into gis.geofence_event (id, rule_id, event, fence_id, device_id, unit_id, "
            "who, named, at, until, standing, figures, lon, lat, late, alarm_id, "
            "organisation_id, scope_id, told_at) values (:id, :rule_id, :event, :fence_id, "
            ":device_id, :unit_id, :who, cast(:named as jsonb), :at, null, :standing, "
            "cast(:figures as jsonb), :lon, :lat, :late, null, :organisation_id, :scope_id, :now) "
            "on conflict do nothing",
            **written(values, ("named", "figures")),
            now=tx.now,
        )
    )


async def set_alarm(tx: Tx, event: UUID, alarm: UUID) -> None:
    """Note the alarm an event raised."""
    await tx.run("update gis.geofence_event set alarm_id = :alarm where id = :id", alarm=alarm,
                 id=event)  # fmt: skip


async def end(tx: Tx, event: UUID, until: datetime) -> None:
    """Note that what went on is over."""
    await tx.run(
        "update gis.geofence_event set standing = false, until = greatest(at, :until) "
        "where id = :id",
        until=until,
        id=event,
    )


async def leave(tx: Tx, event: UUID) -> None:
    """Note that an event left the boards."""
    await tx.run("update gis.geofence_event set left_at = :now where id = :id", now=tx.now,
                 id=event)  # fmt: skip


async def one(tx: Tx, event: UUID) -> Any | None:
    """Return one visible event."""
    return await tx.row(_EVENT + " where e.id = :id", id=event)


async def listed(
    tx: Tx, *, filters: dict[str, Any], after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible events, the newest first, `limit + 1` of them."""
    names = {"fence": "e.fence_id", "unit": "e.unit_id", "rule": "e.rule_id"}
    chosen = {name: value for name, value in filters.items() if value is not None}
    conditions = [f"{column} = :{name}" for name, column in names.items() if name in chosen] + (
        ["e.standing = :standing"] if "standing" in chosen else []
    )
    if after:
        conditions.append("(e.at, e.id) < (:after_at, :after_id)")
        chosen |= {"after_at": after[0], "after_id": after[1]}
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return await tx.rows(
        f"{_EVENT}{where} order by e.at desc, e.id desc limit :most", most=limit + 1, **chosen
    )
