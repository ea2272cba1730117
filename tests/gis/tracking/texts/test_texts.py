"""Texts from the dispatcher to the screen in the vehicle, and what becomes of them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI

from gis.api import Intake, send_text
from gis.tracking.devices.service import follow_unit
from gis.tracking.links.tcp import Link
from gis.tracking.texts import jobs
from gis.tracking.texts.service import MOST_OPEN
from kernel.api import NIL, Actor, Database, ReadFact, Runtime, Tx, system
from tests.gis.conftest import As
from tests.gis.tracking.links.conftest import Dial, dial, intake, settings
from tests.gis.tracking.links.stage import registered, rows
from tests.gis.tracking.links.test_links import ABOUT, until
from tests.harness.clock import FakeClock

__all__ = ["dial", "intake", "settings"]
TEXT, ANSWER = 0x8300, 0x0001


@pytest.fixture
async def facts(door: Database) -> Callable[[str], Awaitable[list[str]]]:
    async def kinds(text: str) -> list[str]:
        sql = "select kind from kernel.fact where subject = :text order by seq"
        return [row.kind for row in await rows(door, sql, text=UUID(text))]

    return kinds


async def signed_in(dial: Dial, terminal: str) -> Any:
    line = await dial(terminal)
    await line.say(0x0100, ABOUT)
    kind, said = await line.hear()
    assert (kind, said["result"]) == (0x8100, 0)
    assert await line.asked(0x0102, {"code": said["code"]}) == 0
    return line


async def texted(who: As, device: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
    boss = await who("commander")
    sent = await boss.post(f"/api/devices/{device['id']}/text", json={"text": text} | more)
    assert sent.status_code == 201, sent.text
    made: dict[str, Any] = sent.json()
    return made


async def of(who: As, device: dict[str, Any], state: str) -> Any:
    boss = await who("commander")

    async def there() -> Any:
        items = (await boss.get(f"/api/devices/{device['id']}/texts")).json()["items"]
        return items if items[0]["state"] == state else None

    return (await until(there))[0]


async def test_a_text_waits_for_its_terminal_and_is_answered(
    dial: Dial, who: As, facts: Callable[[str], Awaitable[list[str]]]
) -> None:
    device = await registered(who, protocol="jt808", identifier="13800000011")
    made = await texted(who, device, "前往 3 号闸", urgent=True)
    assert (made["state"], made["tries"], made["written_by"]) == ("waiting", 0, "commander 某")
    line = await signed_in(dial, "013800000011")
    kind, said = await line.hear()
    assert (kind, said) == (TEXT, {"flags": 13, "text": "前往 3 号闸"})
    assert (await of(who, device, "sent"))["tries"] == 1
    await line.say(ANSWER, {"answers": line.heard_serial, "answers_kind": TEXT, "result": 0})
    told = await of(who, device, "answered")
    assert told["ended_at"] is not None
    assert await facts(made["id"]) == ["text.written", "text.sent", "text.answered"]
    second = await texted(who, device, "长" * 500)  # at once now, in one part or more
    assert (await line.hear())[0] == TEXT
    await line.say(ANSWER, {"answers": line.heard_serial, "answers_kind": TEXT, "result": 3})
    assert (await of(who, device, "failed"))["reason"] == "unsupported"
    assert (await facts(second["id"]))[-1] == "text.failed"


async def test_what_was_not_answered_is_sent_again_to_whoever_shows_the_code(
    dial: Dial, who: As, intake: Intake, clock: FakeClock, door: Database
) -> None:
    device = await registered(who, protocol="jt808", identifier="13800000012")
    await texted(who, device, "第一次")
    stranger = await dial("013800000012")
    line = await signed_in(dial, "013800000012")
    assert (await line.hear())[0] == TEXT
    first = line.heard_serial
    clock.advance(seconds=11)
    assert (await line.hear())[0] == TEXT
    assert line.heard_serial != first
    await line.close()

    async def gone() -> bool:
        links: set[Link] = intake.doors[0].links
        return len(links) == 1

    await until(gone)
    again = await signed_in(dial, "013800000012")  # a killed process ends connections like this
    assert (await again.hear())[0] == TEXT
    await again.say(ANSWER, {"answers": again.heard_serial, "answers_kind": TEXT, "result": 0})
    assert (await of(who, device, "answered"))["tries"] == 3
    sql = "select count(*) as many from kernel.fact where kind = 'text.sent' and about = '{}'"
    assert (await rows(door, sql))[0].many >= 1
    assert await stranger.asked(0x0002) == 0  # no text came here: nobody showed the code


async def test_a_unit_is_told_in_the_callers_transaction_and_in_a_drill_as_one(
    dial: Dial,
    who: As,
    door: Database,
    gis_app: FastAPI,
    clock: FakeClock,
    facts: Callable[[str], Awaitable[list[str]]],
) -> None:
    (unit,) = await rows(door, "select id from registry.unit where code = 'engine1'")
    form = {"unit_id": str(unit.id)}
    device = await registered(who, protocol="jt808", identifier="13800000013", **form)
    await registered(who, protocol="cot", identifier="ANDROID-13", **form)
    cause, drill, later = uuid4(), uuid4(), clock.now() + timedelta(minutes=5)

    async def undone(tx: Tx) -> None:
        await send_text(tx, unit.id, "没有发生", cause=cause, urgent=False, until=later)
        raise LookupError

    with pytest.raises(LookupError):
        await door.run(system("test"), undone)
    async with door.transaction(system("test"), drill=drill) as tx:
        (text,) = await send_text(tx, unit.id, "集合", cause=cause, urgent=False, until=later)
    line = await signed_in(dial, "013800000013")
    assert (await line.hear())[1]["text"] == "【演练】集合"
    (fact,) = await rows(
        door,
        "select drill, about, state from kernel.fact where subject = :text and kind = 'text.sent'",
        text=text,
    )
    assert (fact.drill, set(fact.about)) == (drill, {unit.id, cause})
    told = {name: fact.state[name] for name in ("device", "unit", "cause")}
    assert told == {"device": device["id"], "unit": str(unit.id), "cause": str(cause)}
    clock.advance(minutes=6)
    runtime = cast("Runtime", gis_app.state.runtime)
    await jobs.give_up(runtime)
    assert (await of(who, device, "failed"))["reason"] == "expired"
    await jobs.give_up(runtime)
    assert await facts(str(text)) == ["text.written", "text.sent", "text.failed"]
    clock.advance(minutes=60 * 24 * 181)
    await jobs.erase(runtime)
    assert not await rows(door, "select id from gis.text where id = :text", text=text)


async def test_who_may_and_what_is_refused(who: As, clock: FakeClock) -> None:
    device = await registered(who, protocol="jt808", identifier="13800000014")
    phone = await registered(who, protocol="osmand", name="手机")
    boss, wall = await who("commander"), await who("wall")
    path = f"/api/devices/{device['id']}/text"
    assert (await wall.post(path, json={"text": "x"})).status_code == 403
    assert (await wall.get(f"{path}s")).status_code == 403
    past = {"text": "x", "until": (clock.now() - timedelta(minutes=1)).isoformat()}
    far = {"text": "x", "until": (clock.now() + timedelta(days=8)).isoformat()}
    for body in ({}, {"text": ""}, {"text": "\0"}, {"text": "长" * 501}, past, far):
        assert (await boss.post(path, json=body)).status_code in (400, 422), body
    refused = await boss.post(f"/api/devices/{phone['id']}/text", json={"text": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "no-texts")
    assert (await boss.post(f"/api/devices/{uuid4()}/text", json={"text": "x"})).status_code == 404
    for _ in range(20):
        assert (await boss.post(path, json={"text": "x"})).status_code == 201
    full = await boss.post(path, json={"text": "x"})
    assert (full.status_code, full.json()["code"]) == (409, "too-many-texts")
    page = (await boss.get(f"{path}s?limit=5")).json()
    assert (len(page["items"]), bool(page["next"])) == (5, True)
    rest = (await boss.get(f"{path}s?limit=100&cursor={page['next']}")).json()
    assert (len(rest["items"]), rest["next"]) == (15, None)


async def test_texts_by_hand_and_drills_keep_no_order_away(
    who: As, door: Database, clock: FakeClock
) -> None:
    (unit,) = await rows(door, "select id from registry.unit where code = 'engine2'")
    form = {"unit_id": str(unit.id)}
    device = await registered(who, protocol="jt808", identifier="13800000015", **form)
    for _ in range(MOST_OPEN):
        await texted(who, device, "x")

    async def order(*, drill: UUID = NIL) -> int:
        async with door.transaction(system("test"), drill=drill) as tx:
            later = tx.now + timedelta(minutes=5)
            sent = await send_text(tx, unit.id, "去", cause=uuid4(), urgent=True, until=later)
        return len(sent)

    assert [await order(drill=UUID(int=7)) for _ in range(MOST_OPEN + 1)][-2:] == [1, 0]
    assert [await order() for _ in range(MOST_OPEN + 1)][-2:] == [1, 0]


async def test_devices_go_with_their_unit_to_another_organisation(
    who: As, door: Database, codes: dict[str, UUID]
) -> None:
    (unit,) = await rows(door, "select id, scope_id from registry.unit where code = 'boat1'")
    device = await registered(who, protocol="jt808", identifier="13800000016", unit_id=str(unit.id))
    west = codes["990002"]
    move = "update registry.unit set organisation_id = :o, agency_id = :o, scope_id = :s"
    async with door.transaction(system("test")) as tx:
        await tx.run(f"{move} where id = :id", o=west, s=west, id=unit.id)
    actor = Actor(
        kind="account", name="w", organisation_id=west, organisations=frozenset({west}),
        permissions=frozenset({"units.read"}),
    )  # fmt: skip

    async def order(tx: Tx) -> int:
        later = tx.now + timedelta(minutes=5)
        return len(await send_text(tx, unit.id, "去", cause=None, urgent=True, until=later))

    assert await door.run(actor, order) == 1
    (fact,) = await rows(door, "select * from kernel.fact where subject = :id", id=device["id"])
    async with door.reading(actor) as tx:
        assert await tx.rows("select 1 from kernel.fact where subject = :id", id=device["id"]) == []
    changed = ReadFact(
        seq=fact.seq, kind="unit.changed", topic="units", subject=unit.id, version=2, about=[],
        state={}, scope=west, actor={}, cause=None, drill=NIL,
    )  # fmt: skip
    for _ in range(2):
        async with door.transaction(system("test")) as tx:
            await follow_unit(tx, changed)
    async with door.reading(actor) as tx:
        told = await tx.rows(
            "select kind from kernel.fact where subject = :id order by seq", id=device["id"]
        )
    assert [row.kind for row in told] == ["device.registered", "device.changed"]
