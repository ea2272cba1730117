"""Helps tests to import: sends a file, lets the background steps run, returns what came."""

import io
import zipfile
from typing import Any, cast

from fastapi import FastAPI

from gis.imports import jobs
from kernel.api import Runtime
from tests.gis.conftest import Client, Json

PATH = "/api/imports"


def runtime_of(app: FastAPI) -> Runtime:
    """Return the record of the application."""
    return cast("Runtime", app.state.runtime)


async def sent(client: Client, content: bytes, name: str) -> str:
    """Send a file; return its id."""
    answer = await client.post("/api/files", files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def begun(client: Client, app: FastAPI, content: bytes, name: str) -> Json:
    """Send a file and have it looked through."""
    answer = await client.post(PATH, json={"file": await sent(client, content, name)})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    assert made["state"] == "inspecting"
    return await looked_through(client, app, made["id"])


async def looked_through(client: Client, app: FastAPI, import_id: str) -> Json:
    """Let the step that looks through files run."""
    await jobs.inspect(runtime_of(app))
    return await found(client, import_id)


async def found(client: Client, import_id: str) -> Json:
    """Return an import."""
    answer = await client.get(f"{PATH}/{import_id}")
    assert answer.status_code == 200, answer.text
    return cast("Json", answer.json())


async def chosen(client: Client, app: FastAPI, import_id: str, **choices: Any) -> Json:
    """Make choices and have the file looked through again where that is due."""
    answer = await client.put(f"{PATH}/{import_id}/choices", json=choices)
    assert answer.status_code == 200, answer.text
    await jobs.inspect(runtime_of(app))
    return await found(client, import_id)


async def ran(client: Client, app: FastAPI, import_id: str) -> Json:
    """Start an import and let it run to its end."""
    answer = await client.post(f"{PATH}/{import_id}/start")
    assert answer.status_code == 200, answer.text
    for _ in range(10):
        await jobs.run(runtime_of(app))
        state = await found(client, import_id)
        if state["state"] != "running":
            return state
    raise AssertionError("the run does not end")


async def imported(client: Client, app: FastAPI, content: bytes, name: str, **choices: Any) -> Json:
    """Import a file with choices; return how the import stands at the end."""
    state = await begun(client, app, content, name)
    if choices:
        state = await chosen(client, app, state["id"], **choices)
    return await ran(client, app, state["id"]) if state["state"] == "ready" else state


async def features_of(app: FastAPI, layer: str) -> list[Any]:
    """Return the features of a layer in order: id, shape as WKT, properties, span."""
    async with runtime_of(app).db.reading(jobs.ACTOR) as tx:
        return await tx.rows(
            "select id, st_astext(shape) as wkt, st_asbinary(shape) as shape, properties, "
            "lower(during) as since, upper(during) as until, version "
            "from gis.feature where layer_id = cast(:layer as uuid) order by id",
            layer=layer,
        )


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
