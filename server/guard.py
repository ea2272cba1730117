"""What stands before every route: size of the body, security headers, request log, metrics."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import structlog
from fastapi import FastAPI, Request
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.errors import Malformed, TooLarge
from kernel.settings import Settings
from kernel.web.problems import render

log = structlog.get_logger()
REQUESTS = Counter("wanglou_requests_total", "HTTP requests", ["method", "route", "status"])
SECONDS = Histogram(
    "wanglou_request_seconds",
    "Time to the first byte of the answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10),
)
# Doors that count their own bytes.
OWN_LIMIT = ("/api/files",)
# Styles of component libraries are written into elements, hence 'unsafe-inline' for styles alone.
CONTENT_SECURITY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=(self)"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guard around an application."""
    app.add_middleware(Guard, limit=settings.max_body_bytes)


class Guard:
    """Pure ASGI middleware."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HTTP requests through with limits and headers; leave sockets alone."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        sender = _Sender(send, started, scope)
        refusal = self._refusal(scope)
        if refusal is not None:
            await render(refusal, Request(scope))(scope, receive, sender)
            return
        await self._app(scope, self._counted(scope, receive), sender)

    def _refusal(self, scope: Scope) -> Malformed | TooLarge | None:
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            return Malformed("The address holds a NUL character.")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit():
            return Malformed("Content-Length is not a number.")
        if int(declared) > self._limit and not scope["path"].startswith(OWN_LIMIT):
            return TooLarge(f"The body may have {self._limit} bytes; files go to /api/files.")
        return None

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        if scope["path"].startswith(OWN_LIMIT):
            return receive
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise TooLarge(f"The body may have {self._limit} bytes; files go to /api/files.")
            return message

        return counted


class _Sender:
    """Adds the headers and counts the answer."""

    def __init__(self, send: Send, started: float, scope: Scope) -> None:
        self._send = send
        self._started = started
        self._scope = scope

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begin(message)
        await self._send(message)

    def _begin(self, message: Message) -> None:
        headers: list[tuple[bytes, bytes]] = message.setdefault("headers", [])
        present = {name.lower() for name, _ in headers}
        headers.extend(pair for pair in HEADERS if pair[0] not in present)
        if self._scope["path"].startswith("/api") and b"cache-control" not in present:
            headers.append((b"cache-control", b"no-store"))
        seconds = time.perf_counter() - self._started
        told(self._scope["method"], _route(self._scope), message["status"], seconds)


def told(method: str, route: str, status: int, seconds: float) -> None:
    """Count an answer."""
    counter, histogram = _counters(method, route, status)
    counter.inc()
    histogram.observe(seconds)
    if status >= 500:
        log.warning("request_failed", route=route, status=status, seconds=seconds)


@cache
def _counters(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """Return the counters of a kind of answer; looking them up anew costs as much as a tile."""
    return REQUESTS.labels(method, route, status), SECONDS.labels(route)


def _route(scope: Scope) -> str:
    route: Any = scope.get("route")
    path: Callable[[], str] | str = getattr(route, "path", "")
    return path if isinstance(path, str) and path else "other"
