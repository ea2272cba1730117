"""Devices at the doors: who comes in, what is answered when, what stands in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from gis.api import Intake, last_of_units
from gis.tracking.jt808 import frames
from gis.tracking.jt808.location import Location
from kernel.api import Database, system
from tests.gis.conftest import As
from tests.gis.tracking.links.conftest import Dial
from tests.gis.tracking.links.stage import registered, rows, stored
from tests.harness.clock import START, FakeClock
from tests.harness.servers import DatabaseUrls

ABOUT = {
    "province": 44, "city": 500, "maker": "TEST", "model": "T1", "device": "1", "plate_colour": 1,
    "plate": "粤D00001",
}  # fmt: skip
SECOND = timedelta(seconds=1)


def place(after_s: float = 0, *, north: int = 0, items: tuple[Any, ...] = ()) -> Location:
    """Return a report at a time after the start, millionths of a degree north of a corner."""
    at = START + after_s * SECOND + timedelta(hours=8)
    digits = bytes.fromhex(at.strftime("%y%m%d%H%M%S"))
    return Location(0, 3, 23_360_000 + north, 116_700_000, 5, 360, 90, digits, list(items))


async def until(there: Callable[[], Awaitable[Any]]) -> Any:
    async with asyncio.timeout(20):
        while True:
            if found := await there():
                return found
            await asyncio.sleep(0.02)


async def test_a_terminal_from_its_first_call_to_its_track(
    dial: Dial, who: As, door: Database
) -> None:
    terminal = "013800000001"
    line = await dial(terminal)
    await line.say(0x0100, ABOUT)
    assert await line.hear() == (0x8100, {"answers": 1, "result": 4})  # waits to be let in
    assert await line.asked(0x0002) == 0
    assert await line.asked(0x0102, {"code": "guessed"}) == 1
    assert (await line.hear())[0] == 0
    boss = await who("commander")
    (found,) = (await boss.get("/api/devices?state=quarantined")).json()["items"]
    assert (found["identifier"], found["plate"]) == ("13800000001", "粤D00001")
    (unit,) = await rows(door, "select id from registry.unit where code = 'engine1'")
    path = f"/api/devices/{found['id']}"
    let_in = {"state": "active", "unit_id": str(unit.id)}
    version = (await boss.get(path)).headers.get("etag", '"1"')
    assert (await boss.patch(path, json=let_in, headers={"If-Match": version})).is_success
    line = await dial(terminal)
    await line.say(0x0100, ABOUT)
    kind, said = await until(lambda: _welcome(line))
    assert (kind, said["result"]) == (0x8100, 0)
    assert await line.asked(0x0102, {"code": said["code"]}) == 0
    odd = ((0xE1, b"\x01\x02"), (0x31, b"\x09"))
    assert await line.asked(0x0200, {"location": place(0, items=odd)}) == 0
    assert await line.asked(0x0200, {"location": place(10, north=300)}) == 0
    assert await line.asked(0x0200, {"location": place(10, north=999)}) == 0  # sent again
    batch = {"total": 2, "backfill": 1, "locations": [place(-60), place(-50)]}
    assert await line.asked(0x0704, batch) == 0
    for kind, after_s in ((0x0201, -20), (0x0500, -10)):
        assert await line.asked(kind, {"answers": 1, "location": place(after_s)}) == 0
    await line.say(0x0004)
    assert (await line.hear())[0] == 0x8004
    track = await stored(door, found["number"])
    assert [round((row.at - START) / SECOND) for row in track] == [-60, -50, -20, -10, 0, 10]
    assert [row.flags & 1 for row in track] == [1, 1, 0, 0, 0, 0]
    assert round(track[5].lat, 6) == 23.3603  # the first of a moment stays
    assert (track[4].extras["e1"], track[4].extras["satellites"]) == ("0102", 9)
    async with door.reading(system("test")) as tx:
        last = (await last_of_units(tx, [UUID(str(unit.id))]))[unit.id]
    assert (last.at, last.device) == (START + 10 * SECOND, UUID(found["id"]))
    assert last.speed_mps == pytest.approx(10)
    seen = (await boss.get(path)).json()
    assert (seen["moving"], seen["place"]["lon"]) == (True, 116.7)
    west = await (await who("west")).get("/api/devices")
    assert found["id"] not in west.text


async def _welcome(line: Any) -> Any:
    kind, said = await line.hear()
    if kind == 0x8100 and said["result"] == 0:
        return kind, said
    await asyncio.sleep(0.1)  # it is let in within some seconds
    await line.say(0x0100, ABOUT)
    return None


async def test_a_known_terminal_needs_no_session_and_a_refused_one_gets_no_answer(
    dial: Dial, who: As, door: Database, intake: Intake
) -> None:
    made = await registered(who, protocol="jt808", identifier="13800000002")
    line = await dial("00000000013800000002")
    assert await line.asked(0x0200, {"location": place()}) == 0
    wrong = {"location": place(5, north=900_000)}
    assert await line.asked(0x0200, wrong) == 0  # a jump: answered, or it came for ever
    assert len(await stored(door, made["number"])) == 1
    boss = await who("commander")
    path = f"/api/devices/{made['id']}"
    assert (await boss.get(path)).json()["refusals"] == {"jump": 1}
    gone = await boss.patch(path, json={"state": "refused"}, headers={"If-Match": '"1"'})
    assert gone.is_success
    device = intake.register.find("jt808", "13800000002")
    assert device is not None

    async def refused() -> bool:
        return device.state == "refused"

    await until(refused)
    await line.say(0x0200, {"location": place(20)})
    assert (await line.hear())[0] == 0
    stranger = await dial("013899999999")
    await stranger.say(0x0200, {"location": place()})
    assert (await stranger.hear())[0] == 0


async def test_nothing_is_answered_before_the_commit_and_a_late_one_raises_an_alarm(
    dial: Dial, who: As, door: Database, database_urls: DatabaseUrls, clock: FakeClock
) -> None:
    async def alarms() -> list[Any]:
        sql = "select id from kernel.alarm where kind = 'positions-late' and cleared_at is null"
        return await rows(door, sql)

    made = await registered(who, protocol="jt808", identifier="13800000003")
    line = await dial("013800000003")
    assert await line.asked(0x0200, {"location": place()}) == 0
    holder = await asyncpg.connect(database_urls.superuser)
    try:
        async with holder.transaction():
            await holder.execute("lock table gis.last_position in exclusive mode")
            await line.say(0x0200, {"location": place(1)})
            await line.say(0x0002)
            heard, said = await line.hear()
            assert (heard, said["answers_kind"]) == (0x8001, 0x0002)  # the other one waits
            clock.advance(seconds=6)
            assert len(await until(alarms)) == 1
        heard, said = await line.hear()
        assert (heard, said["answers_kind"], said["answers"]) == (0x8001, 0x0200, 2)
    finally:
        await holder.close()
    assert len(await stored(door, made["number"])) == 2

    async def over() -> bool:
        return not await alarms()

    await until(over)


async def test_sockets_are_not_read_while_the_queue_is_full(
    dial: Dial,
    who: As,
    intake: Intake,
    database_urls: DatabaseUrls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gis.tracking.pipeline.service.MOST_WAITING", 2)
    monkeypatch.setattr("gis.tracking.pipeline.service.READ_AGAIN_AT", 1)
    await registered(who, protocol="jt808", identifier="13800000005")
    line = await dial("013800000005")
    assert await line.asked(0x0002) == 0

    async def held() -> bool:
        (link,) = intake.doors[0].links
        return link.transport is not None and not link.transport.is_reading()

    holder = await asyncpg.connect(database_urls.superuser)
    try:
        async with holder.transaction():
            await holder.execute("lock table gis.last_position in exclusive mode")
            for second in range(4):
                await line.say(0x0200, {"location": place(second)})
            await until(held)
            await line.say(0x0002)
        heard = [(await line.hear())[1]["answers"] for _ in range(5)]
    finally:
        await holder.close()
    assert sorted(heard) == [2, 3, 4, 5, 6]


async def test_parts_are_asked_for_again_and_noise_is_counted(dial: Dial, who: As) -> None:
    await registered(who, protocol="jt808", identifier="13800000004")
    line = await dial("013800000004")
    good = frames.closed(bytes.fromhex("0002 0000 013800000004 0007".replace(" ", "")))
    bad = bytearray(good)
    bad[5] ^= 1
    await line.send(bytes(bad) + b"noise" + good)
    heard, said = await line.hear()
    assert (heard, said["answers"], said["answers_kind"]) == (0x8001, 7, 0x0002)


async def test_receivers_and_streams_tell_positions(
    intake: Intake, who: As, door: Database
) -> None:
    receiver = await registered(who, protocol="nmea", name="船台")
    marker = await registered(who, protocol="cot", identifier="ANDROID-1")
    _, writer = await asyncio.open_connection("127.0.0.1", intake.ports["nmea"])
    sentence = "GPRMC,080000,A,2321.6000,N,11642.0000,E,10.0,090.0,221126,,"
    check = 0
    for letter in sentence.encode():
        check ^= letter
    writer.write(f"$WLID,{receiver['secret']}\r\n${sentence}*{check:02X}\r\n".encode())
    writer.close()
    (row,) = await until(lambda: stored(door, receiver["number"]))
    assert (row.at, round(row.lon, 6), round(row.lat, 6)) == (START, 116.7, 23.36)
    _, writer = await asyncio.open_connection("127.0.0.1", intake.ports["cot"])
    at = START.isoformat()
    writer.write(
        f'<event version="2.0" uid="ANDROID-1" type="a-f-G" time="{at}" start="{at}" stale="{at}" '
        'how="m-g"><point lat="23.4" lon="116.8" hae="9" ce="5" le="5"/></event>'.encode()
    )
    (row,) = await until(lambda: stored(door, marker["number"]))
    assert (row.lon, row.lat) == (116.8, 23.4)
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", intake.ports["nmea"])
    writer.write(b"$WLID,guessed\r\n")
    async with asyncio.timeout(20):
        assert await reader.read() == b""
    writer.close()
