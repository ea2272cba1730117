"""All SQL of what feeds told: readings and gauges, earthquakes, typhoons."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from gis.analysis.storm import Reach, TrackPoint
from gis.feeds.forms.model import Quake, Reading, Storm
from kernel.api import Tx

# What one answer shows; series and tables of more are exports.
MOST_STATIONS, MOST_QUAKES, MOST_STORMS = 1_000, 500, 20
# A gauge is drawn as a line of its last readings: six hours of quarter hours.
RECENT = 24
# Rows one step of forgetting takes, so that no transaction is long.
FORGET_AT_ONCE = 20_000
Names = Mapping[str, Mapping[str, Any]]


async def add_readings(tx: Tx, feed: UUID, readings: Sequence[Reading]) -> int:
    """Keep readings; return how many were new or had another value."""
    connection = await tx.driver()
    changed: int = await connection.fetchval(
        "with told as (insert into gis.reading as r (feed_id, code, quantity, at, value) "
        "select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::float8[]) "
        "on conflict (feed_id, code, quantity, at) do update set value = excluded.value "
        "where r.value <> excluded.value returning 1) select count(*) from told",
        feed,
        [each.station for each in readings],
        [each.quantity for each in readings],
        [each.at for each in readings],
        [each.value for each in readings],
    )
    return changed


def newest(readings: Sequence[Reading]) -> list[Reading]:
    """Return the newest reading of each gauge."""
    found: dict[tuple[str, str], Reading] = {}
    for each in readings:
        key = each.station, each.quantity
        if key not in found or found[key].at < each.at:
            found[key] = each
    return list(found.values())


_SET_STATION = (
    "insert into gis.station as s (feed_id, code, quantity, zh, en, unit, shape, at, value, "
    "before_at, before_value) "
    "select $1, $2, $3, $4, $5, $6, st_setsrid(st_makepoint($7, $8), 4326), $9, $10, r.at, r.value "
    "from (values (1)) one left join lateral (select at, value from gis.reading where feed_id = $1 "
    "and code = $2 and quantity = $3 and at < $9 order by at desc limit 1) r on true "
    "on conflict (feed_id, code, quantity) do update set zh = excluded.zh, en = excluded.en, "
    "unit = excluded.unit, shape = coalesce(excluded.shape, s.shape), at = excluded.at, "
    "value = excluded.value, before_at = excluded.before_at, before_value = excluded.before_value "
    "where excluded.at >= s.at"
)


async def set_stations(tx: Tx, feed: UUID, last: Sequence[Reading], names: Names) -> None:
    """Note what gauges measured last; an older reading does not move one back."""
    rows = [_station(each, names.get(each.station, {})) for each in last]
    connection = await tx.driver()
    await connection.executemany(_SET_STATION, [(feed, *row) for row in rows])


def _station(reading: Reading, known: Mapping[str, Any]) -> tuple[Any, ...]:
    name = reading.name or reading.station
    spot = reading.place or ((known["lon"], known["lat"]) if known else (None, None))
    zh, en = known.get("zh", name), known.get("en", name)
    return (
        reading.station, reading.quantity, zh, en, reading.unit, *spot, reading.at, reading.value,
    )  # fmt: skip


async def stations(tx: Tx, feed: UUID, only: Sequence[tuple[str, str]] | None = None) -> list[Any]:
    """Return gauges with their last readings; `only` these (code, quantity)."""
    return await tx.rows(
        "select code, quantity, zh, en, unit, st_x(shape) as lon, st_y(shape) as lat, at, value, "
        "before_at, before_value from gis.station where feed_id = :feed "
        "and (cast(:codes as text[]) is null or (code, quantity) in (select * from "
        "unnest(cast(:codes as text[]), cast(:quantities as text[])))) "
        "order by code, quantity limit :most",
        feed=feed,
        codes=None if only is None else [each[0] for each in only],
        quantities=None if only is None else [each[1] for each in only],
        most=MOST_STATIONS,
    )


async def recent(tx: Tx, feed: UUID) -> dict[tuple[str, str], list[float]]:
    """Return the last readings of each gauge that is shown, in order of time."""
    rows = await tx.rows(
        "select s.code, s.quantity, array(select r.value from (select at, value from gis.reading "
        "where feed_id = :feed and code = s.code and quantity = s.quantity "
        "order by at desc limit :recent) r order by r.at) as recent "
        "from (select code, quantity from gis.station where feed_id = :feed "
        "order by code, quantity limit :most) s",
        feed=feed,
        recent=RECENT,
        most=MOST_STATIONS,
    )
    return {(row.code, row.quantity): row.recent for row in rows}


async def series(
    tx: Tx, feed: UUID, *, station: str, quantity: str, since: datetime | None, limit: int
) -> list[Any]:
    """Return the newest readings of a gauge, in order of time."""
    rows = await tx.rows(
        "select at, value from gis.reading where feed_id = :feed and code = :code "
        "and quantity = :quantity and (cast(:since as timestamptz) is null or at >= :since) "
        "order by at desc limit :most",
        feed=feed,
        code=station,
        quantity=quantity,
        since=since,
        most=limit,
    )
    return rows[::-1]


async def set_quakes(tx: Tx, feed: UUID, quakes: Sequence[Quake]) -> int:
    """Keep earthquakes, drop withdrawn ones; return how many were new or corrected."""
    gone = [each.code for each in quakes if each.gone]
    if gone:
        await tx.run(
            "delete from gis.quake where feed_id = :feed and code = any(:codes)",
            feed=feed,
            codes=gone,
        )
    changed = len(gone)
    connection = await tx.driver()
    for each in quakes:
        if not each.gone:
            told = await connection.fetchval(
                "insert into gis.quake as q (feed_id, code, at, magnitude, depth_km, shape, place, "
                "changed_at) values ($1, $2, $3, $4, $5, st_setsrid(st_makepoint($6, $7), 4326), "
                "$8, $9) on conflict (feed_id, code) do update set at = excluded.at, "
                "magnitude = excluded.magnitude, depth_km = excluded.depth_km, "
                "shape = excluded.shape, place = excluded.place, changed_at = excluded.changed_at "
                "where (q.at, q.magnitude, q.depth_km, q.place, st_asbinary(q.shape)) is distinct "
                "from (excluded.at, excluded.magnitude, excluded.depth_km, excluded.place, "
                "st_asbinary(excluded.shape)) returning 1",
                feed,
                each.code,
                each.at,
                each.magnitude,
                each.depth_km,
                *each.place,
                each.where,
                tx.now,
            )
            changed += bool(told)
    return changed


async def quakes(tx: Tx, feed: UUID) -> list[Any]:
    """Return earthquakes, newest first."""
    return await tx.rows(
        "select code, at, magnitude, depth_km, st_x(shape) as lon, st_y(shape) as lat, "
        'place as "where" from gis.quake where feed_id = :feed order by at desc limit :most',
        feed=feed,
        most=MOST_QUAKES,
    )


async def set_storm(tx: Tx, feed: UUID, storm: Storm) -> int:
    """Keep a typhoon: a message tells its whole track. Return how many points are new."""
    before = await tx.row(
        "select track from gis.storm where feed_id = :feed and code = :code for update",
        feed=feed,
        code=storm.code,
    )
    known = before.track if before else []
    track = [spot_of(point) for point in storm.track]
    forecasts = [
        {"agency": agency, "points": [spot_of(point) for point in points]}
        for agency, points in storm.forecasts
    ]
    await tx.run(
        "insert into gis.storm (feed_id, code, zh, en, at, track, forecasts) values (:feed, :code, "
        ":zh, :en, :at, cast(:track as jsonb), cast(:forecasts as jsonb)) "
        "on conflict (feed_id, code) do update set zh = excluded.zh, en = excluded.en, "
        "at = excluded.at, track = excluded.track, forecasts = excluded.forecasts",
        feed=feed,
        code=storm.code,
        zh=storm.zh,
        en=storm.en,
        at=storm.track[-1].at,
        track=orjson.dumps(track).decode(),
        forecasts=orjson.dumps(forecasts).decode(),
    )
    return sum(spot not in known for spot in track)


async def storms(tx: Tx, feed: UUID) -> list[Any]:
    """Return typhoons, the latest first."""
    return await tx.rows(
        "select code, zh, en, at, track, forecasts from gis.storm where feed_id = :feed "
        "order by at desc limit :most",
        feed=feed,
        most=MOST_STORMS,
    )


def spot_of(point: TrackPoint) -> dict[str, Any]:
    """Return a point of a track as it is stored and shown."""
    return {
        "at": point.at.isoformat(),
        "lon": round(point.lon, 4),
        "lat": round(point.lat, 4),
        "wind_ms": None if point.wind_ms is None else round(point.wind_ms, 1),
        "pressure_hpa": point.pressure_hpa,
        "radii": {str(force): _radii(reach) for force, reach in sorted(point.reach.items())},
    }


def _radii(reach: Reach) -> dict[str, Any]:
    if reach.quadrants_km is not None:
        return {"quadrants_km": list(reach.quadrants_km)}
    return {
        "longest_km": round(reach.longest_km, 1),
        "shortest_km": round(reach.shortest_km, 1),
        "toward_deg": reach.toward_deg,
    }


AGES = (
    ("gis.reading", "at"),
    ("gis.feed_message", "received_at"),
    ("gis.quake", "at"),
    ("gis.storm", "at"),
    ("gis.station", "at"),
)
_FORGET = (
    "delete from {table} where ctid = any(array(select ctid from {table} "
    "where feed_id = :feed and {column} < :before limit :most))"
)


async def forget(tx: Tx, feed: UUID, keep_days: int) -> int:
    """Delete what is older than a feed keeps; return how many rows went."""
    gone = 0
    for table, column in AGES:
        gone += await tx.run(
            _FORGET.format(table=table, column=column),
            feed=feed,
            before=tx.now - timedelta(days=keep_days),
            most=FORGET_AT_ONCE,
        )
    return gone
