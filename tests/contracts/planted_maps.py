"""What is planted on the map of district Longhu for the access matrix."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import shapely

from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.feeds import intake
from gis.feeds import queries as feeds
from gis.feeds import service as feed_service
from gis.feeds.schemas import FeedIn
from gis.layers import service as layers
from gis.layers.live import Edit
from gis.tracking.devices import service as devices
from gis.tracking.devices.schemas import DeviceIn
from gis.tracking.geofences.events import telling
from kernel.api import Tx, new_id
from tests.harness.clock import START

if TYPE_CHECKING:
    from tests.contracts.planted import Plot, World


def plant_maps(world: "World", plot: "Plot", who: str, spot: dict[str, float]) -> None:
    """Plant one of each thing of the map."""
    plant_layer(world, plot, who, spot)
    plant_closure(world, plot, who, spot)
    plant_drawing(world, plot, who, spot)
    plant_analysis(world, plot, who, spot)
    plant_transfers(world, plot, who)
    plant_feed(world, plot, who)
    plant_device(world, plot)
    plant_geofence(world, plot, who, spot)


def plant_feed(world: "World", plot: "Plot", who: str) -> None:
    """Plant a feed of an organisation alone, what it told, and the warning that follows."""
    owner = UUID(world.people[who].get("/api/session").json()["organisation"]["id"])
    steps: list[Any] = [{"kind": "level", "over": 1, "colour": "red"}]
    body = FeedIn(
        code=f"{plot.mark('feed_code')}",
        zh=plot.mark("feed"),
        en=plot.mark("feed_en"),
        form="gauges-csv",
        thresholds=steps,
    )

    async def step(tx: Tx) -> tuple[UUID, UUID]:
        feed = new_id()
        values = body.model_dump() | {"id": feed, "paused": False, "next_at": None}
        await feeds.insert(tx, values | {"organisation_id": owner, "scope_id": owner})
        await feed_service.record(tx, feed, "feed.added")
        row = f"{tx.now.isoformat()},{plot.mark('station')},{plot.mark('quantity')},7"
        data = f"dateTime,stationReference,parameter,value\n{row}\n".encode()
        locked = await feeds.one(tx, feed, lock=True)
        taken = await intake.take(tx, locked, intake.Message(data, "pushed"))
        return feed, taken.warnings[0]

    planted = world.running.do(step)
    plot.ids |= {"feed": str(planted[0]), "warning": str(planted[1])}


def plant_device(world: "World", plot: "Plot") -> None:
    """Plant a device in the unit of an organisation."""
    body = DeviceIn(protocol="cot", identifier=plot.mark("device"), name=plot.mark("device_name"))
    body.unit_id = UUID(plot.ids["unit"])

    lon = round(116.7 + int(plot.ids["unit"][-5:], 16) * 1e-7, 7)  # no other plot has this one
    plot.markers["position_lon"] = str(lon)

    async def step(tx: Tx) -> str:
        made = await devices.register(tx, body)
        at = START - timedelta(minutes=5)
        await tx.run("select gis.make_position_day(:day)", day=at.date())
        await tx.run(
            "insert into gis.position (at, received_at, lon, lat, device, flags) "
            "values (:at, :at, :lon, 23.36, :number, 0)",
            at=at,
            lon=lon,
            number=made["number"],
        )
        return str(made["id"])

    plot.ids["device"] = world.running.do(step)


def plant_geofence(world: "World", plot: "Plot", who: str, spot: dict[str, float]) -> None:
    """Plant a geofence that only its own organisation sees, a rule over it, and who broke it."""
    lon, lat = round(spot["lon"] + len(plot.prefix) * 0.00231, 6), spot["lat"]
    plot.markers["geofence_lon"] = str(lon)
    ring = [[lon, lat], [lon + 0.01, lat], [lon, lat + 0.01], [lon, lat]]
    form: dict[str, Any] = {"name": plot.mark("geofence"), "kind": "polygon", "sight": "internal"}
    form["shape"] = {"type": "Polygon", "coordinates": [ring]}
    fence = world.post(who, "/api/geofences", form)["id"]
    form = {"name": plot.mark("geofence_rule"), "event": "enter", "fences": [fence]}
    rule = world.post(who, "/api/geofences/rules", form)["id"]

    async def step(tx: Tx) -> str:
        await tx.run(
            "insert into gis.presence (device, fence_id, inside, since, at, changed_at) "
            "select number, :fence, true, :now, :now, :now from gis.device where id = :device",
            fence=fence,
            device=plot.ids["device"],
            now=tx.now,
        )
        await tx.run(
            "insert into gis.crossing (device, fence_id, limit_kmh, begins, at, since, lon, lat, "
            "found, late) select number, :fence, 0, true, :now, :now, :lon, :lat, false, false "
            "from gis.device where id = :device",
            fence=fence,
            device=plot.ids["device"],
            now=tx.now,
            lon=lon,
            lat=lat,
        )
        await telling.tell(tx, "UTC", 10)
        sql = "select id from gis.geofence_event where rule_id = :rule"
        return str(await tx.value(sql, rule=rule))

    event = world.running.do(step)
    plot.ids |= {"geofence": fence, "geofence_rule": rule, "geofence_event": event}


def plant_drawing(world: "World", plot: "Plot", who: str, spot: dict[str, float]) -> None:
    """Plant a drawing that whoever sees the incident sees."""
    lon = round(spot["lon"] + len(plot.prefix) * 0.00171, 6)
    plot.markers["drawing_lon"] = str(lon)
    shape = {"type": "Point", "coordinates": [lon, spot["lat"]]}
    form = {"kind": "text", "shape": shape, "label": plot.mark("drawing"), "sight": "incident"}
    form |= {"sheet": plot.mark("sheet"), "incident_id": plot.ids["incident"]}
    plot.ids["drawing"] = world.post(who, "/api/drawings", form)["id"]


def plant_transfers(world: "World", plot: "Plot", who: str) -> None:
    """Plant a file on its way into a layer, one on its way out of one, and a map."""
    client, rows = world.people[who], f"{plot.mark('column')},lon,lat\n{plot.mark('cell')},1,2\n"
    sent = {"file": (f"{plot.mark('table')}.csv", rows.encode(), "text/csv")}
    answer = client.post("/api/files", files=sent)
    assert answer.status_code == 201, answer.text
    plot.ids["table"] = answer.json()["id"]
    plot.ids["import"] = world.post(who, "/api/imports", {"file": plot.ids["table"]})["id"]
    form = {"layer_id": plot.ids["layer"], "format": "csv"}
    plot.ids["export"] = world.post(who, "/api/exports", form)["id"]
    wish = {"form": "png", "title": plot.mark("map"), "layers": [plot.ids["layer"]]}
    plot.ids["document"] = world.post(who, "/api/maps", wish)["id"]


def plant_analysis(world: "World", plot: "Plot", who: str, spot: dict[str, float]) -> None:
    """Plant a saved answer that is about an incident and tells what stands round it."""
    area = {"circle": spot | {"radius_m": 2000}}
    asked = {"kind": "within", "area": area, "what": ["incidents", "units"]}
    form = {"title": plot.mark("analysis"), "input": asked, "incident_id": plot.ids["incident"]}
    plot.ids["analysis"] = world.post(who, "/api/analysis/results", form)["id"]


def plant_closure(world: "World", plot: "Plot", who: str, spot: dict[str, float]) -> None:
    """Plant a closed road that only its own organisation sees."""
    lon = round(spot["lon"] + len(plot.prefix) * 0.00213, 6)
    plot.markers["closure_lon"] = str(lon)
    shape = {"type": "Point", "coordinates": [lon, spot["lat"]]}
    form = {"reason": plot.mark("closure"), "shape": shape, "sight": "internal"}
    plot.ids["closure"] = world.post(who, "/api/roads/closures", form)["id"]


def plant_layer(
    world: "World", plot: "Plot", who: str, spot: dict[str, float], **more: Any
) -> None:
    """Plant a layer with a feature; its code looks like an id, as those that nothing has do."""
    mark = plot.mark
    code = f"a{str(new_id())[1:]}"
    attribute = {"name": mark("attribute"), "zh": mark("attribute_zh"), "en": "x"}
    form = {"code": code, "zh": mark("layer"), "en": mark("layer_en"), "geometry": "point"}
    form |= {"group": "hazards", "about_zh": mark("layer_about"), "source": mark("layer_source")}
    form |= {"attributes": [attribute | {"type": "string"}]}
    layer = world.post(who, "/api/layers", form | more)["id"]
    lon = round(spot["lon"] + len(plot.prefix) * 0.00137, 7)
    plot.markers["layer_lon"] = str(lon)
    shape = shapely.to_wkb(shapely.Point(lon, spot["lat"]))
    new = NewFeature(shape, {plot.markers["attribute"]: mark("feature")})

    async def edit(tx: Tx) -> int:
        row = await layers.locked(tx, UUID(layer))
        ids = await features.insert_many(tx, row.id, [new])
        await layers.touched(tx, row, kind="layer.edited", edit=Edit(created=ids))
        return ids[0]

    plot.ids |= {"layer": layer, "layer_code": code, "item": str(world.running.do(edit))}
