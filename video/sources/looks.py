"""Looks at sources from time to time: takes a picture for maps and lists, tells who gives none."""

import asyncio
import contextlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from kernel.api import Job, NotFound, Problem, Runtime, Tx
from video.engine.remote import engine_of
from video.pull.piece import Picture
from video.pull.rtsp.client import CameraError
from video.pull.still import Still, still
from video.sources import faults, queries, rules, service
from video.sources.address import CameraAddress
from video.sources.origin import ACTOR, url_of

log = structlog.get_logger()
# Side by side in one step; each takes 15 s at most, so the step ends before its time.
MOST_AT_ONCE = 16
# Whoever was taken up by a worker that died is looked at again after this.
AGAIN = timedelta(seconds=60)
# Tiles of a list and popups of a map: the longer side, and what the row of a snapshot takes.
LONG, MOST_BYTES = 640, 200_000


@dataclass(frozen=True, slots=True)
class Look:
    """What a look showed: a picture, a publisher that sends (`codec`), or why there is none."""

    still: Still | None = None
    codec: str | None = None
    sound: str | None = None
    reason: str | None = None
    detail: str | None = None


async def look(runtime: Runtime) -> None:
    """Look at the sources that are due, side by side."""
    async with runtime.db.transaction(ACTOR) as tx:
        due = await queries.due(tx, MOST_AT_ONCE)
        for row in due:
            await queries.looking(tx, row.id, tx.now + AGAIN)
    async with asyncio.TaskGroup() as tasks:
        for row in due:
            tasks.create_task(_look(runtime, row))


async def _look(runtime: Runtime, row: Any) -> None:
    # What others showed at the same time counts all the same.
    with contextlib.suppress(Problem):
        seen = await looked_at(runtime, row, LONG, MOST_BYTES)
        async with runtime.db.transaction(ACTOR) as tx:
            await note(tx, row, seen)


async def looked_at(
    runtime: Runtime, row: Any, most_side: int, most_bytes: int | None = None
) -> Look:
    """Take a picture of a source, or say why there is none. Raises `EngineDown`."""
    if row.kind == "whip":
        return await _sent(runtime, row)
    try:
        return Look(await still(await url_of(runtime, row), most_side, most_bytes))
    except CameraError as error:
        # Cameras write what they like; a text of the database has no NUL.
        return Look(reason=error.reason, detail=str(error).replace("\0", ""))
    except CameraAddress as refusal:
        return Look(reason="address", detail=refusal.detail)
    except NotFound:
        return Look(reason="no-film", detail="the film is no longer kept")
    except Problem:
        raise
    except Exception:
        # One camera that sends what nobody expected must not end the looks at the others.
        log.exception("source_look_failed", source=str(row.id))
        return Look(reason="broken", detail="what it sends cannot be read")


async def _sent(runtime: Runtime, row: Any) -> Look:
    """Say whether somebody sends to a source."""
    stats = await engine_of(runtime).stats(row.id)
    layers = [layer for each in stats.sources if each.connected for layer in each.layers]
    if not layers:
        return Look(reason="not-sending")
    heard = any(each.audio_kbps for each in stats.sources) or (row.picture or {}).get("sound")
    return Look(codec=layers[0].codec, sound="OPUS" if heard else None)


async def note(tx: Tx, asked: Any, seen: Look) -> None:
    """Write what a look showed, unless the source was changed meanwhile."""
    row = await queries.one(tx, asked.id, lock=True)
    if row is None or row.changed_at != asked.changed_at or row.next_look is None:
        return
    verdict = _judged(row, seen, tx.now)
    picture = None
    if seen.still is not None:
        picture = asdict(seen.still.picture)
    elif seen.codec is not None:
        picture = asdict(Picture(seen.codec, sound=seen.sound))
    turned = verdict.state != row.state
    told = turned or (picture is not None and picture != row.picture)
    gone = verdict.state == "offline"
    values = {
        "state": verdict.state,
        "since": tx.now if turned else row.since,
        "reason": (seen.reason or row.reason) if gone else None,
        "detail": (seen.detail or row.detail) if gone else None,
        "picture": picture,
        "failures": verdict.failures,
        "next_look": verdict.next_look,
        "snapshot_at": tx.now if seen.still else None,
        "version": row.version + 1 if told else row.version,
    }
    await queries.looked(tx, row.id, values)
    if seen.still is not None:
        size = (seen.still.width, seen.still.height)
        await queries.set_snapshot(tx, row.id, seen.still.jpeg, size)
    if told:
        await service.record(tx, row.id, f"source.{verdict.state if turned else 'changed'}")
    if turned and gone:
        await faults.raised(tx, row.scope_id, row.organisation_id)
    elif turned:
        await faults.cleared(tx, row.scope_id)


def _judged(row: Any, seen: Look, now: datetime) -> rules.Verdict:
    if row.sender_id is not None:
        return rules.of_phone(sends=seen.codec is not None, now=now)
    if row.kind == "whip":
        return rules.of_publisher(sends=seen.codec is not None, now=now)
    if seen.still is not None:
        return rules.after_success(row.look_every_s, now)
    return rules.after_failure(row.state, row.failures, row.look_every_s, now)


sources_look = Job("video.sources-look", timedelta(seconds=2), look)
