"""The run of an import: the child reads, rows are staged beside, one short transaction publishes.

Every step is safe to be killed and done again: staging goes on after the last stored row, and
publishing is one transaction with the change of state.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import orjson
import structlog

from gis.areas import queries as areas
from gis.formats import limits
from gis.formats.orders import INPUT
from gis.imports import publishing, queries, rules, service
from gis.imports.errors import FileRead
from gis.sandbox import frames
from gis.sandbox.process import Child, ChildEnded, child
from gis.tasks.refusals import trouble
from kernel.api import Problem, Runtime, Tx, files, system

log = structlog.get_logger()
ACTOR = system("imports")
# A background step may take 50 s (kernel/jobs.py): staging stops earlier and goes on at the next.
STAGE_S = 30.0
# Looking through the largest file takes 25 s; one that takes longer was made to.
INSPECT_S = 45.0
# Starts of the child that did not bring one row further, until the file is given up.
MOST_ATTEMPTS = 4
FOLDER = "children"
# Faults of rows that may be left out: they hold nothing a map could show.
LEFT_OUT = ["no-place", "no-length"]
# Names of districts as layers write them: 龙湖区, 龙湖, Longhu District, 440507.
_SUFFIXES = ("区", "县", "市")


async def inspect(runtime: Runtime, row: Any) -> None:
    """Look through a file and keep what was found."""
    try:
        async with asyncio.timeout(INSPECT_S):
            preview = await _inspected(runtime, row)
    except TimeoutError:
        await _failed(runtime, row, "too-slow", "Looking through the file takes too long.")
        return
    except FileRead as refused:
        await _failed(runtime, row, refused.reason, refused.detail)
        return
    async with runtime.db.transaction(ACTOR) as tx:
        present = await queries.TASKS.one(tx, row.id, lock=True)
        # Other choices came meanwhile: they are looked at next.
        if present is not None and present.state == "inspecting" and present.choices == row.choices:
            await queries.change(
                tx, row.id, state="ready", preview=preview, total=preview["rows"], attempts=0
            )


async def _inspected(runtime: Runtime, row: Any) -> dict[str, Any]:
    await _begin(runtime, row)
    async with runtime.db.reading(ACTOR) as tx:
        districts = [area for area in await areas.areas(tx) if area.kind == "district"]
    about = [
        {"code": area.code, "names": _names(area.zh, area.en), "size": len(area.shape or b"")}
        for area in districts
    ]
    async with reader(runtime, row) as running:
        order = {"do": "inspect", "name": row.name, "districts": about}
        order |= {"reading": _reading(runtime, row)}
        await ordered(running, order, [area.shape or b"" for area in districts])
        document, _ = await received(running)
        found: dict[str, Any] = document["done"]
        return found


def _names(zh: str, en: str) -> list[str]:
    short = zh[:-1] if zh.endswith(_SUFFIXES) and len(zh) > 2 else zh
    return [zh, short, en, en.removesuffix(" District").removesuffix(" County")]


def _reading(runtime: Runtime, row: Any) -> dict[str, Any]:
    box = runtime.city.card().get("bbox") or (105.0, 35.0, 105.0, 35.0)
    lon = (float(box[0]) + float(box[2])) / 2
    return rules.reading_of(service.choices_of(row), lon, runtime.city.zone)


async def ordered(running: Child, order: dict[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Give a child an order. Raises `FileRead` when it is gone already, with its last word."""
    try:
        await running.send(order, parts)
    except ChildEnded:
        await received(running)
        raise


@asynccontextmanager
async def reader(runtime: Runtime, row: Any) -> AsyncIterator[Child]:
    """Run a child with a copy of the file of an import. Raises `FileRead`."""
    async with runtime.db.reading(ACTOR) as tx:
        file = await files.shown(tx, row.file_id)
    if file.bytes > limits.MOST_BYTES:
        raise FileRead("too-large", f"Map data may have {limits.MOST_BYTES // 2**20} MB.")
    async with child(await folder_of(runtime)) as running:
        source = files.store_of(runtime).path(file.sha256)
        await anyio.to_thread.run_sync(_copy, source, running.folder / INPUT)
        yield running


async def folder_of(runtime: Runtime) -> Path:
    """Return the folder in which children have theirs."""
    folder = runtime.settings.home / FOLDER
    await anyio.Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _copy(source: Path, target: Path) -> None:
    """Give the child bytes of its own: what it does to them changes nothing of ours."""
    try:
        target.write_bytes(source.read_bytes())
    except FileNotFoundError as error:
        raise FileRead("file-gone", "The content of the file is no longer kept.") from error


async def received(running: Child) -> tuple[dict[str, Any], bytes]:
    """Return the next frame of a child. Raises `FileRead` for its refusal, or its end."""
    try:
        document, blob = await running.receive()
    except ChildEnded as ended:
        raise _ended(ended) from ended
    if "refused" in document:
        refused = document["refused"]
        raise FileRead(str(refused["code"])[:40], str(refused["detail"])[:400])
    return document, blob


def _ended(ended: ChildEnded) -> FileRead:
    if ended.limit:
        return FileRead("too-large", "The file needs more memory or time than it may take.")
    log.error("sandbox_ended", code=ended.code, told=ended.told[-2000:])
    return FileRead("broken", "The file broke its reader and is not taken.")


async def run(runtime: Runtime, row: Any) -> None:
    """Do one portion of a run: stage for a while, or publish what is staged."""
    try:
        await _begin(runtime, row)
        if row.staged:
            await publishing.publish(runtime, row)
        else:
            await _stage(runtime, row)
    except FileRead as refused:
        await _failed(runtime, row, refused.reason, refused.detail)
    except Problem as refused:
        if refused.status >= 500:  # the database is away: the next step tries again
            raise
        await _failed(runtime, row, refused.code, refused.detail)


async def _begin(runtime: Runtime, row: Any) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        if await queries.began(tx, row.id) > MOST_ATTEMPTS:
            raise FileRead("interrupted", "The work was interrupted too often without a step.")


async def _stage(runtime: Runtime, row: Any) -> None:
    async with publishing.as_owner(runtime, row) as tx:
        columns = await service.check_target(tx, service.choices_of(row), row.preview, row.name)
    async with reader(runtime, row) as running:
        left_out = service.choices_of(row).without_place == "leave-out"
        order = {"do": "read", "name": row.name, "columns": columns, "skip": row.done}
        order |= {"leave_out": LEFT_OUT if left_out else [], "reading": _reading(runtime, row)}
        await ordered(running, order)
        await _take(runtime, row, running)


async def _take(runtime: Runtime, row: Any, running: Child) -> None:
    """Store what the child sends, until its end, the end of the portion, or a cancellation."""
    until, faults = time.monotonic() + STAGE_S, []
    while time.monotonic() < until:
        document, blob = await received(running)
        if "fault" in document:
            faults.append(document["fault"])
        elif "rows" in document:
            if not faults and not await _stored(runtime, row, document["rows"], blob):
                return
        else:
            await _end(runtime, row, document["done"], faults)
            return


async def _stored(runtime: Runtime, row: Any, rows: list[Any], blob: bytes) -> bool:
    shapes = frames.cut(blob, [each[3] for each in rows])
    texts = [orjson.dumps(each[2]).decode() for each in rows]
    async with runtime.db.transaction(ACTOR) as tx:
        return await queries.stage(
            tx, row.id, numbers=[each[0] for each in rows], shapes=shapes, texts=texts
        )


async def _end(
    runtime: Runtime, row: Any, done: dict[str, Any], faults: list[dict[str, Any]]
) -> None:
    """Close the staging: with faults the import has failed, whole."""
    async with runtime.db.transaction(ACTOR) as tx:
        present = await queries.TASKS.one(tx, row.id, lock=True)
        if present is None or present.state != "running":
            return
        if faults or not done["rows"]:
            await _report(tx, row, faults)
            return
        notes = done["notes"] | ({"left-out": done["left_out"]} if done["left_out"] else {})
        await queries.change(tx, row.id, staged=True, total=done["rows"], notes=notes, attempts=0)


async def _report(tx: Tx, row: Any, faults: list[dict[str, Any]]) -> None:
    await queries.drop_staged(tx, row.id)
    await queries.set_faults(tx, row.id, faults)
    problem = {
        "code": "rows" if faults else "no-rows",
        "detail": f"{len(faults)} rows cannot be taken; nothing was imported."
        if faults
        else "No row of the file has a place.",
        "zh": f"{len(faults)} 行无法导入，未导入任何数据" if faults else "没有一行有位置",
        "en": f"{len(faults)} rows cannot be taken; nothing was imported"
        if faults
        else "no row has a place",
    }
    await queries.change(tx, row.id, state="failed", problem=problem, faults=len(faults), done=0)


async def _failed(runtime: Runtime, row: Any, code: str, detail: str) -> None:
    async with runtime.db.transaction(ACTOR) as tx:
        present = await queries.TASKS.one(tx, row.id, lock=True)
        if present is None or present.state not in {"inspecting", "running"}:
            return
        await queries.drop_staged(tx, row.id)
        problem = trouble(code, detail)
        await queries.change(tx, row.id, state="failed", problem=problem, done=0)
