"""`/api/geofences`: areas to watch, rules over them, what those found."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis.tracking.geofences import service
from gis.tracking.geofences.events import service as events
from gis.tracking.geofences.rules import service as rules
from gis.tracking.geofences.schemas import (
    EventFilter,
    FenceFilter,
    Geofence,
    GeofenceEvent,
    GeofenceIn,
    GeofencePatch,
    GeofenceRule,
    GeofenceRuleIn,
    GeofenceRulePatch,
    GeofenceVisitor,
    RuleFilter,
)
from kernel.api import Page, Read, Write, changes, gives

router = APIRouter(prefix="/api/geofences", tags=["geofences"])


@router.get("", **gives(Page[Geofence]))
async def find_many(read: Read, wanted: Annotated[FenceFilter, Query()]) -> dict[str, Any]:
    """List the geofences within sight, newest first; `withdrawn` those that were taken away."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Geofence, 201, etag=True))
async def draw(body: GeofenceIn, write: Write) -> Response:
    """Draw a geofence; positions are judged by it within two seconds."""
    return await write(lambda tx: service.draw(tx, body), status=201)


@router.get("/events", **gives(Page[GeofenceEvent]))
async def find_events(read: Read, wanted: Annotated[EventFilter, Query()]) -> dict[str, Any]:
    """List what rules found, the newest first: of a geofence, a unit, a rule; what goes on."""
    return await read(lambda tx: events.find_many(tx, wanted))


@router.get("/events/{event_id}", **gives(GeofenceEvent))
async def find_event(event_id: UUID, read: Read) -> dict[str, Any]:
    """Return one event."""
    return await read(lambda tx: events.show(tx, event_id))


@router.get("/rules", **gives(Page[GeofenceRule]))
async def find_rules(read: Read, wanted: Annotated[RuleFilter, Query()]) -> dict[str, Any]:
    """List the rules within sight, newest first; `fence` those over a geofence."""
    return await read(lambda tx: rules.find_many(tx, wanted))


@router.post("/rules", **gives(GeofenceRule, 201, etag=True))
async def make_rule(body: GeofenceRuleIn, write: Write) -> Response:
    """Make a rule over one or many geofences."""
    return await write(lambda tx: rules.make(tx, body), status=201)


@router.get("/rules/{rule_id}", **gives(GeofenceRule))
async def find_rule(rule_id: UUID, read: Read) -> dict[str, Any]:
    """Return one rule."""
    return await read(lambda tx: rules.show(tx, rule_id))


@router.patch("/rules/{rule_id}", **changes(GeofenceRule))
async def change_rule(rule_id: UUID, body: GeofenceRulePatch, write: Write) -> Response:
    """Change a rule; what it watches for stays. Needs If-Match."""
    return await write(lambda tx: rules.change(tx, rule_id, body, write.if_match))


@router.delete("/rules/{rule_id}", status_code=204)
async def withdraw_rule(rule_id: UUID, write: Write) -> Response:
    """Take a rule away; what it found stays in the lists."""
    return await write(lambda tx: rules.withdraw(tx, rule_id))


@router.get("/{fence_id}", **gives(Geofence))
async def find(fence_id: UUID, read: Read) -> dict[str, Any]:
    """Return one geofence with its shape as drawn."""
    return await read(lambda tx: service.show(tx, fence_id))


@router.get("/{fence_id}/inside", **gives(Page[GeofenceVisitor]))
async def visitors(fence_id: UUID, read: Read) -> dict[str, Any]:
    """List who is inside now, of those within sight, the last to come first."""
    return await read(lambda tx: service.visitors(tx, fence_id))


@router.patch("/{fence_id}", **changes(Geofence))
async def change(fence_id: UUID, body: GeofencePatch, write: Write) -> Response:
    """Change a geofence; who is found inside a new shape has not come. Needs If-Match."""
    return await write(lambda tx: service.change(tx, fence_id, body, write.if_match))


@router.delete("/{fence_id}", status_code=204)
async def withdraw(fence_id: UUID, write: Write) -> Response:
    """Watch an area no more; `restore` undoes it."""
    return await write(lambda tx: service.withdraw(tx, fence_id))


@router.post("/{fence_id}/restore", **gives(Geofence, etag=True))
async def restore(fence_id: UUID, write: Write) -> Response:
    """Watch an area again."""
    return await write(lambda tx: service.restore(tx, fence_id))
