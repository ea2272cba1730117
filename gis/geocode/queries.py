"""SQL of the gazetteer."""

from gis.geocode.place import Place
from kernel.api import Tx


async def places(tx: Tx) -> list[Place]:
    """Return the whole gazetteer."""
    rows = await tx.rows(
        "select id, zh, en, pinyin, initials, aliases, kind, st_x(point) as lon, "
        "st_y(point) as lat, accuracy_m, district_code, town_code, source, fictional, "
        "st_asgeojson(line)::jsonb -> 'coordinates' as line, numbers from gis.place order by id"
    )
    return [
        Place(
            id=row.id,
            zh=row.zh,
            en=row.en,
            pinyin=row.pinyin,
            initials=row.initials,
            aliases=tuple(row.aliases),
            kind=row.kind,
            point=(row.lon, row.lat),
            accuracy_m=row.accuracy_m,
            district=row.district_code,
            town=row.town_code,
            source=row.source,
            fictional=row.fictional,
            line=tuple((lon, lat) for lon, lat in row.line or ()),
            numbers=row.numbers or 0,
        )
        for row in rows
    ]


async def replace(tx: Tx, items: list[Place]) -> None:
    """Replace the whole gazetteer."""
    await tx.run("delete from gis.place")
    driver = await tx.driver()
    await driver.executemany(
        "insert into gis.place (id, zh, en, pinyin, initials, aliases, kind, point, accuracy_m, "
        "district_code, town_code, source, fictional, line, numbers) values ($1, $2, $3, $4, $5, "
        "$6, $7, st_setsrid(st_makepoint($8, $9), 4326), $10, $11, $12, $13, $14, "
        "st_geomfromtext($15, 4326), $16)",
        [_row(place) for place in items],
    )


def _row(place: Place) -> tuple[object, ...]:
    path = ", ".join(f"{lon} {lat}" for lon, lat in place.line)
    return (
        place.id,
        place.zh,
        place.en,
        place.pinyin,
        place.initials,
        list(place.aliases),
        place.kind,
        place.point[0],
        place.point[1],
        place.accuracy_m,
        place.district,
        place.town,
        place.source,
        place.fictional,
        f"LINESTRING({path})" if len(place.line) > 1 else None,
        place.numbers or None,
    )
