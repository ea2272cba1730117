"""Asks the doors of the matrix: fills in ids, sends, and compares answers."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import Mount

from gis.tiles.rules import LAYER_TILES_DOOR, TILES_DOOR
from tests.contracts.matrix import PARTS, Case, Row

Ids = Callable[[str], str]
# `$name`, also behind a prefix: `layer:$layer_code`.
_NAMED = re.compile(r"((?:[a-z]+:)?)\$(\w+)")
_PART = re.compile(r"{(\w+)}")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_VOLATILE = (
    (_ID, "<id>"),
    (re.compile(r'"trace_id":"[0-9a-f]{32}"'), '"trace_id":"<trace>"'),
    (re.compile(r"\b(R|SJ)-\d{8}-\d{4,}"), "<number>"),
    (re.compile(r'/items/[^"/?]+'), "/items/<item>"),
    (re.compile(r'"elapsed_ms":[0-9.]+'), '"elapsed_ms":0'),
)
HOP_HEADERS = frozenset({"date", "content-length"})


class Missing(LookupError):
    """Nothing of this kind was planted in this plot."""


def doors(app: FastAPI) -> Iterator[str]:
    """Yield every door of an application as `METHOD path`."""
    for route in routes(app):
        if isinstance(route, APIRoute):
            yield from (f"{method} {route.path}" for method in route.methods or ())
        elif isinstance(route, APIWebSocketRoute):
            yield f"WS {route.path}"
        elif isinstance(route, Mount):
            yield f"MOUNT {route.path}"
        else:
            raise TypeError(f"a door of a kind the matrix does not know: {route!r}")
    # Tiles are answered before the framework, which knows nothing of them.
    yield from (f"GET {path}" for path in (TILES_DOOR, LAYER_TILES_DOOR))


def routes(router: Any) -> Iterator[Any]:
    """Yield every route of an application or router, however deep."""
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from routes(inner)


def filled(value: Any, ids: Ids) -> Any:
    """Return a value with every `$name` in it replaced by an id."""
    if isinstance(value, str) and (named := _NAMED.fullmatch(value)):
        return named.group(1) + ids(named.group(2))
    if isinstance(value, dict):
        return {key: filled(item, ids) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, ids) for item in value]
    return value


def path_of(row: Row, case: Case, ids: Ids) -> str:
    """Return the path of a request."""

    def part(found: re.Match[str]) -> str:
        name = found.group(1)
        given = case.at.get(name, f"${PARTS[name]}" if name in PARTS else "")
        assert given, f"{row.name}: say what stands for {name}"
        return str(filled(given, ids))

    return _PART.sub(part, row.path)


def ask(client: httpx.Client, row: Row, case: Case, ids: Ids) -> httpx.Response:
    """Send one request of the matrix. Raises `Missing` when the plot lacks what it names."""
    body = filled(case.body, ids)
    sent: dict[str, Any] = {"params": filled(case.query, ids), "headers": case.headers}
    if case.file:
        sent |= {"files": {"file": ("note.txt", b"a note", "text/plain")}, "data": body or {}}
    elif isinstance(body, bytes):
        sent["content"] = body
    elif body is not None:
        sent["json"] = body
    return client.request(row.method, path_of(row, case, ids), **sent)


def names_a_plot(row: Row, case: Case) -> bool:
    """Say whether a request names a planted object at all."""
    named: list[str] = []

    def note(name: str) -> str:
        named.append(name)
        return "x"

    path_of(row, case, note)
    filled(case.query, note)
    filled(case.body, note)
    return any(not name.startswith("own_") for name in named)


def seen_in(answer: httpx.Response) -> str:
    """Return everything an answer tells: headers and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n\n{answer.content.decode('utf-8', 'replace')}"


def shape(answer: httpx.Response) -> tuple[int, dict[str, str], str]:
    """Return what must not differ between an id of others and an id of nothing."""
    headers = {
        name: plain(value) for name, value in answer.headers.items() if name not in HOP_HEADERS
    }
    return answer.status_code, headers, plain(answer.text)


def plain(text: str) -> str:
    """Return a text without what differs from one request to the next."""
    for pattern, stand_in in _VOLATILE:
        text = pattern.sub(stand_in, text)
    return text
