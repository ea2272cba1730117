"""Devices get new secrets; the old ones open nothing any more."""

from typing import Any

from gis.api import Intake
from kernel.api import Database
from tests.gis.conftest import As
from tests.gis.tracking.links.conftest import Dial
from tests.gis.tracking.links.stage import registered
from tests.gis.tracking.links.test_links import until
from tests.harness.clock import START


async def test_a_new_secret_replaces_the_old_one(
    dial: Dial, who: As, nobody: Any, intake: Intake, door: Database
) -> None:
    boss = await who("commander")
    terminal = await registered(who, protocol="jt808", identifier="13800000031")
    renewed = (await boss.post(f"/api/devices/{terminal['id']}/secret")).json()
    line = await dial("013800000031")
    assert await line.asked(0x0102, {"code": renewed["secret"]}) == 0
    again = (await boss.post(f"/api/devices/{terminal['id']}/secret")).json()
    assert "secret" not in (await boss.get(f"/api/devices/{terminal['id']}")).json()
    other = await dial("013800000031")

    async def void() -> bool:
        device = intake.register.find("jt808", "13800000031")
        return device is not None and device.changed_at is not None and device.changed_at >= START

    await until(void)
    await intake.register.fetched("jt808", "13800000031")
    assert await other.asked(0x0102, {"code": renewed["secret"]}) == 1
    fresh = await dial("013800000031")
    assert await fresh.asked(0x0102, {"code": again["secret"]}) == 0
    phone = await registered(who, protocol="osmand", name="手机")
    query = {"id": phone["secret"], "lat": 23.36, "lon": 116.7, "timestamp": START.timestamp()}
    assert (await nobody.get("/osmand", params=query)).status_code == 200
    new = (await boss.post(f"/api/devices/{phone['id']}/secret")).json()["secret"]

    async def refused() -> bool:
        return (await nobody.get("/osmand", params=query)).status_code == 403

    await until(refused)
    assert (await nobody.get("/osmand", params=query | {"id": new})).status_code == 200
    program = await registered(who, protocol="api", identifier="car-31")
    none = await boss.post(f"/api/devices/{program['id']}/secret")
    assert (none.status_code, none.json()["code"]) == (409, "no-secret")
    waits = {"state": "quarantined"}
    path, seen = f"/api/devices/{program['id']}", {"If-Match": '"1"'}
    assert (await boss.patch(path, json=waits, headers=seen)).json()["state"] == "quarantined"
