"""Drawing geofences and making rules: what is taken, who may, two people at once."""

import math
from typing import Any
from uuid import uuid4

import pytest
import shapely

from gis.tracking.geofences.area import MOST_OUTLINE, outline
from tests.gis.conftest import As
from tests.gis.tracking.geofences.conftest import Town
from tests.gis.tracking.geofences.test_presence import place

HERE = {"type": "Point", "coordinates": list(place(0, 0))}
LINE = {"type": "LineString", "coordinates": [place(0, 0), place(1_000, 0)]}
CIRCLE: dict[str, Any] = {"name": "圆", "kind": "circle", "shape": HERE, "radius_m": 500}
CORRIDOR: dict[str, Any] = {"name": "廊", "kind": "corridor", "shape": LINE, "width_m": 100}
RULE: dict[str, Any] = {"name": "规则", "event": "enter"}
DAY: dict[str, Any] = {"days": [7, 1, 1], "from": "08:00", "to": "18:00"}


async def test_circles_and_corridors_cover_what_they_say(town: Town) -> None:
    circle = await town.made("operator", "/api/geofences", CIRCLE | {"hours": DAY})
    corridor = await town.made("operator", "/api/geofences", CORRIDOR)
    assert circle["area_m2"] == pytest.approx(math.pi * 500**2, rel=0.01)
    assert corridor["area_m2"] == pytest.approx(1_000 * 100 + math.pi * 50**2, rel=0.01)
    assert circle["hours"] == {"days": [1, 7], "from": "08:00", "to": "18:00"}
    assert len(circle["outline"]["coordinates"][0]) <= 200
    ring = [place(900 * math.cos(n / 100), 900 * math.sin(n / 100)) for n in range(620)]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    large = {"name": "细", "kind": "polygon", "shape": shape}
    made = await town.made("operator", "/api/geofences", large)
    shown = (await (await town.of("wall")).get(f"/api/geofences/{made['id']}")).json()
    assert len(shown["shape"]["coordinates"][0]) == 621
    assert len(shown["outline"]["coordinates"][0]) <= 200
    assert shown["area_m2"] == pytest.approx(math.pi * 900**2, rel=0.01)


@pytest.mark.parametrize(
    "form",
    [
        CIRCLE | {"name": "a\x00b"},
        CIRCLE | {"name": " "},
        CIRCLE | {"radius_m": None},
        CIRCLE | {"radius_m": 1e9},
        CIRCLE | {"width_m": 50},
        CIRCLE | {"margin_m": -1},
        CIRCLE | {"kind": "polygon", "radius_m": None},
        CIRCLE | {"shape": {"type": "Point", "coordinates": [181, 23]}},
        CIRCLE | {"shape": {"type": "Point", "coordinates": [116, True]}},
        CIRCLE | {"hours": DAY | {"days": []}},
        CIRCLE | {"hours": DAY | {"to": "24:00"}},
        CORRIDOR | {"width_m": None},
        CORRIDOR | {"shape": LINE | {"coordinates": [[116.7, 23.3]] * 3_000}},
        CORRIDOR | {"nonsense": 1},
    ],
)
async def test_what_is_no_geofence_is_refused(who: As, form: dict[str, Any]) -> None:
    answer = await (await who("operator")).post("/api/geofences", json=form)
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["errors"], answer.text


async def test_two_people_change_a_geofence(town: Town) -> None:
    boss, other = await town.of("operator"), await town.of("commander")
    made = await town.made("operator", "/api/geofences", CIRCLE)
    path, first = f"/api/geofences/{made['id']}", {"If-Match": '"1"'}
    assert (await boss.patch(path, json={"name": "x"})).status_code == 428
    wider = await boss.patch(path, json={"radius_m": 800}, headers=first)
    assert wider.json()["area_m2"] == pytest.approx(math.pi * 800**2, rel=0.01)
    renamed = await other.patch(path, json={"name": "新名"}, headers=first)
    assert (renamed.status_code, renamed.json()["radius_m"]) == (200, 800)
    clash = await other.patch(path, json={"radius_m": 900}, headers=first)
    assert (clash.status_code, clash.json()["theirs"]) == (412, {"radius_m": 800})
    moved = {"shape": {"type": "Point", "coordinates": list(place(100, 0))}}
    assert (await boss.patch(path, json=moved, headers={"If-Match": '"3"'})).is_success
    moved["shape"]["coordinates"] = list(place(200, 0))
    assert (await other.patch(path, json=moved, headers={"If-Match": '"3"'})).status_code == 412
    assert (
        await boss.patch(path, json={"shape": LINE}, headers={"If-Match": '"4"'})
    ).is_client_error
    assert (await boss.delete(path)).status_code == 204
    assert (await boss.patch(path, json={"name": "y"}, headers={"If-Match": '"5"'})).is_client_error
    gone = (await boss.get("/api/geofences?withdrawn=true")).json()["items"]
    assert made["id"] in [each["id"] for each in gone]
    assert (await boss.post(f"{path}/restore")).json()["withdrawn_at"] is None
    key = {"Idempotency-Key": "once"}
    twice = [await boss.post("/api/geofences", json=CIRCLE, headers=key) for _ in range(2)]
    assert twice[0].json()["id"] == twice[1].json()["id"]


async def test_who_may(town: Town) -> None:
    west, boss = await town.of("west"), await town.of("operator")
    inner = await town.made("east", "/api/geofences", CIRCLE | {"sight": "internal"})
    path = f"/api/geofences/{inner['id']}"
    invented = f"/api/geofences/{uuid4()}"
    for address in (path, invented, f"{path}/inside", f"{invented}/inside"):
        assert (await west.get(address)).status_code == 404
    rule = RULE | {"fences": [inner["id"]]}
    refused = [
        (await west.post("/api/geofences/rules", json=form)).json()["errors"]
        for form in (rule, RULE | {"fences": [str(uuid4())]})
    ]
    assert refused[0] == refused[1]
    mine = await town.made("east", "/api/geofences/rules", rule)
    assert (await boss.get(f"/api/geofences/rules/{mine['id']}")).is_success
    assert (await west.get(f"/api/geofences/rules/{mine['id']}")).status_code == 404
    assert (await west.get("/api/geofences/rules")).json()["items"] == []
    open_one = await town.made("east", "/api/geofences", CIRCLE)
    foreign = await west.delete(f"/api/geofences/{open_one['id']}")
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign-geofence")
    wall = await town.of("wall")
    assert (await wall.post("/api/geofences", json=CIRCLE)).status_code == 403
    assert (await wall.post("/api/geofences/rules", json=rule)).status_code == 403


async def test_rules_fit_together(town: Town) -> None:
    boss = await town.of("operator")
    fence = (await town.made("operator", "/api/geofences", CIRCLE))["id"]
    base = RULE | {"fences": [fence, fence]}
    for wrong in (
        {"minutes": 5},
        {"event": "dwell"},
        {"event": "dwell", "minutes": 0},
        {"event": "speed"},
        {"limit_kmh": 30},
        {"kinds": ["no_such_kind"]},
        {"units": [str(uuid4())]},
        {"organisations": [str(uuid4())]},
        {"fences": []},
        {"severity": "blue"},
    ):
        answer = await boss.post("/api/geofences/rules", json=base | wrong)
        assert answer.status_code == 422, answer.text
    made = await town.made(
        "operator", "/api/geofences/rules", base | {"event": "inside", "minutes": 0}
    )
    assert made["fences"] == [fence]
    path = f"/api/geofences/rules/{made['id']}"
    changed = await boss.patch(path, json={"minutes": 9, "hours": DAY}, headers={"If-Match": '"1"'})
    assert (changed.json()["minutes"], changed.json()["version"]) == (9, 2)
    wrong = await boss.patch(path, json={"minutes": None}, headers={"If-Match": '"2"'})
    assert wrong.status_code == 422
    assert (await boss.delete(path)).status_code == 204
    assert (await boss.get(f"/api/geofences/rules?fence={fence}")).json()["items"] == []


def test_an_area_with_many_holes_has_an_outline() -> None:
    whole = [place(*each) for each in ((-900, -900), (900, -900), (900, 900), (-900, 900))]
    holes = [
        [place(x, y), place(x + 20, y), place(x, y + 20)]
        for x in range(-800, 800, 100)
        for y in range(-800, 800, 100)
    ]
    lake = [place(-95, -95), place(-10, -95), place(-50, -30)]
    thin = outline(shapely.Polygon(whole, [*holes, lake]))
    assert shapely.get_num_coordinates(thin) <= MOST_OUTLINE
    assert shapely.is_valid(thin)
    assert thin.area == pytest.approx(shapely.Polygon(whole).area, rel=0.02)
