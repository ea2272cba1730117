"""SQL of areas."""

from gis.areas.index import Area
from kernel.api import Tx


async def edition(tx: Tx, name: str) -> str:
    """Return the digest of the edition that is loaded, empty when none is."""
    return await tx.value("select digest from gis.edition where name = :name", name=name) or ""


async def set_edition(tx: Tx, name: str, digest: str) -> None:
    """Note what was loaded."""
    await tx.run(
        "insert into gis.edition (name, digest, loaded_at) values (:name, :digest, :now) "
        "on conflict (name) do update set digest = excluded.digest, loaded_at = excluded.loaded_at",
        name=name,
        digest=digest,
        now=tx.now,
    )


async def areas(tx: Tx) -> list[Area]:
    """Return all areas, districts before towns."""
    rows = await tx.rows(
        "select code, kind, zh, en, parent_code, st_x(seat) as lon, st_y(seat) as lat, "
        "st_asbinary(shape) as shape from gis.area order by kind, code"
    )
    return [
        Area(row.code, row.kind, row.zh, row.en, row.parent_code, (row.lon, row.lat), row.shape)
        for row in rows
    ]


async def replace(tx: Tx, items: list[Area]) -> None:
    """Replace all areas."""
    await tx.run("delete from gis.area")
    for area in sorted(items, key=lambda item: item.kind):
        await tx.run(
            "insert into gis.area (code, kind, zh, en, parent_code, shape, seat) values "
            "(:code, :kind, :zh, :en, :parent, st_multi(st_geomfromwkb(:shape, 4326)), "
            "st_setsrid(st_makepoint(:lon, :lat), 4326))",
            code=area.code,
            kind=area.kind,
            zh=area.zh,
            en=area.en,
            parent=area.parent_code,
            shape=area.shape,
            lon=area.seat[0],
            lat=area.seat[1],
        )
