"""What tests of devices ask of the application and of the database."""

from typing import Any

from kernel.api import Database, system
from tests.gis.conftest import As


async def rows(db: Database, sql: str, **values: Any) -> list[Any]:
    async with db.reading(system("test")) as tx:
        return await tx.rows(sql, **values)


async def registered(who: As, **form: Any) -> dict[str, Any]:
    answer = await (await who("commander")).post("/api/devices", json=form)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def stored(db: Database, number: int) -> list[Any]:
    return await rows(
        db,
        "select at, lon, lat, flags, extras from gis.position where device = :n order by at",
        n=number,
    )
