"""`/api/maps`: asked for, drawn within the asker's sight, his alone, given up, refused."""

from typing import Any

import pytest
import shapely
from fastapi import FastAPI
from PIL import Image

from gis.api import MapWish, map_png
from gis.documents import jobs, making, scene
from gis.documents.service import MOST_UNFINISHED
from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service as layers
from kernel.api import Database, Invalid, Tx, system
from tests.gis.conftest import As, Client, Json, layer_form
from tests.gis.importing import runtime_of
from tests.harness.clock import FakeClock
from tests.registry.answers import facts, problem

PATH = "/api/maps"
BOX = [116.6, 23.3, 116.8, 23.4]
WISH = {"form": "png", "title": "积水点", "resolution": "draft", "box": BOX}
NOTHING = "0192f000-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
async def fewer_sessions(door: Database) -> None:
    """End the sessions and maps of the tests before: an account may have only so many at once."""
    async with door.transaction(system("test")) as tx:
        await tx.run("delete from kernel.session")
        await tx.run("delete from gis.map_document")


async def planted(client: Client, app: FastAPI, shapes: list[Any], **fields: Any) -> str:
    """Publish a layer with features; return its id."""
    answer = await client.post("/api/layers", json=layer_form(**fields))
    assert answer.status_code == 201, answer.text
    layer: str = answer.json()["id"]
    async with runtime_of(app).db.transaction(system("test")) as tx:
        row = await layers.locked(tx, layer)  # type: ignore[arg-type]
        made = [
            NewFeature(shapely.to_wkb(each), {"名称": f"点{n}"}) for n, each in enumerate(shapes)
        ]
        await features.insert_many(tx, row.id, made)
        await layers.touched(tx, row, kind="layer.edited")
    return layer


async def asked(client: Client, **wish: Any) -> Json:
    answer = await client.post(PATH, json=WISH | wish)
    assert answer.status_code == 202, answer.text
    made: Json = answer.json()
    return made


async def found(client: Client, document: str) -> Json:
    answer = await client.get(f"{PATH}/{document}")
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def test_a_map_is_drawn_behind_and_fetched_by_its_owner_alone(
    who: As, gis_app: FastAPI, door: Database, clock: FakeClock
) -> None:
    east, west = await who("east"), await who("west")
    layer = await planted(east, gis_app, [shapely.Point(116.7, 23.35)])
    made = await asked(east, layers=[layer], things=["resource:hospital", "units"])
    assert (made["state"], made["progress"]) == ("queued", {"done": 0, "total": 4})
    await jobs.run(runtime_of(gis_app))
    done = await found(east, made["id"])
    assert (done["state"], done["progress"]["done"], done["notes"]) == ("done", 4, {}), done
    file = await east.get(f"/api/files/{done['file_id']}")
    assert file.headers["content-type"] == "image/png"
    assert "attachment" in file.headers["content-disposition"]
    assert file.content.startswith(b"\x89PNG")
    assert [fact.kind for fact in await facts(door, done["file_id"])] == ["file.stored"]
    # Nobody else: not the map, not the list, not the file.
    problem(await west.get(f"{PATH}/{made['id']}"), 404, "not-found")
    problem(await west.post(f"{PATH}/{made['id']}/cancel"), 404, "not-found")
    problem(await west.delete(f"{PATH}/{made['id']}"), 404, "not-found")
    assert (await west.get(PATH)).json()["items"] == []
    assert (await west.get(f"/api/files/{done['file_id']}")).status_code == 404
    problem(await east.post(f"{PATH}/{made['id']}/cancel"), 409, "map-ended")
    clock.advance(days=8)
    await jobs.tidy(runtime_of(gis_app))
    again = await who("east")
    problem(await again.get(f"{PATH}/{made['id']}"), 404, "not-found")
    assert (await again.get(f"/api/files/{done['file_id']}")).status_code == 410


async def test_a_page_with_an_incident_and_drawings(who: As, gis_app: FastAPI) -> None:
    east = await who("east")
    form = {"title": "仓库火灾", "kind": "20101", "location": {"lon": 116.7, "lat": 23.35}}
    incident = (await east.post("/api/incidents", json=form)).json()["id"]
    point = {"type": "Point", "coordinates": [116.71, 23.36]}
    sheets = {"警戒": "第一道", "撤离": "不要"}
    for sheet, label in sheets.items():
        body = {"kind": "text", "shape": point, "label": label, "sheet": sheet}
        assert (await east.post("/api/drawings", json=body)).status_code == 201
    wish = {"form": "html", "incident": incident, "drawings": {"sheets": ["警戒"]}, "box": None}
    made = await asked(east, **{name: value for name, value in wish.items() if value is not None})
    await jobs.run(runtime_of(gis_app))
    done = await found(east, made["id"])
    assert done["state"] == "done", done["problem"]
    page = (await east.get(f"/api/files/{done['file_id']}")).content.decode()
    assert "仓库火灾" in page
    assert "第一道" in page
    assert "不要" not in page
    assert "东区 · east 某" in page
    removed = await east.delete(f"{PATH}/{made['id']}")
    assert removed.status_code == 204
    assert (await east.get(f"/api/files/{done['file_id']}")).status_code == 410
    problem(await east.get(f"{PATH}/{made['id']}"), 404, "not-found")


async def test_what_the_asker_does_not_see_is_refused_like_what_is_not_there(
    who: As, gis_app: FastAPI
) -> None:
    east, west = await who("east"), await who("west")
    layer = await planted(east, gis_app, [shapely.Point(116.7, 23.35)], sight="internal")
    incident = (await east.post("/api/incidents", json={"title": "纠纷"})).json()["id"]
    answers = []
    bodies: list[Json] = [{"layers": [layer]}, {"layers": [NOTHING]}]
    for body in bodies:
        answer = await west.post(PATH, json=WISH | body)
        assert problem(answer, 422, "invalid") == ["/layers/0"]
        answers.append({**answer.json(), "trace_id": None, "instance": None})
    answer = await west.post(PATH, json=WISH | {"drawings": {"ids": [NOTHING]}})
    assert problem(answer, 422, "invalid") == ["/drawings/ids/0"]
    bodies = [{"incident": incident}, {"incident": NOTHING}]
    for body in bodies:
        answer = await west.post(PATH, json=WISH | body)
        assert problem(answer, 422, "invalid") == ["/incident"]
        answers.append({**answer.json(), "trace_id": None, "instance": None})
    assert answers[0] == answers[1]
    assert answers[2] == answers[3]
    sysadmin = await who("sysadmin")
    problem(await sysadmin.post(PATH, json=WISH), 403, "forbidden")
    problem(await sysadmin.get(PATH), 403, "forbidden")


async def test_a_map_ends_with_the_sight_of_its_layer(who: As, gis_app: FastAPI) -> None:
    east, west = await who("east"), await who("west")
    layer = await planted(east, gis_app, [shapely.Point(116.7, 23.35)], sight="open")
    made = await asked(west, layers=[layer])
    version = (await east.get(f"/api/layers/{layer}")).json()["version"]
    body, headers = {"sight": "internal"}, {"If-Match": f'"{version}"'}
    assert (await east.patch(f"/api/layers/{layer}", json=body, headers=headers)).is_success
    await jobs.run(runtime_of(gis_app))
    state = await found(west, made["id"])
    assert (state["state"], state["problem"]["code"], state["file_id"]) == (
        "failed",
        "invalid",
        None,
    )


async def test_one_given_up_is_not_drawn(
    who: As, gis_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    east = await who("east")
    made = await asked(east)
    assert (await east.post(f"{PATH}/{made['id']}/cancel")).json()["state"] == "cancelled"
    assert (await east.post(f"{PATH}/{made['id']}/cancel")).status_code == 200
    await jobs.run(runtime_of(gis_app))
    assert (await found(east, made["id"]))["file_id"] is None
    # While the child draws: the parent looks and ends it.
    made = await asked(east)
    given = making._give

    async def give(*parts: Any) -> None:
        await given(*parts)
        await east.post(f"{PATH}/{made['id']}/cancel")

    monkeypatch.setattr(making, "_give", give)
    await jobs.run(runtime_of(gis_app))
    state = await found(east, made["id"])
    assert (state["state"], state["file_id"]) == ("cancelled", None)


async def test_many_features_are_shown_in_part_and_too_much_is_refused(
    who: As, gis_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    east = await who("east")
    spots = [shapely.Point(116.6 + n / 1_000, 23.35) for n in range(20)]
    layer = await planted(east, gis_app, [*spots, shapely.Point(118, 25)])
    monkeypatch.setattr(scene, "MOST_FEATURES", 5)
    made = await asked(east, layers=[layer], form="html")
    await jobs.run(runtime_of(gis_app))
    done = await found(east, made["id"])
    assert (done["state"], done["notes"]) == ("done", {"not-shown": 15})
    page = (await east.get(f"/api/files/{done['file_id']}")).content.decode()
    assert "显示 5 / 20" in page
    monkeypatch.setattr(scene, "MOST_BYTES", 100)
    made = await asked(east, layers=[layer])
    await jobs.run(runtime_of(gis_app))
    failed = await found(east, made["id"])
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "too-large")


async def test_only_so_many_at_once(who: As) -> None:
    east = await who("east")
    for _ in range(MOST_UNFINISHED):
        await asked(east)
    problem(await east.post(PATH, json=WISH), 409, "too-many-maps")
    first, second = (await east.get(PATH, params={"limit": 1})).json(), None
    assert len(first["items"]) == 1
    second = (await east.get(PATH, params={"limit": 1, "cursor": first["next"]})).json()
    assert second["items"][0]["id"] != first["items"][0]["id"]


@pytest.mark.parametrize(
    "odd",
    [
        {"form": "svg"},
        {"title": ""},
        {"title": "a\x00b"},
        {"title": "甲" * 81},
        {"box": [116.8, 23.3, 116.6, 23.4]},
        {"box": [116.6, 23.3, 116.60001, 23.4]},
        {"box": [116.6, 86, 116.8, 88]},
        {"box": ["NaN", 23.3, 116.8, 23.4]},
        {"layers": [NOTHING] * 2},
        {"layers": [NOTHING] * 31},
        {"things": ["resource:castle"]},
        {"things": ["layer:secret"]},
        {"paper": "a0"},
        {"resolution": "1e9"},
        {"language": "fr"},
        {"drawings": {"sheets": ["x" * 41]}},
        {"owner": "account:1"},
    ],
)
async def test_odd_wishes_are_refused(odd: Json, who: As) -> None:
    problem(await (await who("east")).post(PATH, json=WISH | odd), 422, "invalid")


async def test_a_picture_for_a_report(who: As, gis_app: FastAPI, door: Database) -> None:
    import io

    east = await who("east")
    layer = await planted(east, gis_app, [shapely.Point(116.7, 23.35)], sight="internal")
    runtime = runtime_of(gis_app)
    actors = {}
    for name in ("east", "west"):
        async with door.reading(system("test")) as tx:
            account = await _account(tx, name)
            actors[name] = await runtime.directory.actor(tx, account)
    wish = MapWish.model_validate(WISH | {"layers": [layer], "paper": "16:9"})
    assert actors["east"] is not None
    assert actors["west"] is not None
    with Image.open(io.BytesIO(await map_png(runtime, actors["east"], wish))) as picture:
        assert picture.size == (1280, 720)
    with pytest.raises(Invalid):
        await map_png(runtime, actors["west"], wish)


async def _account(tx: Tx, name: str) -> Any:
    return await tx.value("select id from registry.account where username = :name", name=name)
