"""Positions by HTTP; what is kept how long; which ports open to whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from gis.tracking.links.networks import may_listen, networks
from kernel.api import Database, system
from tests.gis.conftest import As
from tests.gis.tracking.links.stage import registered, rows, stored
from tests.harness.clock import START
from tests.harness.servers import DatabaseUrls

SECOND = timedelta(seconds=1)


async def test_phones_and_programs_come_by_http(who: As, nobody: Any, door: Database) -> None:
    phone = await registered(who, protocol="osmand", name="手机")
    query = {"id": phone["secret"], "lat": 23.36, "lon": 116.7, "timestamp": START.timestamp()}
    assert (await nobody.get("/osmand", params=query)).status_code == 200
    document = {
        "device_id": phone["secret"],
        "location": {
            "timestamp": (START + SECOND).isoformat(),
            "coords": {"latitude": 23.36, "longitude": 116.7},
        },
    }
    assert (await nobody.post("/osmand", json=document)).status_code == 200
    assert len(await stored(door, phone["number"])) == 2
    stranger = await nobody.get("/osmand", params=query | {"id": "nobody"})
    assert (stranger.status_code, stranger.json()["code"]) == (403, "unknown-device")
    assert (await nobody.get("/osmand", params={"lat": 1, "lon": 2})).status_code == 400
    car = await registered(who, protocol="api", identifier="car-1")
    fire = await who("fire")
    sent = [
        {"device": "car-1", "at": START.isoformat(), "lon": 116.7, "lat": 23.36, "battery": 0.5},
        {"device": "car-2", "at": START.isoformat(), "lon": 116.7, "lat": 23.36},
        {"device": "car-1", "at": "2030-01-01T00:00:00Z", "lon": 116.7, "lat": 23.36},
    ]
    unseen = (await fire.post("/api/positions", json=sent)).json()
    assert [each["reason"] for each in unseen["refused"]] == ["unknown-device"] * 3
    await _bind(who, door, car)
    told = (await fire.post("/api/positions", json=sent)).json()
    assert (told["taken"], told["refused"]) == (
        1,
        [{"index": 1, "reason": "unknown-device"}, {"index": 2, "reason": "future"}],
    )
    (row,) = await stored(door, car["number"])
    assert row.extras == {"battery": 0.5}
    assert (await nobody.post("/api/positions", json=sent[0])).status_code == 401
    assert (await (await who("wall")).post("/api/positions", json=sent[0])).status_code == 403


async def _bind(who: As, door: Database, device: dict[str, Any]) -> None:
    (unit,) = await rows(door, "select id from registry.unit where code = 'engine2'")
    path, body = f"/api/devices/{device['id']}", {"unit_id": str(unit.id)}
    answer = await (await who("commander")).patch(path, json=body, headers={"If-Match": '"1"'})
    assert answer.is_success, answer.text


async def test_days_are_made_ahead_and_dropped_past_retention(
    door: Database, database_urls: DatabaseUrls
) -> None:
    today = datetime.now(UTC).date()
    old = today - timedelta(days=400)
    async with door.transaction(system("test")) as tx:
        assert await tx.value("select gis.make_position_day(:day)", day=old)
        assert not await tx.value("select gis.make_position_day(:day)", day=old)
        assert await tx.value("select gis.drop_position_days(:day)", day=today) >= 1
    part = f"gis.position_{today + timedelta(days=1):%Y%m%d}"
    async with door.transaction(system("test")) as tx:
        await tx.run("select gis.make_position_day(:day)", day=today + timedelta(days=1))
    connection = await asyncpg.connect(database_urls.app)
    try:
        may = await connection.fetchrow(
            "select has_table_privilege($1, 'insert') as add, "
            "has_table_privilege($1, 'select, update, delete') as more",
            part,
        )
    finally:
        await connection.close()
    assert tuple(may) == (True, False)


@pytest.mark.parametrize(
    ("host", "named", "may"),
    [
        ("127.0.0.1", "", True),
        ("::1", "", True),
        ("localhost", "", True),
        ("0.0.0.0", "", False),
        ("10.1.2.3", " ", False),
        ("0.0.0.0", "10.0.0.0/8, 192.168.0.0/16", True),
    ],
)
def test_ports_open_to_others_only_with_networks(host: str, named: str, *, may: bool) -> None:
    assert may_listen(host, named) is may
    assert len(networks(named)) == max(2, named.count("/"))
