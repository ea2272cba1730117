"""SQL of the search for duplicates: a box and a span of time on one index."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gis.api import Position, box_around
from kernel.api import Tx

# The nearest so many are weighed, about 0.1 ms each: a storm over one town stays below 100 ms.
MOST_WEIGHED = 300
# Beside those, reports without a place are weighed by their words alone.
MOST_PLACELESS = 50
# An incident goes on while reports come in; its first moment may lie this far back.
INCIDENT_HOURS = 24
_BOX = "st_makeenvelope(:west, :south, :east, :north, 4326)"
_POINT = "st_setsrid(st_makepoint(:lon, :lat), 4326)"


async def near(
    tx: Tx, centre: Position, moment: datetime, *, radius_m: float, window: timedelta
) -> list[Any]:
    """Return visible reports near a place and moment, with their words if these may be read."""
    return await tx.rows(
        "select r.id, r.number, r.title, r.kind, r.grade, r.state, r.occurred_at, "
        "st_x(r.place) as lon, st_y(r.place) as lat, r.organisation_id, r.incident_id, p.text, "
        "p.address from incidents.report r "
        "left join incidents.report_private p on p.report_id = r.id "
        f"where r.place && {_BOX} and r.occurred_at between :since and :until "
        "and r.state <> 'rejected' and r.drill = :drill "
        f"order by r.place <-> {_POINT} limit :most",
        **_box(centre, radius_m),
        since=moment - window,
        until=moment + window,
        drill=tx.drill,
        most=MOST_WEIGHED,
    )


async def recent(
    tx: Tx, moment: datetime, *, window: timedelta, placeless: bool = False
) -> list[Any]:
    """Return the latest visible reports, or only those nobody has found the place of."""
    where = "r.place is null and " if placeless else ""
    return await tx.rows(
        "select r.id, r.number, r.title, r.kind, r.grade, r.state, r.occurred_at, "
        "st_x(r.place) as lon, st_y(r.place) as lat, r.organisation_id, r.incident_id, p.text, "
        "p.address from incidents.report r "
        "left join incidents.report_private p on p.report_id = r.id "
        f"where {where}r.received_at between :since and :until and r.state <> 'rejected' "
        "and r.drill = :drill order by r.received_at desc limit :most",
        since=moment - window,
        until=moment + window,
        drill=tx.drill,
        most=MOST_PLACELESS if placeless else MOST_WEIGHED,
    )


async def open_incidents(
    tx: Tx, centre: Position, moment: datetime, *, radius_m: float
) -> list[Any]:
    """Return visible open incidents near a place."""
    return await tx.rows(
        "select i.id, i.number, i.title, i.kind, i.grade, i.state, i.occurred_at, i.summary, "
        "st_x(i.place) as lon, st_y(i.place) as lat, i.organisation_id from incidents.incident i "
        f"where i.place && {_BOX} and i.occurred_at between :since and :until "
        "and i.state not in ('closed', 'merged') and i.drill = :drill "
        f"order by i.place <-> {_POINT} limit :most",
        **_box(centre, radius_m),
        since=moment - timedelta(hours=INCIDENT_HOURS),
        until=moment + timedelta(hours=1),
        drill=tx.drill,
        most=MOST_WEIGHED,
    )


async def incidents(tx: Tx, ids: list[UUID]) -> list[Any]:
    """Return the visible incidents that stand for these, each with the id it stands for."""
    return await tx.rows(
        # The survivors come first: row security lets no index serve a condition that runs them.
        "with asked as materialized (select w.id, incidents.survivor(w.id) as survivor "
        "from unnest(cast(:ids as uuid[])) w(id)) "
        "select a.id as asked, i.id, i.number, i.title, i.kind, i.grade, i.state, i.occurred_at, "
        "st_x(i.place) as lon, st_y(i.place) as lat, i.organisation_id "
        "from asked a join incidents.incident i on i.id = a.survivor",
        ids=ids,
    )


async def others(
    tx: Tx, centre: Position, moment: datetime, *, classes: list[str], radius_m: float
) -> list[Any]:
    """Return organisation, distance and moment of what others have near here, nothing more."""
    return await tx.rows(
        "select organisation_id, distance_m, at from incidents.others_near(:lon, :lat, :radius, "
        ":since, :until, cast(:classes as text[])) order by distance_m limit :most",
        lon=centre[0],
        lat=centre[1],
        radius=radius_m,
        since=moment - timedelta(minutes=60),
        until=moment + timedelta(minutes=15),
        classes=classes,
        most=5,
    )


def _box(centre: Position, radius_m: float) -> dict[str, float]:
    west, south, east, north = box_around(centre, radius_m)
    return {
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "lon": centre[0],
        "lat": centre[1],
    }
