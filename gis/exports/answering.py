"""Files that are small enough to be the answer to a request."""

from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import quote

import anyio
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from starlette.responses import Response

from gis.exports.writer import ENDINGS, Written
from kernel.api import RateLimited, TooLarge

# What an answer holds in memory; larger files are written in the background.
MOST_BYTES = 20 * 1024 * 1024
# A child takes half a core for a second; more at once would only wait for each other.
MOST_CHILDREN = 2
_children: RunVar[CapacityLimiter] = RunVar("wanglou_export_children")
# How such an answer is described.
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


async def answered(file: AbstractAsyncContextManager[Written], name: str, kind: str) -> Response:
    """Return a file of a kind (see `ENDINGS`) as an answer to be saved.

    Raises `RateLimited` while others wait, `TooLarge`.
    """
    limiter = _limiter()
    if limiter.statistics().tasks_waiting > MOST_CHILDREN * 4:
        raise RateLimited("Too many exports at once.", headers={"Retry-After": "3"})
    async with limiter, file as made:
        content = await anyio.to_thread.run_sync(_content, made)
    ending, media_type = ENDINGS[kind]
    saved = quote(f"{name}.{ending}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{saved}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, 200, headers, media_type)


def _content(made: Written) -> bytes:
    if made.path.stat().st_size > MOST_BYTES:
        raise TooLarge(f"The file has more than {MOST_BYTES // 2**20} MB: POST to /api/exports.")
    return made.path.read_bytes()


def _limiter() -> CapacityLimiter:
    try:
        return _children.get()
    except LookupError:
        limiter = CapacityLimiter(MOST_CHILDREN)
        _children.set(limiter)
        return limiter
