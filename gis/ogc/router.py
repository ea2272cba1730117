"""HTTP of `/ogc`. Its document is its own (`/ogc/api`), its refusals of parameters are 400."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, TypeVar, cast

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from gis.layers import service as layers
from gis.layers.policies import EDIT, READ
from gis.ogc import documents, openapi, service, tilesets
from gis.ogc import parameters as asked
from gis.ogc.crs import crs_of
from gis.ogc.drafts import PART, draft_of
from gis.ogc.links import GEOJSON, JSON, OPENAPI, SCHEMA, Door, door_of
from gis.ogc.pages import page
from kernel.api import (
    Actor,
    IdempotencyKey,
    NotFound,
    NotSignedIn,
    Runtime,
    Tx,
    WriteTx,
    asker_of,
    guest,
)

T = TypeVar("T")
router = APIRouter(prefix="/ogc", tags=["ogc"], include_in_schema=False)
PLAIN = frozenset({"f"})
_FEATURE = re.compile(r"[1-9][0-9]{0,17}")
CHALLENGE = {"WWW-Authenticate": 'Basic realm="wanglou", charset="UTF-8"'}


def _runtime(request: Request) -> Runtime:
    return cast("Runtime", request.app.state.runtime)


async def _editor(request: Request) -> Actor:
    """Return who writes. Raises `NotSignedIn`, `Forbidden`."""
    actor = await asker_of(request, _runtime(request))
    if actor.kind == "guest":
        raise NotSignedIn(headers=CHALLENGE)
    actor.require(EDIT)
    request.state.actor = actor
    return actor


class Reading:
    """A reading request: who asks, by which door."""

    def __init__(self, request: Request, runtime: Runtime, actor: Actor) -> None:
        self.request = request
        self.door: Door = door_of(request, runtime)
        self._runtime = runtime
        self._actor = actor

    async def __call__(self, step: Callable[[Tx], Awaitable[T]]) -> T:
        """Run a step in one read-only transaction."""
        async with self._runtime.db.reading(self._actor) as tx:
            return await step(tx)

    async def layer(self, code: str) -> Any:
        """Return a layer the asker sees."""
        return await self(lambda tx: layers.find(tx, code))

    def answer(self, document: dict[str, Any], title: str, kind: str = JSON) -> Response:
        """Return a document, as a page where a browser asks."""
        if asked.wants_html(self.request):
            return HTMLResponse(page(document, title))
        return Response(orjson.dumps(document), media_type=kind)


# Dependencies are coroutines: FastAPI would send plain functions through a thread, at 0.3 ms each.
async def _reader(request: Request) -> Reading:
    """Let somebody read; whoever may not see layers sees what guests see."""
    runtime = _runtime(request)
    actor = await asker_of(request, runtime)
    return Reading(request, runtime, actor if actor.may(READ) else guest())


Read = Annotated[Reading, Depends(_reader)]


async def _writer(
    actor: Annotated[Actor, Depends(_editor)], request: Request, key: IdempotencyKey = None
) -> WriteTx:
    return WriteTx(_runtime(request), actor, request, key=key)


Write = Annotated[WriteTx, Depends(_writer)]


@router.get("")
@router.get("/")
async def landing(request: Request, read: Read) -> Response:
    """Return the landing page."""
    asked.given(request, PLAIN)
    return read.answer(documents.landing(read.door), "OGC API")


@router.get("/conformance")
async def conformance(request: Request, read: Read) -> Response:
    """Return what this door conforms to."""
    asked.given(request, PLAIN)
    return read.answer(documents.conformance(read.door), "Conformance")


@router.get("/api")
async def api(request: Request, read: Read) -> Response:
    """Return the OpenAPI document of this door."""
    asked.given(request, PLAIN)
    found = openapi.document(read.door, await read(layers.visible))
    return read.answer(found, "API", OPENAPI)


@router.get("/collections")
async def collections(request: Request, read: Read) -> Response:
    """Return the layers the asker sees."""
    asked.given(request, PLAIN)
    found = documents.collections(read.door, await read(layers.visible))
    return read.answer(found, "图层 Layers")


@router.get("/collections/{layer_code}")
async def collection(layer_code: str, request: Request, read: Read) -> Response:
    """Return one layer."""
    layer = await read.layer(layer_code)
    asked.given(request, PLAIN)
    return read.answer(documents.collection(read.door, layer), documents.title_of(layer))


@router.get("/collections/{layer_code}/queryables")
async def queryables(layer_code: str, request: Request, read: Read) -> Response:
    """Return what filters of a layer may name."""
    layer = await read.layer(layer_code)
    asked.given(request, PLAIN)
    return read.answer(documents.queryables(read.door, layer), documents.title_of(layer), SCHEMA)


@router.get("/collections/{layer_code}/items")
async def items(layer_code: str, request: Request, read: Read) -> Response:
    """Return a page of a layer's features."""

    async def step(tx: Tx) -> tuple[bytes, asked.Wanted, str]:
        layer = await layers.find(tx, layer_code)
        names = frozenset(each["name"] for each in layer.attributes)
        wanted = asked.wanted(request, names)
        body = await service.items(tx, layer, wanted, read.door)
        return body, wanted, documents.title_of(layer)

    body, wanted, title = await read(step)
    if asked.wants_html(request):
        return read.answer(orjson.loads(body), title)
    return Response(body, headers=_crs(wanted.crs.uri), media_type=GEOJSON)


@router.get("/collections/{layer_code}/items/{item}")
async def one(layer_code: str, item: str, request: Request, read: Read) -> Response:
    """Return one feature with its version."""

    async def step(tx: Tx) -> tuple[bytes, int, str]:
        layer = await layers.find(tx, layer_code)
        wanted = asked.given(request, PLAIN | {"crs"})
        crs = crs_of(wanted.get("crs"), "?crs")
        body, version = await service.item(tx, layer, _number(item), crs, door=read.door)
        return body, version, crs.uri

    body, version, uri = await read(step)
    headers = _crs(uri) | {"ETag": f'"{version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if asked.wants_html(request):
        return read.answer(orjson.loads(body), item)
    return Response(body, headers=headers, media_type=GEOJSON)


def _crs(uri: str) -> dict[str, str]:
    return {"Content-Crs": f"<{uri}>"}


def _number(item: str) -> int:
    if not _FEATURE.fullmatch(item):
        raise NotFound
    return int(item)


@router.options("/collections/{layer_code}/items")
async def items_options(layer_code: str, read: Read) -> Response:
    """Say what the asker may do with a layer's features."""
    allowed = await read(partial(_allowed, layer_code=layer_code, methods=("POST",)))
    return Response(status_code=204, headers={"Allow": allowed})


@router.options("/collections/{layer_code}/items/{item}")
async def item_options(layer_code: str, item: str, read: Read) -> Response:
    """Say what the asker may do with an item."""
    _number(item)
    allowed = await read(
        partial(_allowed, layer_code=layer_code, methods=("PUT", "PATCH", "DELETE"))
    )
    return Response(status_code=204, headers={"Allow": allowed})


async def _allowed(tx: Tx, *, layer_code: str, methods: tuple[str, ...]) -> str:
    return service.methods(tx, await layers.find(tx, layer_code), *methods)


@router.post("/collections/{layer_code}/items")
async def create(layer_code: str, request: Request, write: Write) -> Response:
    """Add an item."""
    asked.given(request, frozenset())
    draft = draft_of(await request.body(), request.headers)
    door = door_of(request, write.runtime)
    answer = await write(lambda tx: service.create(tx, layer_code, draft, door=door), status=201)
    made = orjson.loads(bytes(answer.body))
    answer.headers["Location"] = door.collection(layer_code, "items", str(made["id"]))
    return _as_feature(answer)


@router.put("/collections/{layer_code}/items/{item}")
async def replace(layer_code: str, item: str, request: Request, write: Write) -> Response:
    """Put an item in the place of another; needs If-Match."""
    asked.given(request, frozenset())
    draft = draft_of(await request.body(), request.headers)
    place, door, seen = (layer_code, _number(item)), door_of(request, write.runtime), write.if_match
    return _as_feature(
        await write(lambda tx: service.replace(tx, place, draft, seen=seen, door=door))
    )


@router.patch("/collections/{layer_code}/items/{item}")
async def change(layer_code: str, item: str, request: Request, write: Write) -> Response:
    """Change parts of an item; needs If-Match."""
    asked.given(request, frozenset())
    draft = draft_of(await request.body(), request.headers, PART)
    place, door, seen = (layer_code, _number(item)), door_of(request, write.runtime), write.if_match
    return _as_feature(
        await write(lambda tx: service.change(tx, place, draft, seen=seen, door=door))
    )


@router.delete("/collections/{layer_code}/items/{item}")
async def remove(layer_code: str, item: str, request: Request, write: Write) -> Response:
    """Delete an item; needs If-Match."""
    asked.given(request, frozenset())
    place = (layer_code, _number(item))
    return await write(lambda tx: service.remove(tx, place, write.if_match))


def _as_feature(answer: Response) -> Response:
    answer.headers["Content-Type"] = GEOJSON
    return answer


@router.get("/collections/{layer_code}/tiles")
async def layer_tilesets(layer_code: str, request: Request, read: Read) -> Response:
    """Return the sets of tiles of a layer."""
    layer = await read.layer(layer_code)
    asked.given(request, PLAIN)
    at, title = read.door.collection(layer_code, "tiles"), documents.title_of(layer)
    return read.answer(tilesets.tilesets(at, read.door, title), title)


@router.get(f"/collections/{{layer_code}}/tiles/{tilesets.SCHEME}")
async def layer_tileset(layer_code: str, request: Request, read: Read) -> Response:
    """Return the set of tiles of a layer."""
    layer = await read.layer(layer_code)
    asked.given(request, PLAIN)
    at, title = read.door.collection(layer_code, "tiles"), documents.title_of(layer)
    return read.answer(tilesets.tileset(at, read.door, title, [layer]), title)


@router.get("/tiles")
async def all_tilesets(request: Request, read: Read) -> Response:
    """Return the sets of tiles that show several layers."""
    asked.given(request, PLAIN)
    at, title = read.door.at("tiles"), "瓦片 Tiles"
    return read.answer(tilesets.tilesets(at, read.door, title), title)


@router.get(f"/tiles/{tilesets.SCHEME}")
async def all_tileset(request: Request, read: Read) -> Response:
    """Return the set of tiles that shows all layers the asker sees."""
    asked.given(request, PLAIN)
    at, title = read.door.at("tiles"), "瓦片 Tiles"
    found = tilesets.tileset(at, read.door, title, await read(layers.visible))
    return read.answer(found, title)


@router.get("/tileMatrixSets")
async def schemes(request: Request, read: Read) -> Response:
    """Return the schemes tiles are cut by."""
    asked.given(request, PLAIN)
    return read.answer(tilesets.schemes(read.door), "Tile schemes")


@router.get(f"/tileMatrixSets/{tilesets.SCHEME}")
async def scheme(request: Request, read: Read) -> Response:
    """Return the scheme tiles are cut by."""
    asked.given(request, PLAIN)
    return read.answer(tilesets.scheme(), tilesets.SCHEME)
