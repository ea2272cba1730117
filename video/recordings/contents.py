"""What of a recording leaves it: films to play, small pictures, stills, clips."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from fastapi import Depends

from kernel.api import (
    Actor,
    FieldError,
    Invalid,
    NotFound,
    Runtime,
    RuntimeDep,
    SignedIn,
    Tx,
    files,
    new_id,
)
from video.film import cut
from video.recordings import film_queries, policies, rules, service, shelf
from video.recordings.schemas import ClipIn, StillIn

T = TypeVar("T")
Answer = dict[str, Any]
# Copying a film takes 20 ms, a picture of 4K 100 ms, a clip of half an hour seconds: two at a time
# leave the server its breath.
WORKERS = 2
# Tiles of a time bar; stills are as large as they come.
LOOK_WIDTH, WIDEST = 320, 3_840
AWAY = "The file is not on this disk; restore it from a backup."
PIECE = 1024 * 1024
NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_Workers = RunVar[CapacityLimiter]
# Whoever plays does not wait for clips.
_players: _Workers = RunVar("wanglou_film_players")
_cutters: _Workers = RunVar("wanglou_film_cutters")


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


async def apart(step: Callable[[], T], workers: _Workers = _players) -> T:
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
        with _shown():
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


async def still(by: Asked, recording: UUID, body: StillIn) -> Answer:
    """Take a picture out of a track as a file of the asker's own.

    Raises `NotFound`, `NothingRecorded`, `RecordingErased`.
    """
    by.actor.require(policies.RECORD)
    files.check_may_upload(by.actor)
    async with by.runtime.db.reading(by.actor) as tx:
        row = await service.kept(tx, recording)
        span = (body.at, body.at + timedelta(milliseconds=1))
        films = await film_queries.between(tx, recording, [body.track_id], span)
        films = [each for each in films if each.kind == "video" and each.started_at <= body.at]
    if not films:
        raise rules.NothingRecorded
    film = films[-1]
    path = shelf.folder(by.runtime.settings, recording) / film.file
    at_ms = round((body.at - film.started_at).total_seconds() * 1000)
    with _shown():
        jpeg = await apart(lambda: cut.picture(path, at_ms, WIDEST), _cutters)
    name = f"{row.title}-{film.name}-{body.at:%Y%m%dT%H%M%SZ}.jpg"
    with files.store_of(by.runtime).draft() as draft:
        await anyio.to_thread.run_sync(draft.write, jpeg)
        received = await anyio.to_thread.run_sync(draft.finish)
        kept = await files.keep_own(by.runtime, received, name, "image/jpeg")
        async with by.runtime.db.transaction(by.actor) as tx:
            await service.kept(tx, recording)  # it took a while
            return files.card_of(await files.record(tx, kept, received, new_id()))


async def clip(
    by: Asked,
    recording: UUID,
    body: ClipIn,
    then: Callable[[Tx, UUID], Any] | None = None,
) -> Answer:
    """Make a part of some tracks a file of the asker's own; `then` hangs it somewhere.

    Nothing is encoded anew. Raises `NotFound`, `Invalid`, `NothingRecorded`, `RecordingErased`,
    `NoRoomToRecord`.
    """
    by.actor.require(policies.RECORD)
    files.check_may_upload(by.actor)
    if not body.since < body.until <= body.since + rules.LONGEST_CLIP:
        detail = f"later than its beginning, by {rules.LONGEST_CLIP} at most"
        raise Invalid(f"/to: {detail}", errors=[FieldError("/to", "range", detail)])
    async with by.runtime.db.reading(by.actor) as tx:
        row = await service.kept(tx, recording)
        span = (body.since, body.until)
        films = await film_queries.between(tx, recording, list(dict.fromkeys(body.tracks)), span)
    strips, changes = strips_of(shelf.folder(by.runtime.settings, recording), films)
    if not strips:
        raise rules.NothingRecorded
    _, suffix, media_type = cut.container_of({strip.codec for strip in strips})
    name = f"{row.title}-{body.since:%Y%m%dT%H%M%SZ}.{suffix}"
    with (
        shelf.scratch(by.runtime.settings) as path,
        files.store_of(by.runtime).draft() as draft,
        _shown(),
    ):
        await anyio.to_thread.run_sync(shelf.check_room, by.runtime.settings)
        made = await apart(lambda: _cut(strips, (body.since, body.until), path, draft), _cutters)
        received = await anyio.to_thread.run_sync(draft.finish)
        kept = await files.keep_own(by.runtime, received, name, media_type)
        async with by.runtime.db.transaction(by.actor) as tx:
            await service.kept(tx, recording)
            file = files.card_of(await files.record(tx, kept, received, new_id()))
            attached = await then(tx, file["id"]) if then is not None else None
    return {
        "file": file,
        "started_at": made.started_at,
        "ended_at": made.ended_at,
        "tracks": len(made.streams),
        "complete": made.complete and not changes and len(made.streams) == len(set(body.tracks)),
        "attachment_id": attached,
    }


def strips_of(folder: Path, films: list[Any]) -> tuple[list[cut.Strip], bool]:
    """Return the films by track, and whether one changes its codec: it goes on with its first."""
    by_track: dict[UUID, list[Any]] = {}
    for film in films:
        by_track.setdefault(film.track_id, []).append(film)
    strips = [
        cut.Strip(
            one[0].codec,
            tuple((folder / each.file, each.started_at) for each in one if _same(one[0], each)),
        )
        for one in by_track.values()
    ]
    return strips, sum(len(strip.films) for strip in strips) < len(films)


def _same(first: Any, other: Any) -> bool:
    return bool(first.codec == other.codec)


def _cut(
    strips: list[cut.Strip], span: tuple[datetime, datetime], path: Path, draft: Any
) -> cut.Cut:
    made = cut.clip(strips, span[0], span[1], path)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            draft.write(piece)
    return made


@contextmanager
def _shown() -> Iterator[None]:
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
