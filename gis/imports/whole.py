"""A whole import in one call, for the command line: the same steps as over HTTP."""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio

from gis.imports import jobs, queries, service
from gis.imports.schemas import ImportChoices, ImportIn
from gis.layers import service as layers
from kernel.api import Invalid, Problem, Runtime, files, system
from registry.api import organisations

ACTOR = system("command")
# A running worker may be at the same import: it is waited for in such steps.
WAIT_S = 0.3


class ImportFailed(Problem):
    """An import that ended without a layer, for callers that wait for its end."""

    code = "import-failed"
    status = 422
    title = "The import failed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line was asked for: choices, and codes where the choices have ids."""

    choices: Mapping[str, Any] = field(default_factory=dict)
    layer: str | None = None
    organisation: str | None = None
    # Look through the file only.
    preview: bool = False


async def import_file(runtime: Runtime, path: Path, wish: Wish) -> dict[str, Any]:
    """Import a file from this machine; return the import as it ended.

    Raises `Invalid` for an open question or a wrong choice, `ImportFailed`.
    """
    choices = await _choices(runtime, wish)
    with files.store_of(runtime).draft() as draft:
        await anyio.to_thread.run_sync(_copy, path, draft)
        received = await anyio.to_thread.run_sync(draft.finish)
        sent = await files.accept(runtime, ACTOR, received, files.Offer(path.name))
    async with runtime.db.transaction(ACTOR) as tx:
        begun = await service.begin(tx, ImportIn(file=sent.body["id"]))
        await service.choose(tx, begun["id"], choices)
    state = await _until_rest(runtime, begun["id"])
    if state["state"] == "ready" and not wish.preview:
        state = await _run(runtime, state)
    if wish.preview or state["state"] != "done":
        async with runtime.db.transaction(ACTOR) as tx:
            report = (await service.report(tx, begun["id"]))["items"]
            await service.cancel(tx, begun["id"])
        if state["state"] != "ready":
            raise _failed(state, report)
    return state


async def _choices(runtime: Runtime, wish: Wish) -> ImportChoices:
    given = dict(wish.choices)
    async with runtime.db.reading(ACTOR) as tx:
        if wish.layer is not None:
            given["layer_id"] = (await layers.find(tx, wish.layer)).id
        if wish.organisation is not None:
            found = await organisations.by_code(tx, wish.organisation)
            if found is None:
                raise Invalid(f"There is no organisation {wish.organisation}.")
            given["organisation_id"] = found["id"]
    try:
        return ImportChoices.model_validate(given)
    except ValueError as error:
        raise Invalid(str(error)) from error


def _copy(path: Path, draft: Any) -> None:
    with path.open("rb") as content:
        shutil.copyfileobj(content, draft, 1024 * 1024)


async def _run(runtime: Runtime, state: dict[str, Any]) -> dict[str, Any]:
    try:
        async with runtime.db.transaction(ACTOR) as tx:
            await service.start(tx, state["id"])
    except Problem:
        async with runtime.db.transaction(ACTOR) as tx:
            await service.cancel(tx, state["id"])
        raise
    return await _until_rest(runtime, state["id"])


async def _until_rest(runtime: Runtime, import_id: Any) -> dict[str, Any]:
    """Take the import further until it waits for somebody, or has ended."""
    while True:
        async with runtime.db.reading(ACTOR) as tx:
            row = await queries.TASKS.one(tx, import_id)
        assert row is not None
        if row.state not in {"inspecting", "running"}:
            return service.told(row)
        if not await jobs.step(runtime, row):
            await asyncio.sleep(WAIT_S)


def _failed(state: dict[str, Any], report: list[dict[str, Any]]) -> ImportFailed:
    problem = state["problem"] or {"code": state["state"], "detail": state["state"]}
    lines = [
        f"row {each['row']} ({each['layer']}): {each['detail']} → {each['en']} {each['zh']}"
        for each in report[:20]
    ]
    return ImportFailed("\n".join([problem["detail"], *lines]), reason=problem["code"])
