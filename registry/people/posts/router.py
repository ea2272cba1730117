"""`/api/posts`: duty posts of organisations."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives, paging
from registry import fields
from registry.people.posts import service
from registry.people.posts.schemas import Post, PostIn, PostPatch

router = APIRouter(prefix="/api/posts", tags=["posts"])


@router.get("", **gives(Page[Post]))
async def find_many(
    read: Read,
    organisation: UUID | None = None,
    name: Annotated[fields.Key | None, Query()] = None,
    cursor: paging.Cursor = None,
    *,
    limit: paging.Limit = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """List the posts within sight by code, with who holds them now."""
    return await read(
        lambda tx: service.find_many(
            tx, organisation=organisation, name=name, cursor=cursor, limit=limit
        )
    )


@router.get("/{post_id}", **gives(Post))
async def find(post_id: UUID, read: Read) -> dict[str, Any]:
    """Return one post with its version."""
    return await read(lambda tx: service.find(tx, post_id))


@router.post("", **gives(Post, 201, etag=True))
async def create(body: PostIn, write: Write) -> Response:
    """Add a post to an organisation."""
    return await write(lambda tx: service.create(tx, body), status=201)


@router.patch("/{post_id}", **changes(Post))
async def change(post_id: UUID, body: PostPatch, write: Write) -> Response:
    """Change names or roles of a post; needs If-Match."""
    return await write(lambda tx: service.change(tx, post_id, body, write.if_match))
