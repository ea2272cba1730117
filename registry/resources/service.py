"""Use cases of resources: find by kind, box, words or nearness; register; change."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kernel.api import (
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    merging,
    new_id,
    paging,
    scopes,
)
from registry.organisations import service as tree
from registry.people.policies import require_any
from registry.people.posts import service as posts
from registry.places import bbox_of, near_of, place_columns
from registry.reference import check_code
from registry.resources import queries
from registry.resources.live import TOPIC, form_view, state_of
from registry.resources.schemas import ResourceFilter, ResourceIn, ResourcePatch

READERS = ("resources.read", "registry.manage")
# Nearest lists are looked at, not paged through.
MOST_NEAREST = 100
PLAIN = (
    "kind",
    "zh",
    "en",
    "direction_deg",
    "fov_deg",
    "range_m",
    "capacity",
    "details",
    "status",
    "fictional",
)
Box = queries.Box
PLACED = ("place_lon", "place_lat", "place_accuracy_m", "place_source")
SEEN_BY = ("label", "posts", "scope_id")
COLUMNS = (*PLAIN, *PLACED, *SEEN_BY, "organisation_id", "area_code")
Answer = dict[str, Any]


async def find_many(tx: Tx, wanted: ResourceFilter) -> Answer:
    """Return a page of the resources within sight: by id, or the nearest to `near` (one page)."""
    require_any(tx.actor, READERS)
    filters = wanted.model_dump(include={"kind", "organisation", "q"})
    bbox = bbox_of(wanted.bbox)
    near = near_of(wanted.near)
    if near is not None:
        return await _nearest(tx, wanted, filters, near)
    key = paging.key_of(wanted.cursor, UUID)
    after = key[0] if key else None
    rows = await queries.listed(tx, filters=filters, bbox=bbox, after=after, limit=wanted.limit)
    items = [state_of(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["id"],))


async def _nearest(
    tx: Tx, wanted: ResourceFilter, filters: dict[str, Any], near: tuple[float, float]
) -> Answer:
    if wanted.cursor:
        raise Invalid(
            "The nearest come on one page.",
            errors=[FieldError("?cursor", "excludes", "not together with near")],
        )
    rows = await queries.nearest(
        tx,
        filters=filters,
        bbox=bbox_of(wanted.bbox),
        near=near,
        limit=min(wanted.limit, MOST_NEAREST),
    )
    items = [state_of(row) | {"distance_m": round(row.distance_m)} for row in rows]
    return {"items": items, "next": None}


async def reaching(tx: Tx, near: tuple[float, float], box: Box, limit: int) -> list[Answer]:
    """Return the visible cameras within whose range lon, lat lies, nearest first.

    `box` (west, south, east, north) holds all that lies within `MOST_RANGE_M` of it.
    """
    require_any(tx.actor, READERS)
    rows = await queries.reaching(tx, near, box, limit)
    return [state_of(row) | {"distance_m": round(row.distance_m)} for row in rows]


async def several(tx: Tx, ids: Collection[UUID]) -> dict[UUID, Answer]:
    """Return the visible ones of these resources by id, for packages that hang things on them."""
    return {row.id: state_of(row) for row in await queries.several(tx, ids)}


async def by_code(tx: Tx, code: str) -> UUID | None:
    """Return the visible resource of a code."""
    return await queries.id_of_code(tx, code)


async def scope_of(tx: Tx, resource: UUID) -> tuple[UUID, UUID] | None:
    """Return organisation and scope of a visible resource, which what hangs on it shares."""
    row = await queries.one(tx, resource)
    return (row.organisation_id, row.scope_id) if row else None


async def find(tx: Tx, resource: UUID) -> Answer:
    """Return one resource within sight."""
    require_any(tx.actor, READERS)
    row = await queries.one(tx, resource)
    if row is None:
        raise NotFound
    return state_of(row) | {"version": await journal.version_of(tx, resource)}


async def register(tx: Tx, body: ResourceIn) -> Answer:
    """Add a resource to an organisation within sight."""
    tx.actor.require("registry.manage")
    await tree.visible(tx, body.organisation_id, "/organisation_id")
    _check_codes(body.kind, body.status)
    identity = new_id()
    values = body.model_dump(exclude={"place"}) | place_columns(body.place)
    values |= await _sight(tx, values)
    return await insert(tx, values | {"id": identity, "code": str(identity)})


async def _sight(tx: Tx, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that say who sees a resource. Raises `Invalid`."""
    organisation, named = values["organisation_id"], values["posts"]
    if values["label"] != "restricted":
        return {"posts": [], "scope_id": organisation}
    if not named:
        raise _refused("/posts", "required", "name the posts that may see it")
    known = await posts.refs(tx, named)
    for number, post in enumerate(named):
        if post not in known:
            raise _refused(f"/posts/{number}", "unknown", "no such post among yours")
    if not set(named) & tx.actor.posts:
        raise _refused("/posts", "own-post-missing", "name one of your own posts too")
    scope = await scopes.create(tx, [organisation], label="restricted", named=named)
    return {"scope_id": scope}


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


async def insert(tx: Tx, values: dict[str, Any]) -> Answer:
    """Store a checked resource with its first fact."""
    await queries.insert(tx, values)
    return await _record(tx, "resource.registered", values["id"])


async def change(tx: Tx, resource: UUID, body: ResourcePatch, seen: int | None) -> Answer:
    """Change a resource within sight."""
    tx.actor.require("registry.manage")
    row = await queries.lock(tx, resource)
    if row is None:
        raise NotFound
    changes = body.changes()
    await merging.check_base(tx, resource, seen, changes, view=form_view)
    if "organisation_id" in changes:
        await tree.visible(tx, body.organisation_id, "/organisation_id")
    values = {name: getattr(row, name) for name in COLUMNS}
    values |= {name: value for name, value in changes.items() if name != "place"}
    if "place" in changes:
        values |= place_columns(body.place)
    if {"label", "posts", "organisation_id"} & changes.keys():
        values |= await _sight(tx, values)
    _check_codes(values["kind"], values["status"])
    await queries.update(tx, resource, values)
    return await _record(tx, "resource.changed", resource)


def _check_codes(kind: str, status: str) -> None:
    check_code("resource_kinds", kind, "/kind")
    check_code("resource_statuses", status, "/status")


async def _record(tx: Tx, kind: str, resource: UUID) -> Answer:
    row = await queries.one(tx, resource)
    assert row is not None
    state = state_of(row)
    tx.record(NewFact(kind, TOPIC, resource, state, row.scope_id))
    return state | {"version": await journal.version_after(tx, resource)}
