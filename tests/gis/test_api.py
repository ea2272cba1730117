"""The gazetteer and areas in the database and through the door."""

import pytest

from gis.api import area_of, load_gazetteer
from kernel.api import Database, system
from tests.incidents.conftest import (  # noqa: F401 - fixtures of the demo city
    CITY,
    JINPING_SPOT,
    As,
    app,
    as_,
    db,
    stranger,
    test_city,
)


async def test_loading_again_changes_nothing(db: Database) -> None:  # noqa: F811
    async with db.transaction(system("test")) as tx:
        before = await tx.rows("select name, digest, loaded_at from gis.edition order by name")
        counts = await load_gazetteer(tx, CITY)
        after = await tx.rows("select name, digest, loaded_at from gis.edition order by name")
    assert counts["areas"] == 7 + 67
    assert counts["places"] > 3000
    assert before == after


async def test_the_area_of_a_point(db: Database) -> None:  # noqa: F811
    async with db.reading(system("test")) as tx:
        area = await area_of(tx, JINPING_SPOT["lon"], JINPING_SPOT["lat"])
        rows = await tx.value(
            "select code from gis.area where kind = 'district' and st_contains(shape, "
            "st_setsrid(st_makepoint(:lon, :lat), 4326))",
            **JINPING_SPOT,
        )
    assert area["district"]["code"] == rows == "440511"


async def test_a_search_answers_with_place_area_and_match(as_: As) -> None:  # noqa: F811
    wall = await as_("wall")
    answer = (await wall.get("/api/geocode", params={"q": "dfnmsc"})).json()
    hit = answer["items"][0]
    assert hit["name"]["zh"] == "东方农贸市场"
    assert hit["place"]["source"] == "landmark"
    assert hit["district"]["code"] == "440511"
    assert hit["fictional"] is True


async def test_an_address_is_taken_apart_and_placed(as_: As) -> None:  # noqa: F811
    wall = await as_("wall")
    query = {"q": "汕头市金平区岐山街道岐山北街5号2楼"}
    parts = (await wall.get("/api/geocode/address", params=query)).json()
    assert parts["city"] == {"code": "440500", "zh": "汕头市", "en": "汕头市"}
    assert (parts["district"]["en"], parts["town"]["zh"]) == ("Jinping", "岐山街道")
    assert (parts["road"], parts["number"], parts["rest"]) == ("岐山北街", "5", "2楼")
    assert parts["best"]["name"]["zh"] == "岐山北街5号"
    query = {"q": "广州市天河区体育西路1号"}
    parts = (await wall.get("/api/geocode/address", params=query)).json()
    assert parts["elsewhere"]
    assert parts["best"] is None


async def test_a_coordinate_is_a_place_in_words(as_: As) -> None:  # noqa: F811
    wall = await as_("wall")
    answer = (await wall.get("/api/geocode", params={"q": "23.40455,116.66117"})).json()
    (hit,) = answer["items"]
    assert (hit["kind"], hit["place"]["source"]) == ("coordinate", "coordinate")
    assert hit["place"]["lon"] == 116.66117
    words = (await wall.get("/api/geocode/reverse", params=JINPING_SPOT)).json()
    assert words["nearest"]["name"]["zh"] == "东方农贸市场"
    assert words["text"]["zh"].startswith("金平区")


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/api/geocode", {}),
        ("/api/geocode", {"q": ""}),
        ("/api/geocode", {"q": "x" * 101}),
        ("/api/geocode", {"q": "x", "near": "1"}),
        ("/api/geocode", {"q": "x", "near": "nan,nan"}),
        ("/api/geocode", {"q": "x", "near": "181,0"}),
        ("/api/geocode", {"q": "x", "limit": 51}),
        ("/api/geocode/reverse", {"lon": "nan", "lat": 0}),
        ("/api/geocode/reverse", {"lon": 181, "lat": 0}),
        ("/api/geocode/reverse", {"lon": 116}),
    ],
)
async def test_what_cannot_be_is_refused(as_: As, path: str, params: dict) -> None:  # noqa: F811
    wall = await as_("wall")
    answer = await wall.get(path, params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_nobody_is_let_in_without_signing_in(stranger) -> None:  # noqa: F811
    assert (await stranger.get("/api/geocode", params={"q": "x"})).status_code == 401
