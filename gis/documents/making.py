"""Makes one document: gathers within the sight of whoever asks, has the child draw it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import anyio

from gis.documents import scene as scenes
from gis.documents.picture.words import name_of
from gis.documents.scene import Box, Heard, Scene
from gis.documents.schemas import MapIn
from gis.imports.errors import FileRead
from gis.imports.running import folder_of, ordered, received
from gis.sandbox.process import Child, child
from kernel.api import Runtime, Tx
from registry.api import organisations

PROGRAM = "gis.documents.child"
OUTPUT = "map"
# Files of a city's folder that its base map is made of (as the screens draw it).
BASE = (
    "pacific-land", "land", "water", "rivers", "railways", "roads", "districts", "guangdong",
    "city", "places",
)  # fmt: skip
ROWS_OF_A_FRAME = 1_000
# While the child draws, the parent looks this often whether somebody gave the map up.
LOOK_S = 0.5
# Opens one transaction with the present rights of whoever asks.
Reading = Callable[[], AbstractAsyncContextManager[Tx]]


@asynccontextmanager
async def made(
    runtime: Runtime, body: MapIn, *, reading: Reading, heard: Heard
) -> AsyncIterator[tuple[Path, Scene]]:
    """Draw a map into a file that is gone after the block; return it and what it shows.

    `heard` is told the steps done, and raises to stop. Raises `FileRead` when it cannot be drawn,
    and what gathering raises.
    """
    city = runtime.city.card()
    async with reading() as tx:
        box, scene = await scenes.gather(tx, body, city.get("bbox"), heard)
        who = await _who(tx, body.language)
    order = _order(runtime, body, box, scene) | {"who": who}
    done = len(body.layers)
    async with child(await folder_of(runtime), PROGRAM) as running:
        await _give(running, order, scene, await anyio.to_thread.run_sync(_base, runtime))
        await heard(done + 1)
        await _waited(running, lambda: heard(done + 1))
        yield running.folder / OUTPUT, scene


async def _who(tx: Tx, language: str) -> str:
    names = [tx.actor.name] if tx.actor.account_id else []
    if tx.actor.organisation_id is not None:
        organisation = await organisations.ref(tx, tx.actor.organisation_id)
        if organisation is not None:
            names.insert(0, name_of(organisation, language))
    return " · ".join(names)


def _order(runtime: Runtime, body: MapIn, box: Box, scene: Scene) -> dict[str, Any]:
    city = runtime.city.card()
    credit, notice = (city.get(name) or {} for name in ("attribution", "fictional_notice"))
    plain = ("form", "title", "about", "paper", "resolution", "language", "theme")
    return {name: getattr(body, name) for name in plain} | {
        "box": box,
        "made": moment(runtime.clock.now(), runtime.city.zone),
        "review": str(city.get("review_number") or ""),
        "credit": name_of(credit, body.language),
        "notice": name_of(notice, body.language) if _invented(scene) else "",
        "system": name_of(city.get("system_name") or {}, body.language),
        "incident": scene.incident and scene.incident | {
            "at": _moment(scene.incident["occurred_at"], runtime.city.zone)
        },
        "things": scene.things,
        "drawings": [
            each | {"until": _moment(each["until"], runtime.city.zone)} for each in scene.drawings
        ],
        "layers": scene.layers,
    }  # fmt: skip


def _invented(scene: Scene) -> bool:
    """Say whether the map shows something invented for a demonstration."""
    return any(each["fictional"] for each in scene.layers) or any(
        item[4] for kind in scene.things for item in kind["items"]
    )


def _moment(at: Any, zone: str) -> str:
    if not at:
        return ""
    return moment(datetime.fromisoformat(at) if isinstance(at, str) else at, zone)


def moment(at: datetime, zone: str) -> str:
    """Return a moment as the city's clocks show it, with its offset."""
    here = at.astimezone(ZoneInfo(zone) if zone else UTC)
    offset = here.strftime("%z")
    return f"{here:%Y-%m-%d %H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def _base(runtime: Runtime) -> list[tuple[str, bytes]]:
    """Return the files of the base map that the city has."""
    folder = runtime.city.folder / "basemap"
    paths = [(name, folder / f"{name}.geojson") for name in BASE]
    return [(name, path.read_bytes()) for name, path in paths if path.is_file()]


async def _give(
    running: Child, order: dict[str, Any], scene: Scene, base: list[tuple[str, bytes]]
) -> None:
    sizes = [(name, len(content)) for name, content in base]
    await ordered(running, order | {"base": sizes}, [content for _, content in base])
    for number, rows in enumerate(scene.rows):
        for start in range(0, len(rows), ROWS_OF_A_FRAME):
            part = rows[start : start + ROWS_OF_A_FRAME]
            told = [(properties, len(shape)) for properties, shape in part]
            frame = {"layer": number, "rows": told}
            await ordered(running, frame, [shape for _, shape in part])
    await ordered(running, {"end": True})


async def _waited(running: Child, look: Callable[[], Any]) -> None:
    """Wait for the child's last word, looking meanwhile whether the map is still wanted."""
    word = asyncio.create_task(received(running), name="map-drawn")
    try:
        while not (await asyncio.wait({word}, timeout=LOOK_S))[0]:
            await look()
        document, _ = word.result()
    finally:
        word.cancel()
        await asyncio.gather(word, return_exceptions=True)
    if "done" not in document:
        raise FileRead("cannot-draw", "The map could not be drawn.")
