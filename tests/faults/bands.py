"""Geofences across the way of the fleet: what each terminal must have crossed, and what was told.

The terminals of `tests.harness.fleet` drive south, 4.4 m a report; bands of 22 m lie across their
way with as much between them, so that each crosses an edge every five reports.
"""

from collections import Counter
from uuid import UUID, uuid4

import asyncpg
import shapely

from gis.tracking.geofences.presence import Fence, Moves, Watch
from tests.faults.truth import until
from tests.harness.fleet import Plan

STEP_DEG = 40e-6
WIDE = 5
NORTH, MIDDLE, HALF_TURN = 23.36, 116.74, 1_000
MANY = 24
# A fleet whose reports begin here drives south for a thousand reports.
TURN_S = 2 * HALF_TURN
Told = Counter[tuple[int, UUID, bool, float]]


def since(moment: float) -> int:
    """Return the last moment before which a fleet begins at the north of its way."""
    return int(moment) // TURN_S * TURN_S


async def plant(connection: asyncpg.Connection) -> list[Fence]:
    """Lay bands over the beginning of the fleet's way, watched by a rule each way."""
    root = await connection.fetchval("select id from registry.organisation where parent_id is null")
    bands = [Fence(uuid4(), _band(number), 0) for number in range(MANY)]
    for band in bands:
        await connection.execute(
            "insert into gis.geofence (id, name, kind, shape, margin_m, area, grown, outline, "
            "shape_digest, area_m2, shaped_at, active, organisation_id, drawn_by, created_at, "
            "changed_at, version) select $1, 'band', 'polygon', s, 0, s, s, s, '', 1, "
            "timestamptz '2000-01-01', true, $2, '{}', now(), now(), 1 "
            "from st_geomfromwkb($3, 4326) s",
            band.key,
            root,
            shapely.to_wkb(band.area),
        )
    for event in ("enter", "exit"):
        await connection.execute(
            "insert into gis.geofence_rule (id, name, event, fences, units, organisations, kinds, "
            "alarm, severity, active, organisation_id, scope_id, made_by, created_at, changed_at, "
            "version) values (gen_random_uuid(), $1, $1, $2, '{}', '{}', '{}', true, 'yellow', "
            "true, $3, $3, '{}', now(), now(), 1)",
            event,
            [band.key for band in bands],
            root,
        )
    return bands


async def check(connection: asyncpg.Connection, bands: list[Fence], driven: Plan) -> int:
    """Hold what was told against what the stored positions say; return how much it was."""

    async def nothing_waits() -> bool:
        return await connection.fetchval("select count(*) from gis.crossing") == 0

    await until(nothing_waits, "the worker did not tell all crossings")
    rows = await connection.fetch(
        "select device, extract(epoch from at)::float8 as at, lon, lat from gis.position"
    )
    crossings = Watch(bands, {}).judge(Moves.of(tuple(row) for row in rows))
    expected: Told = Counter(
        (each.device, each.fence, each.entered, each.at) for each in crossings if each.before > 0
    )
    told: Told = Counter(
        tuple(row)
        for row in await connection.fetch(
            "select d.number, e.fence_id, e.event = 'enter', extract(epoch from e.at)::float8 "
            "from gis.geofence_event e join gis.device d on d.id = e.device_id"
        )
    )
    assert len(expected) > driven.links, "too few crossings to prove anything"
    assert expected - told == Counter(), "lost"
    assert told - expected == Counter(), "doubled or invented"
    facts = await connection.fetchval(
        "select count(*) from kernel.fact where topic = 'geofence-events' "
        "and kind in ('geofence.entered', 'geofence.departed')"
    )
    assert facts == len(expected)
    return len(expected)


def _band(number: int) -> shapely.Geometry:
    south = NORTH + (HALF_TURN - 2 * WIDE * (number - MANY // 2)) * STEP_DEG + STEP_DEG / 3
    return shapely.box(MIDDLE - 0.01, south, MIDDLE + 0.01, south + WIDE * STEP_DEG)
