"""Tiles as clients get them: what is in them, what is refused, how soon a change shows."""

import asyncio
import base64
import math
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pyogrio
import pytest
import shapely
from fastapi import FastAPI

from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service
from gis.layers.live import Edit
from kernel.api import Database, Tx, system, tokens
from tests.gis import mvt
from tests.gis.conftest import As, Client
from tests.gis.stage import add_layer
from tests.registry import town
from tests.registry.answers import problem

SPOT = (116.7, 23.35)
SOON_S = 1.0
ZOOM = 14
Place = tuple[float, float]


def tile_of(lon: float, lat: float, zoom: int = ZOOM) -> tuple[int, int, int]:
    """Zoom, row and column of the tile a place lies in."""
    many = 1 << zoom
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return zoom, int(row * many), int((lon + 180) / 360 * many)


def address(*codes: str, at: Place = SPOT, zoom: int = ZOOM) -> str:
    z, y, x = tile_of(*at, zoom)
    return f"/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}?collections={','.join(codes)}"


async def planted(
    door: Database, shapes: list[Any], owner: UUID, geometry: str = "point", **more: Any
) -> tuple[UUID, list[int]]:
    """Plant a layer with these shapes; return its id and theirs."""
    async with door.transaction(system("test")) as tx:
        layer = await add_layer(tx, owner, geometry, **more)
        rows = (
            NewFeature(shapely.to_wkb(shape), {"name": f"n{number}", "level": number})
            for number, shape in enumerate(shapes)
        )
        ids = await features.insert_many(tx, layer, rows)
        await service.touched(tx, await service.find(tx, layer), kind="layer.published")
    return layer, ids


async def edited(door: Database, layer: UUID, *places: Place) -> list[int]:
    """Add points to a layer as an editor does."""
    async with door.transaction(system("test")) as tx:
        row = await service.locked(tx, layer)
        new = [NewFeature(shapely.to_wkb(shapely.Point(*place)), {}) for place in places]
        ids = await features.insert_many(tx, layer, new)
        await service.touched(tx, row, kind="layer.edited", edit=Edit(created=tuple(ids)))
    return ids


@pytest.fixture
def root(codes: dict[str, UUID]) -> UUID:
    return codes[town.ROOT]


async def shown(client: Client, path: str) -> dict[str, mvt.Layer]:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    return mvt.layers(answer.content)


async def test_a_tile_holds_its_features_where_they_lie(
    nobody: Client, door: Database, root: UUID
) -> None:
    z, y, x = tile_of(*SPOT)
    _, ids = await planted(
        door, [shapely.Point(SPOT), shapely.Point(117.5, 23.9)], root, public=True, code="spots"
    )
    layer = (await shown(nobody, address("spots")))["spots"]
    assert (layer.version, layer.extent) == (2, 4096)
    (feature,) = layer.features
    assert (feature.id, feature.kind) == (ids[0], mvt.POINT)
    assert feature.properties == {"name": "n0", "level": 0}
    ((column, row),) = feature.parts[0]
    world = 4096 << z
    assert column == pytest.approx((SPOT[0] + 180) / 360 * world - x * 4096, abs=1)
    mercator = (1 - math.asinh(math.tan(math.radians(SPOT[1]))) / math.pi) / 2
    assert row == pytest.approx(mercator * world - y * 4096, abs=1)
    path = f"/ogc/collections/spots/tiles/WebMercatorQuad/{z}/{y}/{x}?f=mvt&v=3"
    assert await shown(nobody, path) == {"spots": layer}


async def test_several_layers_stand_in_one_tile(nobody: Client, door: Database, root: UUID) -> None:
    ring = shapely.Point(SPOT).buffer(0.002)
    street = shapely.LineString([SPOT, (SPOT[0] + 0.01, SPOT[1])])
    _, a = await planted(door, [shapely.Point(SPOT)], root, public=True, code="a-points")
    _, b = await planted(door, [street], root, "line", public=True, code="a-lines")
    _, c = await planted(door, [ring], root, "polygon", public=True, code="an-area")
    found = await shown(nobody, address("a-points", "a-lines", "an-area"))
    assert {name: layer.ids for name, layer in found.items()} == {
        "a-points": set(a),
        "a-lines": set(b),
        "an-area": set(c),
    }
    kinds = [found[name].features[0].kind for name in ("a-points", "a-lines", "an-area")]
    assert kinds == [mvt.POINT, mvt.LINE, mvt.POLYGON]
    twice = await shown(nobody, address("an-area", "an-area"))
    assert twice == {"an-area": found["an-area"]}


async def test_an_area_is_named_once_however_many_tiles_it_reaches_into(
    nobody: Client, door: Database, root: UUID
) -> None:
    wide = shapely.Point(SPOT).buffer(0.05)
    more = {"public": True, "code": "wide", "style": {"label": "name"}}
    _, ids = await planted(door, [wide], root, "polygon", **more)
    z, row, column = tile_of(*SPOT)
    named = []
    for y in range(row - 3, row + 4):
        for x in range(column - 3, column + 4):
            path = f"/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=wide"
            found = mvt.layers((await nobody.get(path)).content)
            if "wide:label" in found:
                named += found["wide:label"].features
    assert [(each.id, each.kind, each.properties) for each in named] == [
        (ids[0], mvt.POINT, {"name": "n0"})
    ]


async def test_without_names_all_layers_in_sight_are_there(
    nobody: Client, who: As, door: Database, codes: dict[str, UUID]
) -> None:
    spot = (-60.0, -10.0)
    for code, more in {"all-a": {"public": True}, "all-b": {"scope_id": codes[town.EAST]}}.items():
        await planted(door, [shapely.Point(spot)], codes[town.EAST], code=code, **more)
    path = address("x", at=spot).partition("?")[0]
    for client, expected in [
        (nobody, {"all-a"}),
        (await who("west"), {"all-a"}),
        (await who("east"), {"all-a", "all-b"}),
    ]:
        answer = await client.get(path)
        assert mvt.layers(answer.content).keys() == expected
        assert answer.headers["cache-control"] == "private, no-cache"


async def test_gdal_reads_it(nobody: Client, door: Database, root: UUID, tmp_path: Path) -> None:
    shapes = [shapely.Point(SPOT), shapely.Point(SPOT[0] + 0.001, SPOT[1])]
    await planted(door, shapes, root, public=True, code="for-gdal")
    answer = await nobody.get(address("for-gdal"))
    z, y, x = tile_of(*SPOT)
    path = tmp_path / "tile.mvt"
    path.write_bytes(answer.content)
    _, _, geometry, fields = pyogrio.raw.read(path, layer="for-gdal", X=x, Y=y, Z=z)
    assert len(geometry) == 2
    assert sorted(fields[1]) == ["n0", "n1"] or sorted(fields[0]) == ["n0", "n1"]


async def test_an_empty_tile_is_no_content(nobody: Client, door: Database, root: UUID) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="alone", minzoom=10)
    for path in (address("alone", at=(10.0, 10.0)), address("alone", zoom=9)):
        answer = await nobody.get(path)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["etag"]
        again = await nobody.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


async def test_what_has_not_changed_is_not_sent_again(
    nobody: Client, who: As, door: Database, root: UUID
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="kept")
    await planted(door, [shapely.Point(SPOT)], root, scope_id=root, code="kept-own")
    operator = await who("operator")
    for client, code, cache in [
        (nobody, "kept", "public, no-cache"),
        (operator, "kept-own", "private, no-cache"),
    ]:
        first = await client.get(address(code))
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == cache
        again = await client.get(address(code), headers={"If-None-Match": f'"x", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["etag"], again.headers["cache-control"]) == (tag, cache)
        other = await client.get(address(code), headers={"If-None-Match": '"x"'})
        assert (other.status_code, other.content) == (200, first.content)
        head = await client.head(address(code))
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(first.content))


async def test_an_edit_shows_in_the_next_tile_within_a_second(
    nobody: Client, door: Database, root: UUID
) -> None:
    layer, ids = await planted(door, [shapely.Point(SPOT)], root, public=True, code="edited")
    before = await nobody.get(address("edited"))
    assert (await nobody.get(address("edited"))).content == before.content
    added = await edited(door, layer, SPOT)
    since = time.monotonic()
    while (await shown(nobody, address("edited")))["edited"].ids != {*ids, *added}:
        assert time.monotonic() - since < SOON_S
        await asyncio.sleep(0.02)
    after = await nobody.get(address("edited"), headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


async def until_refused(client: Client, path: str, status: int) -> None:
    since = time.monotonic()
    while (answer := await client.get(path)).status_code != status:
        assert answer.status_code in (200, 204), answer.text
        assert time.monotonic() - since < SOON_S
        await asyncio.sleep(0.02)


async def test_who_sees_which_layer(
    nobody: Client, who: As, door: Database, codes: dict[str, UUID]
) -> None:
    """Foreign layers and layers that are not there look the same to the last byte."""
    east = codes[town.EAST]
    for code, more in {
        "of-all": {"public": True},
        "of-known": {},
        "of-east": {"scope_id": east},
    }.items():
        await planted(door, [shapely.Point(SPOT)], east, code=code, **more)
    people = {name: await who(name) for name in ("east", "west", "commander")} | {"": nobody}
    found = {
        name: {
            code
            for code in ("of-all", "of-known", "of-east")
            if (await client.get(address(code))).status_code == 200
        }
        for name, client in people.items()
    }
    every = {"of-all", "of-known", "of-east"}
    assert found == {"east": every, "commander": every, "west": every - {"of-east"}, "": {"of-all"}}
    for client in (people["west"], nobody):
        hidden = await client.get(address("of-east"))
        nothing = await client.get(address("of-ouest"))
        assert hidden.status_code == nothing.status_code == 404
        problem(hidden, 404, "not-found")
        for answer in (hidden, nothing):
            assert "etag" not in answer.headers
        assert hidden.json() | {"trace_id": ""} == nothing.json() | {"trace_id": ""}
        mixed = await client.get(address("of-all", "of-east"))
        assert mixed.status_code == 404


async def test_a_layer_taken_out_of_sight_is_gone_within_a_second(
    who: As, door: Database, codes: dict[str, UUID]
) -> None:
    layer, _ = await planted(door, [shapely.Point(SPOT)], codes[town.EAST], code="was-open")
    west = await who("west")
    assert (await west.get(address("was-open"))).status_code == 200

    async def hidden(tx: Tx) -> None:
        await tx.run(
            "update gis.layer set scope_id = :scope where id = :id",
            scope=codes[town.EAST],
            id=layer,
        )

    await door.run(system("test"), hidden)
    await until_refused(west, address("was-open"), 404)


async def test_a_removed_layer_is_gone_within_a_second(
    nobody: Client, door: Database, root: UUID
) -> None:
    layer, _ = await planted(door, [shapely.Point(SPOT)], root, public=True, code="removed")
    assert (await nobody.get(address("removed"))).status_code == 200
    async with door.transaction(system("test")) as tx:
        await service.remove(tx, layer, None)
    await until_refused(nobody, address("removed"), 404)


async def test_an_ended_session_ends_tiles_within_a_second(
    who: As, door: Database, root: UUID
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, code="for-known")
    operator = await who("operator")
    assert (await operator.get(address("for-known"))).status_code == 200
    assert (await operator.delete("/api/session")).status_code == 204
    operator.cookies.set("wanglou_session", "ended", domain="")
    await until_refused(operator, address("for-known"), 401)


async def issued(door: Database, username: str, permissions: set[str]) -> str:
    async with door.transaction(system("test")) as tx:
        account = await tx.value(
            "select id from registry.account where username = :name", name=username
        )
        made = await tokens.issue(tx, account, "x", permissions=frozenset(permissions), days=1)
    return str(made["token"])


def basic(token: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"me:{token}".encode()).decode()}


async def test_programs_come_with_a_token(nobody: Client, door: Database, root: UUID) -> None:
    await planted(door, [shapely.Point(SPOT)], root, scope_id=root, code="for-programs")
    good, poor = [await issued(door, "operator", {each}) for each in ("layers.read", "units.read")]
    path = address("for-programs")
    for headers, status in [
        ({"Authorization": f"Bearer {good}"}, 200),
        (basic(good), 200),
        (basic(poor), 404),  # may not read layers: sees what a guest sees
        ({}, 404),
        (basic("wl_wrong"), 401),
        ({"Authorization": "Bearer wl_wrong"}, 401),
        ({"Authorization": "Basic ?"}, 401),
    ]:
        answer = await nobody.get(path, headers=headers)
        assert answer.status_code == status, headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ogc/tiles/WebMercatorQuad/23/0/0?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/3/8/0?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/3/0/8?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/22/4194304/0?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/3/0/999999999?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/3/0/9999999999?collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/3/-1/0?collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/a/0/0?collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/٣/0/0?collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0.mvt?collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?f=mvt", 204),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=bounds&collections=bounds", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=" + ",".join("abcdefghijklmnopqrstu"), 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=bounds&limit=1", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=bounds&f=png", 400),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=%00", 404),
        ("/ogc/tiles/WebMercatorQuad/3/0/0?collections=%ff", 404),
        ("/ogc/collections/bounds/tiles/WebMercatorQuad/3/0/0?collections=bounds", 400),
        ("/ogc/collections/none/tiles/WebMercatorQuad/3/0/0", 404),
        ("/ogc/tiles/WorldCRS84Quad/3/0/0?collections=bounds", 404),
        ("/ogc/tiles/WebMercatorQuad/22/4194303/4194303?collections=bounds", 204),
        ("/ogc/tiles/WebMercatorQuad/0/0/0?collections=bounds", 200),
    ],
)
async def test_addresses_that_are_no_tiles(
    nobody: Client, door: Database, root: UUID, path: str, status: int
) -> None:
    async with door.reading(system("test")) as tx:
        known = await tx.value("select true from gis.layer where code = 'bounds'")
    if not known:
        await planted(door, [shapely.Point(SPOT)], root, public=True, code="bounds")
    answer = await nobody.get(path)
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem(answer, status, "malformed" if status == 400 else "not-found")


async def test_only_reading_is_offered(nobody: Client) -> None:
    answer = await nobody.post(address("x"))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_every_answer_has_the_headers_and_is_counted(
    nobody: Client, door: Database, root: UUID
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="counted")
    for path in (
        address("counted"),
        address("counted"),
        address("nothing"),
        address("counted", zoom=30),
    ):
        answer = await nobody.get(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    counted = (await nobody.get("/metrics")).text
    line = 'wanglou_requests_total{method="GET",route="/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}"'
    assert f'{line},status="200"}}' in counted
    assert f'{line},status="404"}}' in counted


async def test_an_attribute_that_was_taken_away_is_not_shown(
    nobody: Client, door: Database, root: UUID
) -> None:
    layer, _ = await planted(door, [shapely.Point(SPOT)], root, public=True, code="fewer")
    (feature,) = (await shown(nobody, address("fewer")))["fewer"].features
    assert feature.properties == {"name": "n0", "level": 0}

    async def fewer(tx: Tx) -> None:
        await tx.run(
            "update gis.layer set version = version + 1, "
            "attributes = attributes - 1 where id = :id",
            id=layer,
        )

    await door.run(system("test"), fewer)
    await asyncio.sleep(SOON_S)
    (feature,) = (await shown(nobody, address("fewer")))["fewer"].features
    assert feature.properties == {"name": "n0"}


async def test_the_same_tile_is_read_once_for_all_who_ask_meanwhile(
    nobody: Client, gis_app: FastAPI, door: Database, root: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await planted(door, [shapely.Point(SPOT)], root, public=True, code="asked")
    reader = gis_app.state.tiles._reader
    plain, read = reader.tile, []

    async def counted(*parameters: Any) -> Any:
        read.append(parameters)
        return await plain(*parameters)

    monkeypatch.setattr(reader, "tile", counted)
    answers = await asyncio.gather(*(nobody.get(address("asked")) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(read) == 1
