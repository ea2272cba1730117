"""Layers over HTTP: publish, change, see, remove and bring back."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shapely

from gis.api import load_layers
from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service
from gis.layers.live import Edit
from gis.layers.policies import ForeignLayer
from kernel.api import Actor, Database, NotFound, paging, system
from tests.gis.conftest import As, Client, Json, layer_form
from tests.registry import town
from tests.registry.answers import facts, problem

PATH = "/api/layers"
CITY = Path("data/cities/shantou")


async def published(client: Client, **fields: Any) -> Json:
    answer = await client.post(PATH, json=layer_form(**fields))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    assert answer.headers["etag"] == f'"{made["version"]}"'
    return made


def points(*places: tuple[float, float]) -> list[NewFeature]:
    return [NewFeature(shapely.to_wkb(shapely.Point(*place))) for place in places]


async def listed(client: Client, **params: Any) -> list[str]:
    answer = await client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    return [each["code"] for each in answer.json()["items"]]


async def test_a_published_layer_stands_in_the_tree_and_on_the_board(
    who: As, door: Database
) -> None:
    east = await who("east")
    made = await published(east, code="flooded", style={"colour": "#4f8fd6", "dash": [2, 1]})
    assert made["organisation"]["code"] == town.EAST
    assert (made["group"], made["group_zh"], made["group_en"]) == ("hazards", "风险隐患", "Hazards")
    assert (made["sight"], made["features"], made["extent"]) == ("internal", 0, None)
    assert (made["version"], made["may_edit"]) == (1, True)
    assert made["style"] == {"colour": "#4f8fd6", "dash": [2, 1]}
    shown = (await east.get(f"{PATH}/{made['id']}")).json()
    moments = {"created_at", "changed_at"}  # Z here, +00:00 there
    assert {k: v for k, v in shown.items() if k not in moments} == {
        k: v for k, v in made.items() if k not in moments
    }
    assert await listed(east, group="hazards") == ["flooded"]
    assert await listed(east, group="water") == []
    (fact,) = await facts(door, made["id"])
    assert (fact.kind, fact.topic) == ("layer.published", "layers")
    assert fact.state == {name: value for name, value in made.items() if name != "may_edit"}


async def test_who_sees_which_layer(who: As, codes: dict[str, UUID]) -> None:
    east, west, commander = await who("east"), await who("west"), await who("commander")
    post = str(codes[f"{town.ROOT}.commander"])
    for sight, more in [
        ("public", {}),
        ("open", {}),
        ("internal", {}),
        ("restricted", {"posts": [post]}),
    ]:
        organisation = {"organisation_id": str(codes[town.EAST])}
        made = await published(commander, code=f"s-{sight}", sight=sight, **organisation, **more)
        assert made["sight"] == sight
    seen = {
        name: {code for code in await listed(client) if code.startswith("s-")}
        for name, client in [("east", east), ("west", west), ("commander", commander)]
    }
    assert seen["west"] == {"s-public", "s-open"}
    assert seen["east"] == {"s-public", "s-open", "s-internal"}
    assert seen["commander"] == {"s-public", "s-open", "s-internal", "s-restricted"}
    hidden = (await commander.get(PATH)).json()["items"]
    internal = next(each for each in hidden if each["code"] == "s-internal")
    problem(await west.get(f"{PATH}/{internal['id']}"), 404, "not-found")
    problem(await west.post(PATH, json=layer_form(code="s-internal")), 409, "layer-code-taken")
    problem(await (await who("secadmin")).get(PATH), 403, "forbidden")


async def test_changes_merge_by_field(who: As) -> None:
    east = await who("east")
    made = await published(east)
    path = f"{PATH}/{made['id']}"
    problem(await east.patch(path, json={"zh": "一"}), 428, "version-required")
    first = await east.patch(path, json={"zh": "一"}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    other = await east.patch(path, json={"opacity": 0.5}, headers={"If-Match": '"1"'})
    assert (other.json()["zh"], other.json()["opacity"], other.json()["version"]) == ("一", 0.5, 3)
    stale = await east.patch(path, json={"zh": "二"}, headers={"If-Match": '"1"'})
    assert problem(stale, 412, "stale") == ["/zh"]
    for body, pointer in [
        ({"minzoom": 9, "maxzoom": 3}, "/minzoom"),
        ({"group": "castles"}, "/group"),
        ({"sight": "restricted"}, "/posts"),
        ({"sight": "restricted", "posts": [made["id"]]}, "/posts/0"),
        ({"style": {"colour": "red"}}, "/style/colour"),
        ({"code": "other"}, "/code"),
    ]:
        answer = await east.patch(path, json=body, headers={"If-Match": '"3"'})
        assert pointer in problem(answer, 422, "invalid"), body
    opened = await east.patch(path, json={"sight": "public"}, headers={"If-Match": '"3"'})
    assert opened.json()["sight"] == "public"
    assert await listed(await who("west"))


async def test_only_its_own_organisation_changes_a_layer(who: As) -> None:
    commander, west, operator = await who("commander"), await who("west"), await who("operator")
    made = await published(commander, sight="open")
    path = f"{PATH}/{made['id']}"
    assert (await west.get(path)).json()["may_edit"] is False
    seen = {"If-Match": '"1"'}
    problem(await west.patch(path, json={"zh": "一"}, headers=seen), 403, "foreign-layer")
    problem(await west.delete(path), 403, "foreign-layer")
    problem(await operator.delete(path), 403, "forbidden")
    problem(await operator.patch(path, json={"sight": "public"}, headers=seen), 403, "forbidden")
    assert (await operator.patch(path, json={"zh": "一"}, headers=seen)).status_code == 200
    problem(await operator.post(PATH, json=layer_form()), 403, "forbidden")


@pytest.mark.parametrize("path", [PATH, "/api/imports", "/api/exports"])
async def test_forged_cursors_are_refused(path: str, who: As) -> None:
    east, kept = await who("east"), str(UUID(int=1))
    for key in (
        [2**63, "x"], ["0001-01-01T00:00:00+23:59", kept], ["9999-12-31T23:59:59-23:59", kept],
    ):  # fmt: skip
        answer = await east.get(path, params={"cursor": paging.cursor_of(*key)})
        assert problem(answer, 400, "malformed") == ["?cursor"], key
    far = await east.get(PATH, params={"cursor": paging.cursor_of(2**40, "x")})
    assert far.json()["items"] == []


async def test_a_removed_layer_comes_back_with_its_features(who: As, door: Database) -> None:
    east = await who("east")
    made = await published(east, sight="open")
    path, layer = f"{PATH}/{made['id']}", UUID(made["id"])
    async with door.transaction(system("test")) as tx:
        row = await service.locked(tx, layer)
        ids = await features.insert_many(tx, layer, points((116.7, 23.3), (116.8, 23.4)))
        state = await service.touched(tx, row, kind="layer.edited", edit=Edit(created=ids))
    assert (state["features"], state["version"]) == (2, 2)
    assert state["extent"] == [116.7, 23.3, 116.8, 23.4]
    problem(await east.delete(path, headers={"If-Match": '"9"'}), 412, "stale")
    assert (await east.delete(path, headers={"If-Match": '"2"'})).status_code == 204
    assert made["code"] not in await listed(east)
    assert made["code"] in await listed(east, removed=True)
    problem(await east.delete(path), 404, "not-found")
    problem(
        await east.patch(path, json={"zh": "一"}, headers={"If-Match": '"3"'}), 404, "not-found"
    )
    back = await east.post(f"{path}/restore")
    assert (back.status_code, back.json()["features"]) == (200, 2)
    assert (await east.post(f"{path}/restore")).json() == back.json()
    kinds = [(fact.kind, fact.state is None) for fact in await facts(door, layer)]
    assert kinds == [
        ("layer.published", False),
        ("layer.edited", False),
        ("layer.removed", True),
        ("layer.restored", False),
    ]
    problem(await (await who("west")).post(f"{path}/restore"), 403, "foreign-layer")


async def test_what_other_slices_call(who: As, door: Database) -> None:
    made = await published(await who("east"), code="called")
    layer = UUID(made["id"])
    stranger = Actor(kind="account", name="x", permissions=frozenset({"layers.edit"}))
    async with door.reading(stranger) as tx:
        with pytest.raises(NotFound):
            await service.find(tx, "called")
        assert "called" not in [row.code for row in await service.visible(tx)]
    async with door.transaction(system("test")) as tx:
        assert (await service.find(tx, "called")).id == (await service.find(tx, layer)).id
        await service.locked(tx, layer)
        many = points(*((116.6 + n / 100_000, 23.3) for n in range(7_000)))
        ids = await features.insert_many(tx, layer, many)
        assert len(ids) == 7_000
        assert ids == sorted(ids)
        assert (await features.one(tx, layer, ids[5])).shape is not None
        assert [row.id for row in await features.page(tx, layer, after=ids[9], limit=2)] == ids[
            10:12
        ]
        since = datetime(2026, 9, 1, tzinfo=UTC)
        new = NewFeature(shapely.to_wkb(shapely.Point(1, 2, 3)), {"名称": "x"}, (since, None))
        assert await features.replace(tx, layer, ids[0], new) == 2
        changed = await features.one(tx, layer, ids[0])
        assert shapely.to_wkt(shapely.from_wkb(changed.shape)) == "POINT (1 2)"
        assert (changed.properties, changed.since, changed.until) == ({"名称": "x"}, since, None)
        assert await features.delete(tx, layer, [*ids[:3], 10**15]) == ids[:3]
        assert await features.delete_all(tx, layer) == 6_997


async def test_a_big_layer_is_counted_by_what_changes(who: As, door: Database) -> None:
    layer = UUID((await published(await who("east")))["id"])
    async with door.transaction(system("test")) as tx:
        row = await service.locked(tx, layer)
        many = points(*((116.6 + n / 1_000_000, 23.3) for n in range(20_001)))
        ids = await features.insert_many(tx, layer, many)
        assert (await service.touched(tx, row, kind="layer.edited"))["features"] == 20_001
    async with door.transaction(system("test")) as tx:
        row = await service.locked(tx, layer)
        more = await features.insert_many(tx, layer, points((117.0, 23.9)))
        gone = await features.delete(tx, layer, ids[:3])
        edit = Edit(created=more, removed=gone)
        state = await service.touched(tx, row, kind="layer.edited", edit=edit)
    assert state["features"] == 19_999
    assert state["extent"] == [116.6, 23.3, 117.0, 23.9]
    (*_, fact) = await facts(door, layer)
    assert fact.state["edit"] == {"created": more, "changed": [], "removed": gone, "more": 0}


def test_an_edit_names_at_most_a_hundred_ids() -> None:
    told = Edit(created=range(90), changed=range(90), removed=range(90)).told()
    assert (len(told["created"]), len(told["changed"]), len(told["removed"])) == (90, 10, 0)
    assert told["more"] == 170


async def test_a_foreign_layer_is_not_locked(who: As, door: Database) -> None:
    made = await published(await who("commander"), sight="open")
    stranger = Actor(
        kind="account",
        name="x",
        organisations=frozenset({UUID(int=1)}),
        permissions=frozenset({"layers.edit"}),
    )
    with pytest.raises(ForeignLayer):
        await door.run(stranger, lambda tx: service.locked(tx, UUID(made["id"])))


async def test_the_largest_layer_fits_into_its_fact(who: As) -> None:
    """What the forms let pass is a state of at most 16 KB."""
    east = await who("east")
    names = [f"字段名称{number:03}" for number in range(100)]
    attributes = [{"name": name, "type": "string", "zh": "一", "en": "x"} for name in names]
    item = {"value": "值" * 20, "colour": "#000000", "zh": "类", "en": "c"}
    style = {"classes": {"attribute": names[0], "kind": "values", "otherwise": "#000000"}}
    style["classes"]["items"] = [item] * 12  # type: ignore[index]
    long = {"zh": "汉" * 120, "en": "汉" * 120, "about_zh": "汉" * 300, "about_en": "汉" * 300}
    long |= {"source": "汉" * 200, "licence": "汉" * 200}
    await published(east, attributes=attributes[:92], style=style, **long)
    answer = await east.post(PATH, json=layer_form(attributes=attributes * 2))
    problem(answer, 422, "invalid")
    answer = await east.post(PATH, json=layer_form(attributes=attributes[:1] * 2))
    assert problem(answer, 422, "invalid") == ["/attributes"]


async def test_the_city_s_own_layers_load_once(door: Database) -> None:
    assert await load_layers(door, CITY) == 8
    async with door.reading(system("test")) as tx:
        rows = {row.code: row for row in await service.visible(tx)}
    assert {code: rows[code].features for code in ("districts", "towns", "ports")} == {
        "districts": 7,
        "towns": 67,
        "ports": 29,
    }
    assert rows["districts"].sight == "public"
    assert rows["power-plants"].sight == "open"
    assert 116.2 < rows["districts"].west < rows["districts"].east < 117.4
    assert await load_layers(door, CITY) == 0


async def test_a_city_s_new_file_replaces_the_features(door: Database, tmp_path: Path) -> None:
    form = {"code": "spots", "zh": "点", "en": "Spots", "geometry": "point", "file": "a.geojson"}
    (tmp_path / "layers.json").write_text(json.dumps({"layers": [form]}), encoding="utf-8")
    for places in ([(116.7, 23.3)], [(116.7, 23.3), (116.8, 23.4)]):
        features = [
            {"properties": {}, "geometry": {"type": "Point", "coordinates": place}}
            for place in places
        ]
        (tmp_path / "a.geojson").write_text(json.dumps({"features": features}), encoding="utf-8")
        assert await load_layers(door, tmp_path) == 1
        async with door.reading(system("test")) as tx:
            assert (await service.find(tx, "spots")).features == len(places)
