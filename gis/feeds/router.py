"""`/api/feeds`: services we listen to, and what they told."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from gis.feeds import service
from gis.feeds.address import allowed
from gis.feeds.forms import FORMS
from gis.feeds.intake import MessageRefused
from gis.feeds.policies import check_reader
from gis.feeds.schemas import (
    Feed,
    FeedFilter,
    FeedIn,
    FeedPatch,
    FormWords,
    Message,
    MessageFilter,
    Observed,
    SeriesFilter,
    SeriesPoint,
    Trial,
)
from kernel.api import Page, Read, RuntimeDep, SignedIn, Tx, Write, changes, gives

router = APIRouter(prefix="/api/feeds", tags=["feeds"])
_MESSAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The message as the feed's form has it",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("application/octet-stream", "text/csv", "application/json", "text/plain")
        },
    }
}


@router.get("", **gives(Page[Feed]))
async def find_many(read: Read, wanted: Annotated[FeedFilter, Query()]) -> dict[str, Any]:
    """List the feeds within sight; `removed` those out of service."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.get("/forms", **gives(Page[FormWords]))
async def forms(read: Read) -> dict[str, Any]:
    """List the forms feeds can speak."""

    async def known(tx: Tx) -> dict[str, Any]:
        check_reader(tx.actor)
        items = [
            {"code": code, "kind": form.kind, "zh": form.zh, "en": form.en}
            for code, form in FORMS.items()
        ]
        return {"items": items, "next": None}

    return await read(known)


@router.get("/{feed_id}", **gives(Feed))
async def find(feed_id: UUID, read: Read) -> dict[str, Any]:
    """Return one feed."""
    return await read(lambda tx: service.show(tx, feed_id))


@router.post("", **gives(Feed, 201, etag=True))
async def add(body: FeedIn, write: Write, runtime: RuntimeDep) -> Response:
    """Begin to listen to a feed: asked at its address, or pushed to us."""
    hosts = allowed(runtime.settings.feed_hosts)
    return await write(lambda tx: service.add(tx, body, hosts), status=201)


@router.patch("/{feed_id}", **changes(Feed))
async def change(feed_id: UUID, body: FeedPatch, write: Write, runtime: RuntimeDep) -> Response:
    """Change a feed; needs If-Match."""
    hosts = allowed(runtime.settings.feed_hosts)
    return await write(
        lambda tx: service.change(tx, feed_id, body, seen=write.if_match, hosts=hosts)
    )


@router.delete("/{feed_id}", status_code=204)
async def remove(feed_id: UUID, write: Write) -> Response:
    """Take a feed out of service; `restore` undoes it."""
    return await write(lambda tx: service.remove(tx, feed_id))


@router.post("/{feed_id}/restore", **gives(Feed, etag=True))
async def restore(feed_id: UUID, write: Write) -> Response:
    """Put a feed back into service."""
    return await write(lambda tx: service.restore(tx, feed_id))


@router.post("/{feed_id}/test", **gives(Trial))
async def try_out(feed_id: UUID, runtime: RuntimeDep, actor: SignedIn) -> dict[str, Any]:
    """Ask a feed now and tell what could be read; nothing of it is kept."""
    return await service.trial(runtime, actor, feed_id)


@router.get("/{feed_id}/messages", **gives(Page[Message]))
async def messages(
    feed_id: UUID, read: Read, wanted: Annotated[MessageFilter, Query()]
) -> dict[str, Any]:
    """List what was received of a feed, newest first."""
    return await read(lambda tx: service.messages(tx, feed_id, wanted))


@router.post("/{feed_id}/messages", **gives(Message, 201), openapi_extra=_MESSAGE)
async def push(feed_id: UUID, request: Request, write: Write) -> Response:
    """Bring a message: the body is the message itself. The same one twice changes nothing."""
    data = await request.body()
    try:
        return await write(lambda tx: service.push(tx, feed_id, data), status=201)
    except MessageRefused as refusal:
        async with write.runtime.db.transaction(write.actor) as tx:
            await service.note_refusal(tx, feed_id, refusal)
        raise


@router.get("/{feed_id}/observed", **gives(Observed))
async def observed(feed_id: UUID, read: Read) -> dict[str, Any]:
    """Tell what a feed told last: gauges, earthquakes, typhoons."""
    return await read(lambda tx: service.look(tx, feed_id))


@router.get("/{feed_id}/series", **gives(Page[SeriesPoint]))
async def series(
    feed_id: UUID, read: Read, wanted: Annotated[SeriesFilter, Query()]
) -> dict[str, Any]:
    """Return the series of one gauge, in order of time."""
    return await read(lambda tx: service.series(tx, feed_id, wanted))
