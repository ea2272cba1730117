"""What devices say of their units: status keys, calls for help, and whether they are heard."""

import asyncio
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from fastapi import FastAPI

from gis.api import Intake
from gis.tracking.contact import jobs
from gis.tracking.cot import read
from gis.tracking.events.rules import meaning
from kernel.api import Database, Runtime
from registry.api import unit_contact
from tests.gis.conftest import As
from tests.gis.tracking.links.conftest import Dial, dial, intake, settings
from tests.gis.tracking.links.stage import registered, rows
from tests.gis.tracking.links.test_links import place, until
from tests.gis.tracking.texts.test_texts import signed_in
from tests.harness.clock import START, FakeClock

__all__ = ["dial", "intake", "settings"]
EVENT, HEARTBEAT = 0x0301, 0x0002


@pytest.mark.parametrize(
    ("kind", "body", "does"),
    [
        (EVENT, b"\x01", "en_route"),
        (EVENT, b"\x09", "help"),
        (EVENT, b"\xff", None),
        (EVENT, b"", None),
        (0x0B04, b"anything", "off_duty"),
        (0x0002, b"", None),
    ],
)
def test_messages_mean_what_the_table_says(kind: int, body: bytes, does: str | None) -> None:
    assert meaning("MAKER", kind, body) == does


@pytest.fixture
async def unit(door: Database) -> UUID:
    (row,) = await rows(door, "select id from registry.unit where code = 'engine1'")
    return UUID(str(row.id))


async def state(door: Database, unit: UUID) -> Any:
    sql = "select status, no_contact_since from registry.unit where id = :unit"
    (row,) = await rows(door, sql, unit=unit)
    return row


async def alarms(door: Database, kind: str, about: UUID) -> list[Any]:
    sql = "select cleared_at from kernel.alarm where kind = :kind and :about = any(about)"
    return await rows(door, sql, kind=kind, about=about)


async def test_keys_in_the_vehicle_set_the_status_by_the_usual_ways(
    dial: Dial, who: As, door: Database, unit: UUID
) -> None:
    form = {"protocol": "jt808", "identifier": "13800000021", "unit_id": str(unit)}
    device = await registered(who, **form)
    line = await dial("013800000021")
    assert await line.asked(0x0200, {"location": place(0)}) == 0
    assert await line.asked(EVENT, {"event": 1}) == 1  # it did not show its code
    line = await signed_in(dial, "013800000021")
    assert await line.asked(EVENT, {"event": 1}) == 0
    assert (await state(door, unit)).status == "en_route"
    (fact,) = await rows(
        door, "select actor from kernel.fact where subject = :u and kind = 'unit.status'", u=unit
    )
    assert fact.actor["name"] == "system:device 13800000021"
    assert await line.asked(EVENT, {"event": 7}) == 1  # off duty right from the road: no way
    assert await line.asked(EVENT, {"event": 200}) == 3
    assert (await state(door, unit)).status == "en_route"
    assert await line.asked(EVENT, {"event": 9}) == 0
    assert len(await alarms(door, "help-call", unit)) == 1
    stray = await registered(who, protocol="jt808", identifier="13800000022")
    other = await signed_in(dial, "013800000022")
    assert await other.asked(EVENT, {"event": 5}) == 1
    assert await other.asked(EVENT, {"event": 9}) == 0
    assert len(await alarms(door, "help-call", UUID(stray["id"]))) == 1
    boss = await who("commander")
    seen = [(await boss.get(f"/api/devices/{each['id']}")).json() for each in (device, stray)]
    assert [each["refusals"] for each in seen] == [
        {"event-refused": 1, "event-unknown": 1},
        {"event-without-unit": 1},
    ]


async def test_a_silent_unit_is_flagged_told_at_work_and_cleared_by_a_keep_alive(
    dial: Dial,
    who: As,
    door: Database,
    unit: UUID,
    clock: FakeClock,
    gis_app: FastAPI,
    intake: Intake,
) -> None:
    runtime = cast("Runtime", gis_app.state.runtime)
    (row,) = await rows(door, "select id from registry.unit where code = 'engine2'")
    unit = UUID(str(row.id))
    form = {"protocol": "jt808", "identifier": "13800000023", "unit_id": str(unit)}
    await registered(who, **form)
    await jobs.judge(runtime)
    assert (await state(door, unit)).no_contact_since is None  # never heard: nothing to miss
    line = await signed_in(dial, "013800000023")
    assert await line.asked(HEARTBEAT) == 0
    heard = clock.now()
    await intake.contact.write()
    seconds = unit_contact.limits()
    clock.advance(seconds=seconds["available"] + 1)
    await jobs.judge(runtime)
    told = await state(door, unit)
    assert (told.status, told.no_contact_since) == ("available", heard)
    assert not await alarms(door, "unit-lost-contact", unit)
    assert await line.asked(EVENT, {"event": 1}) == 0
    await jobs.judge(runtime)
    assert [each.cleared_at for each in await alarms(door, "unit-lost-contact", unit)] == [None]
    boss = await who("commander")
    seen = (await boss.get(f"/api/units/{unit}")).json()
    assert (seen["status"], seen["no_contact_since"] is None) == ("en_route", False)
    assert await line.asked(HEARTBEAT) == 0
    await intake.contact.write()
    for _ in range(2):
        await jobs.judge(runtime)
    assert (await state(door, unit)).no_contact_since is None
    assert [each.cleared_at for each in await alarms(door, "unit-lost-contact", unit)] != [None]
    facts = await rows(
        door,
        "select kind from kernel.fact where subject = :u and kind in ('unit.lost', 'unit.contact')",
        u=unit,
    )
    assert [each.kind for each in facts] == ["unit.lost", "unit.contact"]


def cot(kind: str, uid: str, detail: str) -> bytes:
    at = (START + timedelta(seconds=1)).isoformat()
    return (
        f'<event version="2.0" uid="{uid}" type="{kind}" time="{at}" start="{at}" stale="{at}" '
        f'how="m-g"><point lat="23.4" lon="116.8" hae="9" ce="5" le="5"/><detail>{detail}</detail>'
        "</event>"
    ).encode()


@pytest.mark.parametrize(
    ("kind", "detail", "calls"),
    [
        ("b-a-o-tbl", '<emergency type="911 Alert">BOB</emergency>', True),
        ("b-a-o-pan", "", True),
        ("a-f-G", '<emergency type="911 Alert"/>', True),
        ("a-f-G", "", False),
        ("b-a-o-can", '<emergency cancel="true">BOB</emergency>', False),
        ("a-f-G", '<emergency cancel="true"/>', False),
        ("b-t-f", '<emergency type="911 Alert"/>', False),
    ],
)
def test_which_events_call_for_help(kind: str, detail: str, *, calls: bool) -> None:
    assert read(cot(kind, "X", detail)).emergency is calls


async def test_an_emergency_of_a_phone_is_the_help_call_of_its_unit(
    intake: Intake, who: As, door: Database
) -> None:
    (row,) = await rows(door, "select id from registry.unit where code = 'engine2'")
    form = {"protocol": "cot", "identifier": "ANDROID-21", "unit_id": str(row.id)}
    await registered(who, **form)
    _, writer = await asyncio.open_connection("127.0.0.1", intake.ports["cot"])
    link = '<link uid="ANDROID-21" type="a-f-G" relation="p-p"/>'
    writer.write(cot("b-a-o-tbl", "ANDROID-21-9-1-1", f"{link}<emergency>BOB</emergency>"))

    async def raised() -> Any:
        return await alarms(door, "help-call", UUID(str(row.id)))

    assert len(await until(raised)) == 1
    writer.close()
