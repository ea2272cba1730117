"""What is taken out of a recording as a file of its own: stills, clips."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import anyio.to_thread
from anyio.lowlevel import RunVar
from starlette.responses import Response

from kernel.api import FieldError, Invalid, Tx, WriteTx, files, new_id
from video.film import cut
from video.recordings import contents, film_queries, policies, rules, service, shelf
from video.recordings.schemas import ClipIn, StillIn

Answer = dict[str, Any]
# Stills are as large as they come.
WIDEST = 3_840
PIECE = 1024 * 1024
# Whoever plays does not wait for clips.
_cutters: contents.Workers = RunVar("wanglou_film_cutters")


async def still(by: WriteTx, recording: UUID, body: StillIn) -> Response:
    """Take a picture out of a track as a file of the asker's own.

    Raises `NotFound`, `NothingRecorded`, `RecordingErased`.
    """
    by.actor.require(policies.RECORD)
    files.check_may_upload(by.actor)
    before = await by.before()
    if before is not None:
        return before
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
    with contents.shown():
        jpeg = await contents.apart(lambda: cut.picture(path, at_ms, WIDEST), _cutters)
    name = f"{row.title}-{film.name}-{body.at:%Y%m%dT%H%M%SZ}.jpg"
    with files.store_of(by.runtime).draft() as draft:
        await anyio.to_thread.run_sync(draft.write, jpeg)
        received = await anyio.to_thread.run_sync(draft.finish)
        kept = await files.keep_own(by.runtime, received, name, "image/jpeg")

        async def stored(tx: Tx) -> Answer:
            await service.kept(tx, recording)  # it took a while
            return files.card_of(await files.record(tx, kept, received, new_id()))

        return await by(stored, status=201)


async def clip(
    by: WriteTx,
    recording: UUID,
    body: ClipIn,
    then: Callable[[Tx, UUID], Any] | None = None,
) -> Response:
    """Make a part of some tracks a file of the asker's own; `then` hangs it somewhere.

    Nothing is encoded anew. Raises `NotFound`, `Invalid`, `NothingRecorded`, `RecordingErased`,
    `NoRoomToRecord`.
    """
    by.actor.require(policies.RECORD)
    files.check_may_upload(by.actor)
    before = await by.before()
    if before is not None:
        return before
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
        contents.shown(),
    ):
        await anyio.to_thread.run_sync(shelf.check_room, by.runtime.settings)
        made = await contents.apart(lambda: _cut(strips, span, path, draft), _cutters)
        received = await anyio.to_thread.run_sync(draft.finish)
        kept = await files.keep_own(by.runtime, received, name, media_type)
        whole = made.complete and not changes and len(made.streams) == len(set(body.tracks))

        async def stored(tx: Tx) -> Answer:
            await service.kept(tx, recording)
            file = files.card_of(await files.record(tx, kept, received, new_id()))
            return {
                "file": file,
                "started_at": made.started_at,
                "ended_at": made.ended_at,
                "tracks": len(made.streams),
                "complete": whole,
                "attachment_id": await then(tx, file["id"]) if then is not None else None,
            }

        return await by(stored, status=201)


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
