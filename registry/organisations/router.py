"""`/api/organisations`: the tree."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives, paging
from registry import fields
from registry.organisations import service
from registry.organisations.schemas import (
    Organisation,
    OrganisationIn,
    OrganisationKind,
    OrganisationPatch,
)

router = APIRouter(prefix="/api/organisations", tags=["organisations"])


@router.get("", **gives(Page[Organisation]))
async def find_many(
    read: Read,
    kind: OrganisationKind | None = None,
    parent: UUID | None = None,
    q: Annotated[fields.Query | None, Query()] = None,
    *,
    cursor: paging.Cursor = None,
    limit: paging.Limit = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """List organisations by code; `q` looks at code, names and pinyin."""
    return await read(
        lambda tx: service.find_many(tx, kind=kind, parent=parent, q=q, cursor=cursor, limit=limit)
    )


@router.get("/{organisation_id}", **gives(Organisation))
async def find(organisation_id: UUID, read: Read) -> dict[str, Any]:
    """Return one organisation with its path and version."""
    return await read(lambda tx: service.find(tx, organisation_id))


@router.post("", **gives(Organisation, 201, etag=True))
async def register(body: OrganisationIn, write: Write) -> Response:
    """Add an organisation below another."""
    return await write(lambda tx: service.register(tx, body), status=201)


@router.patch("/{organisation_id}", **changes(Organisation))
async def change(organisation_id: UUID, body: OrganisationPatch, write: Write) -> Response:
    """Change or move an organisation; needs If-Match."""
    return await write(lambda tx: service.change(tx, organisation_id, body, write.if_match))
