"""What of a recording leaves it: films to play, small pictures."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from fastapi import Depends

from kernel.api import Actor, NotFound, Runtime, RuntimeDep, SignedIn
from video.film import cut
from video.recordings import film_queries, rules, service, shelf

T = TypeVar("T")
# Copying a film takes 20 ms, a picture of 4K 100 ms, a clip of half an hour seconds: two at a time
# leave the server its breath.
WORKERS = 2
# Tiles of a time bar.
LOOK_WIDTH = 320
AWAY = "The file is not on this disk; restore it from a backup."
NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
Workers = RunVar[CapacityLimiter]
_players: Workers = RunVar("wanglou_film_players")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, where."""

    runtime: Runtime
    actor: Actor


async def asked(runtime: RuntimeDep, actor: SignedIn) -> Asked:
    """Gather who asks."""
    return Asked(runtime, actor)


AskedDep = Annotated[Asked, Depends(asked)]


@dataclass(frozen=True, slots=True)
class Content:
    """A file to hand out."""

    path: Path
    media_type: str
    etag: str


async def apart(step: Callable[[], T], workers: Workers = _players) -> T:
    """Run a step of film work in a thread, two at a time."""
    try:
        limiter = workers.get()
    except LookupError:
        limiter = CapacityLimiter(WORKERS)
        workers.set(limiter)
    return await anyio.to_thread.run_sync(step, limiter=limiter)


async def segment(by: Asked, recording: UUID, n: int) -> Content:
    """Return a film as browsers play it; H.264 is copied into an MP4 the first time.

    Raises `NotFound`, `RecordingErased`, `NoRoomToRecord`, `NothingRecorded`.
    """
    row = await _film(by, recording, n)
    path = shelf.folder(by.runtime.settings, recording) / row.file
    if not await anyio.Path(path).is_file():
        raise rules.RecordingErased(AWAY)
    if row.codec == "H264":
        film = path
        with shown():
            made = await anyio.to_thread.run_sync(shelf.copy_there, film)
            path = made or await apart(lambda: shelf.copy_of(film))
    return Content(path, rules.MEDIA_TYPES[row.codec], f'"{row.sha256}"')


async def thumbnail(by: Asked, recording: UUID, n: int) -> Content:
    """Return the small picture of a film's beginning. Raises `NotFound`, `RecordingErased`."""
    row = await _film(by, recording, n)
    path = shelf.look_of(by.runtime.settings, recording, n)
    if row.look != "made" or not await anyio.Path(path).is_file():
        raise NotFound("There is no picture of this film yet.")
    return Content(path, "image/jpeg", f'"{row.sha256[:32]}-look"')


async def _film(by: Asked, recording: UUID, n: int) -> Any:
    async with by.runtime.db.reading(by.actor) as tx:
        await service.kept(tx, recording)
        row = await film_queries.segment(tx, recording, n)
    if row is None:
        raise NotFound
    return row


@contextmanager
def shown() -> Iterator[None]:
    """Turn films that hold nothing, are not there or find no room into refusals."""
    try:
        yield
    except cut.NoFrame as error:
        raise rules.NothingRecorded from error
    except FileNotFoundError as error:
        raise rules.RecordingErased(AWAY) from error
    except OSError as error:
        if error.errno in NO_SPACE:
            raise rules.NoRoomToRecord("What was to be made found no room.") from error
        raise
