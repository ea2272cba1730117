"""Tracks by HTTP on the small city: who sees which, files, the past, films, GPX brought in."""

import struct
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import asyncpg
import pytest

from gis.formats import gpx_points
from gis.tracking.history import queries, service
from gis.tracking.history.schemas import Range
from kernel.api import Actor, Database, Tx, system
from tests.contracts.plans import plans_of
from tests.gis.conftest import As, Json
from tests.gis.importing import sent
from tests.gis.tracking.links.stage import registered, rows
from tests.gis.tracking.moving.frames import Shown
from tests.harness.clock import START, FakeClock
from tests.harness.servers import DatabaseUrls

GPX = Path(__file__).parents[3] / "data" / "traces" / "gpx"
HOUR = timedelta(hours=1)
BEGIN = START - HOUR
TRACKS = "/api/tracks"
# By when a track of the next four minutes has been driven: one position in ten seconds.
STEPS = 24


async def units(door: Database) -> dict[str, str]:
    found = await rows(door, "select code, id from registry.unit")
    return {row.code: str(row.id) for row in found}


async def car(who: As, unit: str, name: str) -> Json:
    return await registered(who, protocol="api", identifier=name, unit_id=unit, name=name)


async def bind(who: As, device: Json, unit: str | None) -> None:
    client, path = await who("commander"), f"/api/devices/{device['id']}"
    version = {"If-Match": f'"{(await client.get(path)).json()["version"]}"'}
    answer = await client.patch(path, json={"unit_id": unit}, headers=version)
    assert answer.is_success, answer.text


def place(step: int) -> tuple[float, float]:
    """East at 10 m/s or so."""
    return 116.70 + step * 0.001, 23.36


async def drive(who: As, name: str, begin: datetime, *, north: float = 0.0) -> None:
    """Let a device tell a drive."""
    told = []
    for step in range(STEPS):
        at = begin + timedelta(seconds=10 * step)
        lon, lat = place(step)
        told.append({"device": name, "at": at.isoformat(), "lon": lon, "lat": lat + north})
    answer = await (await who("fire")).post("/api/positions", json=told)
    assert (answer.status_code, answer.json()["refused"]) == (200, []), answer.text


async def asked(who: As, account: str, path: str = TRACKS, **query: Any) -> Any:
    return await (await who(account)).get(path, params=query)


def hour(**query: Any) -> Json:
    return {"from": BEGIN.isoformat(), "to": START.isoformat()} | query


async def test_a_track_is_told_to_who_sees_the_unit(who: As, door: Database) -> None:
    unit = (await units(door))["engine1"]
    device = await car(who, unit, "t-1")
    await drive(who, "t-1", BEGIN)
    answer = await asked(who, "east", **hour(unit=unit, zoom=14))
    assert answer.status_code == 200, answer.text
    (track,) = answer.json()["tracks"]
    assert track["device"] == {
        "id": device["id"], "number": device["number"], "protocol": "api", "name": "t-1",
        "plate": None,
    }  # fmt: skip
    assert (track["positions"], len(track["segments"])) == (STEPS, 1)
    assert track["distance_m"] == pytest.approx(102.1 * (STEPS - 1), rel=0.01)
    assert track["segments"][0]["times"][0] == "2026-11-22T07:00:00Z"
    same = (await asked(who, "fire", **hour(device=device["id"], tolerance_m=0))).json()["tracks"]
    assert same[0]["distance_m"] == track["distance_m"]
    for query in ({"unit": unit}, {"device": device["id"]}):
        assert (await asked(who, "west", **hour(**query))).status_code == 404
        assert (await asked(who, "sysadmin", **hour(**query))).status_code == 403
    later = await asked(
        who, "east", unit=unit, **{"from": (START - timedelta(minutes=9)).isoformat()}
    )
    assert later.json()["tracks"] == []
    await bind(who, device, None)


async def test_a_device_that_moved_takes_only_its_future_along(
    who: As, door: Database, clock: FakeClock
) -> None:
    known = await units(door)
    device = await car(who, known["engine2"], "t-2")
    await drive(who, "t-2", START - timedelta(minutes=10))
    clock.advance(minutes=1)
    await bind(who, device, known["engine1"])
    clock.advance(minutes=10)
    await drive(who, "t-2", START + timedelta(minutes=5))
    span = {"from": BEGIN.isoformat()}
    for name, begin in (("engine2", -10), ("engine1", 5)):
        (track,) = (await asked(who, "fire", unit=known[name], **span)).json()["tracks"]
        first = datetime.fromisoformat(track["from"])
        assert (first, track["positions"]) == (START + timedelta(minutes=begin), STEPS)
    # Who sees the present unit alone is not told what the device did with the other.
    (track,) = (await asked(who, "east", device=device["id"], **span)).json()["tracks"]
    assert track["positions"] == STEPS
    assert (await asked(who, "fire", device=device["id"], **span)).json()["tracks"][0][
        "positions"
    ] == 2 * STEPS
    for account, moment, seen in (
        ("fire", START, "engine2"), ("east", START, None),
        ("east", START + timedelta(minutes=8), "engine1"),
    ):  # fmt: skip
        then = (await asked(who, account, f"{TRACKS}/at", at=moment.isoformat())).json()
        mine = [each["unit"] for each in then["units"] if each["device"] == device["id"]]
        assert mine == ([known[seen]] if seen else [])
    await bind(who, device, None)


async def test_all_units_at_a_past_second_and_played(
    who: As, door: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = await units(door)
    devices = [await car(who, known["engine1"], "t-3"), await car(who, known["engine1"], "t-4")]
    await drive(who, "t-3", BEGIN)
    await drive(who, "t-4", BEGIN - timedelta(seconds=5), north=0.01)
    moment = BEGIN + timedelta(seconds=33)
    answer = (await asked(who, "east", f"{TRACKS}/at", at=moment.isoformat())).json()
    (unit,) = [each for each in answer["units"] if each["unit"] == known["engine1"]]
    # The device that told last counts: 30 s after the beginning; the other did 8 s earlier.
    assert (unit["device"], unit["lon"], unit["moving"]) == (devices[0]["id"], place(3)[0], True)
    assert (unit["at"], answer["look_back_s"]) == ("2026-11-22T07:00:30Z", 86400)
    west = (await asked(who, "west", f"{TRACKS}/at", at=moment.isoformat())).json()["units"]
    assert known["engine1"] not in [each["unit"] for each in west]
    end = BEGIN + timedelta(seconds=63)
    query = {"from": moment.isoformat(), "to": end.isoformat(), "step_s": 20}
    film = await asked(who, "east", f"{TRACKS}/film", **query)
    monkeypatch.setattr(queries, "LONG_STEP_S", 60.0)
    assert (await asked(who, "east", f"{TRACKS}/film", **query)).content == film.content
    frames = _frames(film.content)
    shown = Shown()
    assert [shown.read(frame)[0] for frame in frames] == [True, False, False]
    numbers = [device["number"] for device in devices]
    assert {str(shown.units[number]) for number in numbers} == {known["engine1"]}
    for number, second in zip(numbers, (60, 55), strict=True):
        assert shown.devices[number].at == pytest.approx((BEGIN.timestamp() + second), abs=0.01)
    assert shown.devices[numbers[0]].lon == pytest.approx(place(6)[0])
    blind = _frames((await asked(who, "west", f"{TRACKS}/film", **query)).content)
    unseen = Shown()
    for frame in blind:
        unseen.read(frame)
    assert not set(numbers) & unseen.devices.keys()
    for device in devices:
        await bind(who, device, None)


def _frames(content: bytes) -> list[bytes]:
    found, start = [], 0
    while start < len(content):
        (length,) = struct.unpack_from("<I", content, start)
        found.append(content[start + 4 : start + 4 + length])
        start += 4 + length
    return found


async def test_a_track_goes_out_as_a_file_and_comes_in_again(
    who: As, door: Database, tmp_path: Path
) -> None:
    known = await units(door)
    device = await car(who, known["engine2"], "=t-5")
    await drive(who, "=t-5", BEGIN)
    files = {}
    for kind in ("gpx", "geojson", "csv"):
        answer = await asked(
            who, "fire", f"{TRACKS}/file", **hour(device=device["id"], format=kind)
        )
        assert answer.status_code == 200
        assert f".{kind}" in answer.headers["content-disposition"]
        files[kind] = answer.content
    root = ET.fromstring(files["gpx"])
    space = "{http://www.topografix.com/GPX/1/1}"
    assert (root.tag, root.get("version")) == (f"{space}gpx", "1.1")
    assert len(list(root.iter(f"{space}trkpt"))) == STEPS
    assert b"<gpxtpx:speed>" in files["gpx"]
    assert files["csv"].decode("utf-8-sig").count("\r\n") == STEPS + 1
    assert ",'=t-5\r\n" in files["csv"].decode()
    assert files["geojson"].count(b'"Point"') == STEPS
    (tmp_path / "file").write_bytes(files["gpx"])
    points, left_out = gpx_points.points(tmp_path / "file")
    assert (len(points), left_out) == (STEPS, {})
    await bind(who, device, None)
    boat = await car(who, known["boat1"], "t-9")
    other = await car(who, known["engine2"], "t-6")
    before = await rows(
        door, "select * from gis.last_position where device = :n", n=other["number"]
    )
    told = await _brought(who, "fire", files["gpx"], device=boat["id"])
    # The fire brigade does not see the boat of the district.
    assert told.status_code == 404
    told = await _brought(who, "commander", files["gpx"], unit=known["engine2"])
    assert told.status_code == 201, told.text
    assert told.json() == {
        "device": other["id"], "points": STEPS, "stored": STEPS, "known": 0, "refused": {},
        "from": "2026-11-22T07:00:00+00:00", "to": "2026-11-22T07:03:50+00:00",
    }  # fmt: skip
    again = (await _brought(who, "commander", files["gpx"], device=other["id"])).json()
    assert (again["stored"], again["known"]) == (0, STEPS)
    after = await rows(door, "select * from gis.last_position where device = :n", n=other["number"])
    assert before == after == []
    tracks = (await asked(who, "fire", **hour(device=other["id"]))).json()["tracks"]
    assert tracks[0]["max_mps"] == pytest.approx(10.2, abs=0.1)
    for bound in (boat, other):
        await bind(who, bound, None)
    async with door.reading(system("test")) as tx:
        kinds = await tx.rows(
            "select kind from kernel.fact where subject = :id order by seq", id=other["id"]
        )
    assert [row.kind for row in kinds] == [
        "device.registered",
        "device.track_added",
        "device.changed",
    ]


async def _brought(who: As, account: str, content: bytes, **whose: Any) -> Any:
    client = await who(account)
    file = await sent(client, content, "spur.gpx")
    return await client.post(TRACKS, json={"file": file} | whose)


def _gpx(*points: str) -> bytes:
    body = "".join(points)
    return f'<gpx version="1.1"><trk><trkseg>{body}</trkseg></trk></gpx>'.encode()


def _point(time: str, lon: object = 116.7) -> str:
    return f'<trkpt lat="23.36" lon="{lon}"><time>{time}</time></trkpt>'


async def test_what_a_file_may_not_be(
    who: As, door: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = await units(door)
    without = await _brought(who, "commander", _gpx(), unit=known["boat1"])
    assert (without.status_code, without.json()["code"]) == (409, "no-device")
    device = (await car(who, known["engine2"], "t-7"))["id"]
    for content, reason in (
        (_gpx(), "no-rows"),
        (_gpx('<trkpt lat="23" lon="116"/>'), "no-time"),
        (b"<kml/>", "unknown"),
        (b'{"type": "FeatureCollection", "features": []}', "broken"),
    ):
        answer = await _brought(who, "commander", content, device=device)
        assert (answer.status_code, answer.json()["reason"]) == (422, reason), answer.text
    mixed = _gpx(
        *[_point("2026-11-22T07:00:00Z")] * 2, _point("2031-01-01T00:00:00Z"),
        _point("2001-01-01T00:00:00Z"), _point("2026-11-22T07:00:09Z", 181), _point("yesterday"),
        _point("2026-11-22T07:00:10", "NaN"), _point("2026-11-22T15:00:20+08:00"),
    )  # fmt: skip
    told = (await _brought(who, "commander", mixed, device=device)).json()
    assert told["refused"] == {"future": 1, "old": 1, "off-earth": 2, "no-time": 1}
    assert (told["points"], told["stored"], told["known"]) == (8, 2, 1)
    client = await who("commander")
    strange = {"file": device, "device": device}
    assert (await client.post(TRACKS, json=strange)).status_code == 422
    assert (await _brought(who, "operator", mixed, device=device)).status_code == 403


async def test_questions_that_cannot_be(
    who: As, door: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = (await units(door))["engine1"]
    bad = [
        {}, hour(), hour(unit=unit, device=unit), hour(unit="x"), hour(unit=unit, zoom="nan"),
        hour(unit=unit, stop_s=0), hour(unit=unit, to=BEGIN.isoformat()), hour(unit=unit, colour=1),
        hour(unit=unit) | {"from": "2026-11-01T00:00:00Z"}, hour(unit=unit) | {"from": "2026"},
    ]  # fmt: skip
    for query in bad:
        assert (await asked(who, "east", **query)).status_code == 422, query
    ahead = (START + HOUR).isoformat()
    assert (await asked(who, "east", f"{TRACKS}/at", at=ahead)).status_code == 422
    film = {"from": BEGIN.isoformat(), "to": START.isoformat()}
    assert (await asked(who, "east", f"{TRACKS}/film", **film)).status_code == 422
    for minutes, status in ((2, 200), (3, 422)):
        film["to"] = (BEGIN + timedelta(minutes=minutes)).isoformat()
        assert (await asked(who, "east", f"{TRACKS}/film", **film)).status_code == status
    await car(who, unit, "t-8")
    await drive(who, "t-8", BEGIN)
    monkeypatch.setattr(service, "MOST_POSITIONS", 10)
    answer = await asked(who, "east", **hour(unit=unit))
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    ("name", "count"),
    [("gpxpy_cerknicko-jezero", 296), ("togeojson_run_gpxtpx", 42), ("gpxpy_track_with_speed", 3)],
)
def test_tracks_of_others_are_read(name: str, count: int) -> None:
    points, left_out = gpx_points.points(GPX / f"{name}.gpx")
    assert (len(points), left_out) == (count, {})
    assert (points["at"] > 0).all()
    if name == "gpxpy_track_with_speed":
        assert points["speed_mps"].tolist() == [1.2, 2.2, 3.2]


def test_a_file_brings_no_entities_along(tmp_path: Path) -> None:
    bomb = b"<!DOCTYPE gpx [<!ENTITY a 'b'>]>" + _gpx(_point("2026-11-22T07:00:00Z"))
    (tmp_path / "file").write_bytes(bomb)
    with pytest.raises(gpx_points.Refused, match="DTD"):
        gpx_points.points(tmp_path / "file")


def test_a_file_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx_points, "MOST_POINTS", 2)
    (tmp_path / "file").write_bytes(_gpx(*[_point("2026-11-22T07:00:00Z")] * 3))
    with pytest.raises(gpx_points.Refused, match="may have 2 points"):
        gpx_points.points(tmp_path / "file")


async def test_only_the_day_that_is_asked_for_is_read_and_by_the_index(
    who: As, door: Database, database_urls: DatabaseUrls
) -> None:
    unit = (await units(door))["engine1"]
    device = await car(who, unit, "t-10")
    async with door.transaction(system("test")) as tx:
        for days in (1, 2, 3):
            day = (START - timedelta(days=days)).date()
            await tx.run("select gis.make_position_day(:day)", day=day)
            await tx.run(
                "insert into gis.position (at, received_at, lon, lat, device, flags) select t, t, "
                "116.7, 23.4, d, 0 from generate_series(cast(:day as timestamptz), "
                "cast(:day as timestamptz) + interval '1439 minutes', '1 minute') t, "
                "generate_series(:number - 20, :number) d on conflict do nothing",
                day=day,
                number=device["number"],
            )
    connection = await asyncpg.connect(database_urls.superuser)
    await connection.execute("analyze gis.position")
    await connection.close()
    begin = START.replace(hour=0) - timedelta(days=2)
    wanted = Range.model_validate(
        {"device": device["id"], "from": begin, "to": begin + timedelta(hours=6)}
    )
    city = (await rows(door, "select id from registry.organisation where code = '990000'"))[0].id
    asker = Actor(
        kind="account",
        name="x",
        organisation_id=city,
        organisations=frozenset(
            row.id for row in await rows(door, "select id from registry.organisation")
        ),
        permissions=frozenset({"units.read"}),
    )

    async def asked_for(tx: Tx) -> None:
        assert len((await service.told(tx, wanted))[0].rows) == 360

    plans = await plans_of(database_urls, asker, asked_for)
    assert _parts(plans.told) == {"position_20261120"}
    assert "position_20261120_device_at_idx" in plans.indexes()
    plans = await plans_of(database_urls, asker, lambda tx: queries.at(tx, begin, begin - HOUR))
    assert _parts(plans.told) <= {"position_20261119", "position_20261120"}
    await bind(who, device, None)


def _parts(told: list[dict[str, Any]]) -> set[str]:
    """Return which parts of days plans go to."""
    found, nodes = set(), [plan["Plan"] for plan in told]
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", ())
        if str(node.get("Relation Name")).startswith("position_"):
            found.add(node["Relation Name"])
    return found
