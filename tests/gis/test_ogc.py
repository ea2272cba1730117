"""OGC API Features at `/ogc`: documents, pages of items, systems of coordinates, time, sight."""

import base64
import math
from typing import Any

import pytest
import shapely

from gis.features.queries import NewFeature
from kernel.api import Database, system
from registry.api import People, TokenPart, tokens
from tests.gis import ogc_layers
from tests.gis.conftest import As, Client, Json
from tests.gis.ogc_layers import PLACES
from tests.registry import town
from tests.registry.answers import problem

CRS = "http://www.opengis.net/def/crs/"
CRS84, WGS84 = f"{CRS}OGC/1.3/CRS84", f"{CRS}EPSG/0/4326"
CGCS2000, MERCATOR = f"{CRS}EPSG/0/4490", f"{CRS}EPSG/0/3857"


@pytest.fixture
async def spots(door: Database) -> list[int]:
    """Ids of the four spots of the public layer `spots`."""
    async with door.reading(system("test")) as tx:
        ids = await tx.rows(
            "select f.id from gis.feature f join gis.layer l on l.id = f.layer_id "
            "where l.code = 'spots' order by f.id"
        )
    return [row.id for row in ids] or await ogc_layers.spots(door, "spots")


async def found(client: Client, code: str = "spots", **params: Any) -> Json:
    params = {name.replace("_", "-"): value for name, value in params.items()}
    answer = await client.get(f"/ogc/collections/{code}/items", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    told: Json = answer.json()
    assert told["numberReturned"] == len(told["features"])
    return told


async def numbers(client: Client, ids: list[int], **params: Any) -> list[int]:
    """Return which of the four spots a request selects."""
    told = await found(client, **params)
    return [ids.index(each["id"]) for each in told["features"]]


def href(document: Json, rel: str, kind: str = "json") -> str:
    return next(
        str(link["href"])
        for link in document["links"]
        if link["rel"] == rel and kind in link.get("type", "json")
    )


@pytest.mark.usefixtures("spots")
async def test_every_document_is_reached_from_the_landing_page(nobody: Client) -> None:
    seen: set[str] = set()
    waiting = ["http://test/ogc", "http://test/ogc/"]
    while waiting:
        address = waiting.pop()
        answer = await nobody.get(address)
        assert answer.status_code == 200, (address, answer.text)
        if "html" in answer.headers["content-type"]:
            assert "<!doctype html>" in answer.text
            assert "//" not in answer.text.replace("http://test", "").replace(
                "http://www.opengis.net", ""
            ).replace("https://json-schema.org", "")
            continue
        document = answer.json()
        parts = [document, *document.get("collections", []), *document.get("tilesets", [])]
        links = [link for part in parts for link in part.get("links", [])]
        for link in links:
            if link["href"] not in seen and not link.get("templated"):
                seen.add(link["href"])
                waiting.append(link["href"])
    assert {"http://test/ogc/api", "http://test/ogc/collections/spots/queryables"} <= seen
    assert "http://test/ogc/tileMatrixSets/WebMercatorQuad" in seen


async def test_a_collection_says_what_it_is(nobody: Client, spots: list[int]) -> None:
    assert spots
    told = (await nobody.get("/ogc/collections/spots")).json()
    assert (told["title"], told["itemType"]) == ("积水点 Spots", "feature")
    assert told["extent"]["spatial"]["bbox"] == [[116.6, 23.3, 117.0, 23.6]]
    assert told["crs"] == [CRS84, WGS84, CGCS2000, MERCATOR]
    queryables = await nobody.get("/ogc/collections/spots/queryables")
    assert queryables.headers["content-type"] == "application/schema+json"
    properties = queryables.json()["properties"]
    assert properties["depth"] == {"title": "水深 Depth", "type": "number", "x-ogc-unit": "m"}
    assert properties["geometry"]["format"] == "geometry-point-or-multipoint"
    assert set(properties) == {"id", "geometry", "time"} | {
        each["name"] for each in ogc_layers.ATTRIBUTES
    }


async def test_pages_follow_each_other_without_gap_or_repeat(
    nobody: Client, spots: list[int], door: Database
) -> None:
    told = await found(nobody, limit=2, bbox="116,23,118,24", count="true")
    assert told["numberMatched"] == 4
    assert [each["id"] for each in told["features"]] == spots[:2]
    await ogc_layers.spots(door, "spots2")  # what is added meanwhile shifts nothing
    following = (await nobody.get(href(told, "next"))).json()
    assert [each["id"] for each in following["features"]] == spots[2:]
    assert following["numberMatched"] == 4
    assert "next" not in [link["rel"] for link in following["links"]]
    again = (await nobody.get(href(following, "self"))).json()
    assert again["features"] == following["features"]
    assert "numberMatched" not in await found(nobody)
    assert "next" not in [link["rel"] for link in (await found(nobody, limit=4))["links"]]
    assert len((await found(nobody, limit=99_999))["features"]) == 4


async def test_a_feature_as_it_stands(nobody: Client, spots: list[int]) -> None:
    path = f"/ogc/collections/spots/items/{spots[0]}"
    answer = await nobody.get(path)
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["content-crs"] == f"<{CRS84}>"
    told = answer.json()
    assert told["geometry"] == {"type": "Point", "coordinates": [116.6, 23.3]}
    assert told["properties"] == PLACES[0][2]
    assert told["time"] == {"interval": ["2026-09-01T00:00:00+00:00", "2026-09-02T00:00:00+00:00"]}
    assert (told["version"], href(told, "self")) == (1, f"http://test{path}")
    assert href(told, "collection") == "http://test/ogc/collections/spots"
    same = await nobody.get(path, headers={"If-None-Match": '"1"'})
    assert (same.status_code, same.content) == (304, b"")
    half_open = (await nobody.get(f"/ogc/collections/spots/items/{spots[2]}")).json()
    assert half_open["time"]["interval"][1] == ".."
    assert "time" not in (await nobody.get(f"/ogc/collections/spots/items/{spots[3]}")).json()
    for item in ("0", "x", "-1", "1.0", "9" * 18, "9" * 40, f"{spots[0]}x"):
        problem(await nobody.get(f"/ogc/collections/spots/items/{item}"), 404, "not-found")
    problem(await nobody.get("/ogc/collections/nothing/items"), 404, "not-found")


ORDERS = [
    (CRS84, [116.6, 23.3]),
    (WGS84, [23.3, 116.6]),
    ("[EPSG:4326]", [23.3, 116.6]),
    (CGCS2000, [23.3, 116.6]),
    (MERCATOR, [12979852.626, 2668339.106]),
]


async def test_coordinates_come_in_the_order_their_system_says(
    nobody: Client, spots: list[int]
) -> None:
    for crs, first in ORDERS:
        told = await found(nobody, crs=crs, limit=1)
        assert told["features"][0]["geometry"]["coordinates"] == pytest.approx(first, abs=0.01)
        assert "crs" not in told["features"][0]["geometry"]
        item = await nobody.get(f"/ogc/collections/spots/items/{spots[0]}", params={"crs": crs})
        assert item.json()["geometry"]["coordinates"] == pytest.approx(first, abs=0.01)
        if not crs.startswith("["):
            assert item.headers["content-crs"] == f"<{crs}>"


SELECTED: list[tuple[Json, list[int]]] = [
    ({"bbox": "116.65,23.35,116.85,23.55"}, [1, 2]),
    ({"bbox": "116.65,23.35,-9,116.85,23.55,9"}, [1, 2]),
    ({"bbox": "23.35,116.65,23.55,116.85", "bbox_crs": WGS84}, [1, 2]),
    ({"bbox": "23.35,116.65,23.55,116.85", "bbox_crs": CGCS2000}, [1, 2]),
    ({"bbox": "12985418,2675734,13007682,2699982", "bbox_crs": MERCATOR}, [1, 2]),
    ({"bbox": "116.75,23,-170,24"}, [2, 3]),
    ({"bbox": "170,23,116.65,24"}, [0]),
    ({"bbox": "0,0,1,1"}, []),
    ({"datetime": "2026-09-20T06:00:00Z"}, [1, 3]),
    ({"datetime": "2026-09-20T14:00:00+08:00"}, [1, 3]),
    ({"datetime": "2026-09-20"}, [1, 3]),
    ({"datetime": "2026-09-01T12:00:00Z/2026-09-20T05:00:00Z"}, [0, 3]),
    ({"datetime": "2026-09-20/.."}, [1, 2, 3]),
    ({"datetime": "../2026-09-10"}, [0, 3]),
    ({"datetime": "/2026-09-10T00:00:00Z"}, [0, 3]),
    ({"datetime": "2027-01-01"}, [2, 3]),
    ({"datetime": "2026-09-20", "bbox": "116.65,23.35,116.85,23.55"}, [1]),
    ({"level": "2"}, [1]),
    ({"open": "false"}, [1]),
    ({"since": "2026-09-20"}, [1]),
    ({"名称": "涵洞一"}, [0]),
    ({"名称": "O'Brien", "level": "3"}, [2]),
    ({"o'br\"ien": "x"}, [3]),
    ({"seen at": "2026-09-21T16:00:00+08:00"}, [2]),
]


async def test_what_a_request_selects(nobody: Client, spots: list[int]) -> None:
    for params, expected in SELECTED:
        assert await numbers(nobody, spots, **params) == expected, params


REFUSED: list[Json] = [
    {"limit": "unlimited"}, {"limit": "0"}, {"limit": "-1"}, {"limit": "1.5"}, {"limit": "²"},
    {"bbox": "1,2,3"}, {"bbox": "a,b,c,d"}, {"bbox": "1,2,3,nan"}, {"bbox": "1,9,3,4"},
    {"bbox": "1,2,3,4,5"}, {"bbox": "1,2,3,4", "bbox-crs": "EPSG:1"}, {"crs": "x"},
    {"bbox": "3e6,0,2e6,1", "bbox-crs": MERCATOR},
    {"bbox": "0,0,1e300,1e300", "bbox-crs": MERCATOR},
    {"datetime": "yesterday"}, {"datetime": "2026-13-01"}, {"datetime": "../.."},
    {"datetime": "2026-09-02/2026-09-01"}, {"datetime": "2026-09-20T06:00:00"},
    {"datetime": "0000-01-01T00:00:00Z"}, {"datetime": "9999-12-31T23:59:59-14:00"},
    {"datetime": "9999-12-31"}, {"datetime": "../9999-12-31"},
    {"ooga": "booga"}, {"Limit": "1"}, {"dateTime": "2026-09-20"}, {"f": "xml"},
    {"cursor": "x"}, {"cursor": "WyJhIl0"}, {"cursor": "WzFlNDBd"}, {"count": "yes"},
    {"level": "two"}, {"level": "nan"}, {"open": "yes"}, {"since": "never"}, {"geometry": "x"},
    {"limit": ["1", "2"]}, {"filter-crs": "x"}, {"filter-lang": "ecql"},
]  # fmt: skip


async def test_what_cannot_be_meant_is_refused(nobody: Client, spots: list[int]) -> None:
    assert spots
    for params in REFUSED:
        answer = await nobody.get("/ogc/collections/spots/items", params=params)
        assert answer.status_code == 400, (params, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_unknown_parameters_are_refused_everywhere(nobody: Client, spots: list[int]) -> None:
    for path in (
        "", "/conformance", "/api", "/collections", "/collections/spots",
        "/collections/spots/queryables", f"/collections/spots/items/{spots[0]}",
        "/collections/spots/tiles", "/collections/spots/tiles/WebMercatorQuad", "/tiles",
        "/tiles/WebMercatorQuad", "/tileMatrixSets", "/tileMatrixSets/WebMercatorQuad",
    ):  # fmt: skip
        answer = await nobody.get(f"/ogc{path}", params={"ooga": "booga"})
        assert problem(answer, 400, "malformed") == ["?ooga"]


async def test_a_pole_breaks_no_answer(nobody: Client, door: Database) -> None:
    pole = NewFeature(shapely.to_wkb(shapely.Point(0, 90)))
    await ogc_layers.make(door, [pole], code="pole", sight="public")
    assert (await found(nobody, "pole", crs=WGS84))["features"]
    answer = await nobody.get("/ogc/collections/pole/items", params={"crs": MERCATOR})
    (x, y) = answer.json()["features"][0]["geometry"]["coordinates"]
    assert (x, math.isfinite(y)) == (0, True)


async def test_who_sees_which_collection(who: As, nobody: Client, door: Database) -> None:
    for sight in ("public", "open", "internal"):
        await ogc_layers.spots(door, f"see-{sight}", sight=sight)
    east, west, admin = await who("east"), await who("west"), await who("secadmin")
    expected = {
        nobody: {"see-public"},
        admin: {"see-public"},
        west: {"see-public", "see-open"},
        east: {"see-public", "see-open", "see-internal"},
    }
    for client, codes in expected.items():
        told = (await client.get("/ogc/collections")).json()["collections"]
        assert {each["id"] for each in told if each["id"].startswith("see-")} == codes
        for sight in ("public", "open", "internal"):
            seen = f"see-{sight}" in codes
            answer = await client.get(f"/ogc/collections/see-{sight}/items")
            assert answer.status_code == (200 if seen else 404)


async def test_programs_come_by_token(nobody: Client, door: Database) -> None:
    await ogc_layers.spots(door, "by-token", sight="internal")
    async with door.transaction(system("test")) as tx:
        part = TokenPart(name="qgis", permissions=["layers.read"], days=1)
        secret = (await tokens.add(tx, "east", part, People()))["token"]
    path = "/ogc/collections/by-token/items"
    basic = base64.b64encode(f"qgis:{secret}".encode()).decode()
    for header in (f"Bearer {secret}", f"Basic {basic}", f"basic {basic}"):
        answer = await nobody.get(path, headers={"Authorization": header})
        assert answer.status_code == 200, header
    wrong = base64.b64encode(b"qgis:wl_wrong").decode()
    for header in (f"Basic {wrong}", "Basic x", "Basic", "Bearer x", "Digest x", "Basic /w=="):
        answer = await nobody.get(path, headers={"Authorization": header})
        assert answer.status_code == 401, header
    post = await nobody.post(path, headers={"Authorization": f"Basic {basic}"}, json={})
    problem(post, 403, "forbidden")
    bare = await nobody.post(path, json={})
    problem(bare, 401, "not-signed-in")
    assert bare.headers["www-authenticate"].startswith("Basic")


async def test_a_person_s_browser_gets_pages(nobody: Client, spots: list[int]) -> None:
    accept = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = await nobody.get("/ogc/collections/spots/items", headers=accept)
    assert page.headers["content-type"].startswith("text/html")
    assert "涵洞一" in page.text
    assert "O&#x27;Brien" in page.text
    assert (
        "json"
        in (await nobody.get("/ogc", params={"f": "json"}, headers=accept)).headers["content-type"]
    )
    item = await nobody.get(f"/ogc/collections/spots/items/{spots[0]}", params={"f": "html"})
    assert "116.6, 23.3" in item.text


async def test_tiles_are_described(nobody: Client, spots: list[int]) -> None:
    assert spots
    told = (await nobody.get("/ogc/collections/spots/tiles")).json()["tilesets"][0]
    (template,) = [link["href"] for link in told["links"] if link.get("templated")]
    assert template == (
        "http://test/ogc/collections/spots/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}"
    )
    tileset = (await nobody.get("/ogc/collections/spots/tiles/WebMercatorQuad")).json()
    assert tileset["boundingBox"]["lowerLeft"] == [116.6, 23.3]
    assert tileset["layers"][0]["id"] == "spots"
    scheme = (await nobody.get("/ogc/tileMatrixSets/WebMercatorQuad")).json()
    assert scheme["tileMatrices"][0]["scaleDenominator"] == pytest.approx(559082264.028717)
    assert scheme["tileMatrices"][22]["matrixWidth"] == 2**22
    every = (await nobody.get("/ogc/tiles/WebMercatorQuad")).json()
    assert "spots" in [layer["id"] for layer in every["layers"]]


async def test_a_removed_layer_is_gone(who: As, nobody: Client, door: Database) -> None:
    layer, _ = await ogc_layers.make(door, code="gone", sight="public", owner=town.EAST)
    assert (await nobody.get("/ogc/collections/gone")).status_code == 200
    assert (await (await who("east")).delete(f"/api/layers/{layer}")).status_code == 204
    for tail in ("", "/items", "/items/1", "/queryables", "/tiles"):
        problem(await nobody.get(f"/ogc/collections/gone{tail}"), 404, "not-found")
