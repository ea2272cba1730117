"""Which unit the demo sends."""

from server.demo.fleet import Fleet

PLACE = {"lon": 116.7, "lat": 23.4}


def unit(name: str, kind: str, lon: float) -> dict[str, object]:
    station = {"place": {"lon": lon, "lat": 23.4}}
    return {"id": name, "kind": kind, "status": "available", "station": station} | {
        "agency": {"id": "health"}
    }


def test_the_nearest_free_one_goes_then_a_stand_in() -> None:
    fleet = Fleet(
        [
            unit("far", "ambulance", 116.9),
            unit("near", "ambulance", 116.71),
            unit("medics", "medical_rescue", 116.7),
            unit("patrol", "patrol_car", 116.7),
        ]
    )
    sent = [fleet.take("ambulance", PLACE, "i", first=False) for _ in range(4)]
    assert [each and each.id for each in sent] == ["near", "far", "medics", None]
    assert sent[0] is not None
    fleet.release(sent[0])
    again = fleet.take("ambulance", PLACE, "i", first=False)
    assert again is sent[0]


def test_somebody_goes_to_every_incident() -> None:
    fleet = Fleet([unit("patrol", "patrol_car", 116.7)])
    assert fleet.take("ambulance", PLACE, "i", first=False) is None
    first = fleet.take("ambulance", PLACE, "i", first=True)
    assert first is not None
    assert first.id == "patrol"
    assert fleet.take("ambulance", PLACE, "i", first=True) is None


def test_units_on_other_business_stay_there() -> None:
    busy = unit("busy", "ambulance", 116.7) | {"status": "on_scene"}
    assert Fleet([busy]).take("ambulance", PLACE, "i", first=False) is None
