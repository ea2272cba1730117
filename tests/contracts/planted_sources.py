"""What is planted of video sources: a camera with its address, credentials, last picture, fault."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from incidents.api import incidents
from kernel.api import Tx, new_id, scopes
from registry.resources import service as resources
from video.phones import service as phones
from video.rooms import brought
from video.rooms import queries as rooms
from video.sources import queries, service

if TYPE_CHECKING:
    from tests.contracts.planted import Plot, World


def plant_source(
    world: "World", plot: "Plot", organisation: str, spot: Any, *, posts: tuple[str, ...] = ()
) -> None:
    """Plant a camera and its source, for some posts alone where these are given."""
    mark, owner, named = plot.mark, UUID(organisation), [UUID(post) for post in posts]
    lon = round(spot["lon"] + len(plot.prefix) * 0.00119, 6)
    plot.markers["camera_lon"] = str(lon)

    async def step(tx: Tx) -> tuple[UUID, UUID]:
        camera, source, scope = new_id(), new_id(), owner
        if named:
            scope = await scopes.create(tx, [owner], label="restricted", named=named)
        plain = dict.fromkeys((*resources.PLAIN, *resources.PLACED, "area_code"))
        plain |= {"place_lon": lon, "place_lat": spot["lat"], "details": {}, "fictional": True}
        plain |= {"direction_deg": 10.0, "fov_deg": 60.0, "range_m": 5000.0, "status": "normal"}
        plain |= {"kind": "camera", "zh": mark("camera"), "en": mark("camera_en")}
        plain |= {"id": camera, "code": mark("camera_code"), "organisation_id": owner}
        seen = {"label": "restricted" if named else "internal", "posts": named, "scope_id": scope}
        await resources.insert(tx, plain | seen)
        form = {"zh": mark("source"), "en": mark("source_en"), "kind": "rtsp", "sound": False}
        form |= {"address": f"rtsp://{mark('source_address')}/", "file_id": None, "paused": False}
        form |= {"look_every_s": 300, "next_look": None, "camera_id": camera, "id": source}
        await queries.insert(tx, form | {"organisation_id": owner, "scope_id": scope})
        await queries.keep_secret(tx, source, mark("source_username"), mark("source_password"))
        await queries.set_snapshot(tx, source, mark("snapshot").encode(), (1, 1))
        await tx.run(
            "update video.source set state = 'offline', reason = 'refused', detail = :detail "
            "where id = :id",
            detail=mark("source_detail"),
            id=source,
        )
        await service.record(tx, source, "source.added")
        return camera, source

    camera, source = world.running.do(step)
    plot.ids |= {"camera": str(camera), "source": str(source)}
    _bring(world, plot)
    _show(world, plot, owner)


def _show(world: "World", plot: "Plot", owner: UUID) -> None:
    """Plant what the phone of the plot's link shows of its incident."""

    async def step(tx: Tx) -> UUID:
        incident = await incidents.seen(tx, UUID(plot.ids["incident"]))
        what = phones.Showing(
            "link", UUID(plot.ids["link"]), plot.mark("phone"), plot.mark("phone_en"),
            incident.id, None, owner, incident.scope_id, tx.now + timedelta(hours=1),
        )  # fmt: skip
        return await phones.start(tx, what, new_id())

    plot.ids["phone"] = str(world.running.do(step))


def _bring(world: "World", plot: "Plot") -> None:
    """Plant the source in the meeting."""

    async def step(tx: Tx) -> None:
        room = await rooms.one(tx, UUID(plot.ids["room"]))
        assert room is not None
        values = {"id": UUID(plot.ids["room_source"]), "room_id": room.id, "kind": "rtsp"}
        values |= {"zh": plot.mark("brought"), "en": plot.mark("brought_en"), "sound": False}
        values |= {"scope_id": room.scope_id, "organisation_id": room.organisation_id}
        values |= {"source_id": UUID(plot.ids["source"]), "account_id": room.chair_account}
        values |= {"added_by": room.made_by, "added_at": tx.now}
        await rooms.insert(tx, "room_source", values)
        await brought.record_source(tx, "room-source.added", room, values["id"])

    plot.ids["room_source"] = str(new_id())
    world.running.do(step)
