"""Cameras at an incident: those that see it first, with what shows them."""

from typing import Any

from tests.gis.conftest import As, Json, codes, door, gis_app, nobody, test_city, who

__all__ = ["codes", "door", "gis_app", "nobody", "test_city", "who"]
# camera1 of the small city stands here and is made to look east.
PLACE = (116.705, 23.355)
FAR = 0.0015


async def incident(who: As, lon: float) -> str:
    commander = await who("commander")
    form = {"title": "x", "kind": "20201", "location": {"lon": lon, "lat": PLACE[1]}}
    answer = await commander.post("/api/incidents", json=form)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_cameras_that_see_an_incident_come_first(who: As) -> None:
    commander, sysadmin, west = await who("commander"), await who("sysadmin"), await who("west")
    found = await commander.get("/api/resources", params={"kind": "camera"})
    (one,) = [each for each in found.json()["items"] if each["code"] == "camera1"]
    path = f"/api/resources/{one['id']}"
    looks: Json = {"direction_deg": 90, "fov_deg": 60, "range_m": 300}
    changed = await sysadmin.patch(path, json=looks, headers={"If-Match": '"1"'})
    assert changed.status_code == 200, changed.text
    assert changed.json()["range_m"] == 300
    nearer = {
        "kind": "camera",
        "zh": "近",
        "en": "Near",
        "organisation_id": one["organisation"]["id"],
    }
    nearer["place"] = {"lon": PLACE[0] + FAR, "lat": PLACE[1]}  # type: ignore[assignment]
    assert (await sysadmin.post("/api/resources", json=nearer)).status_code == 201
    source = {"kind": "test-pattern", "zh": "x", "en": "x", "camera_id": one["id"]}
    assert (await commander.post("/api/video/sources", json=source)).status_code == 201

    async def near(lon: float) -> list[Any]:
        where = await incident(who, lon)
        answer = await commander.get(f"/api/incidents/{where}/nearby?what=cameras")
        pictures = (await commander.get(f"/api/incidents/{where}/pictures")).json()["items"]
        assert [each["camera_id"] for each in pictures] == [one["id"]]
        assert (await west.get(f"/api/incidents/{where}/pictures")).status_code == 404
        rows = answer.json()["items"]
        assert pictures[0]["in_view"] == rows[[r["id"] for r in rows].index(one["id"])]["in_view"]
        return [(each["name"]["en"], each["in_view"]) for each in rows]

    assert await near(PLACE[0] + FAR) == [("East Bridge Camera", True), ("Near", False)]
    assert await near(PLACE[0] - FAR) == [("East Bridge Camera", False), ("Near", False)]
    for wrong in ({"range_m": 20_000}, {"range_m": -1}, {"label": "restricted"}, {"posts": ["x"]}):
        answer = await sysadmin.patch(path, json=wrong, headers={"If-Match": '"2"'})
        assert answer.status_code == 422
