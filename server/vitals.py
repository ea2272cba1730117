"""Is the process up, can it work, and how much does it do."""

import asyncio
import shutil
from typing import Any, Literal, NotRequired

import orjson
from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response
from typing_extensions import TypedDict

from kernel.access.actor import system
from kernel.errors import Forbidden, Problem
from kernel.migrate import newest_revision
from kernel.runtime import Runtime
from kernel.web.answers import gives
from kernel.web.deps import RuntimeDep

router = APIRouter(tags=["vitals"])
# Below this much free space uploads and the database may fail at any moment.
LEAST_FREE_BYTES = 512 * 1024 * 1024
CHECK_TIMEOUT_S = 3
LOOPBACK = frozenset({"127.0.0.1", "::1", "local"})


class Pulse(TypedDict):
    """The process answers."""

    status: Literal["ok"]


class Check(TypedDict):
    """Whether one part is there, and the reason when it is not."""

    ok: bool
    reason: NotRequired[str]
    revision: NotRequired[str]
    free_bytes: NotRequired[int]


class Checks(TypedDict):
    """The parts a server needs."""

    database: Check
    redis: Check
    disk: Check


class Readiness(TypedDict):
    """Whether this server can work; the same with status 503 when it cannot."""

    status: Literal["ok", "unready"]
    checks: Checks


READY: dict[int | str, dict[str, Any]] = {status: {"model": Readiness} for status in (200, 503)}
METRICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}


@router.get("/livez", **gives(Pulse))
async def live() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses=READY)
async def ready(runtime: RuntimeDep) -> Response:
    """Say whether database, schema, disk and Redis are there; 503 with reasons when not.

    A missing Redis is told but does not make the server unready: screens go on by polling.
    """
    checks = {
        "database": await _check(_database(runtime)),
        "redis": await _check(_redis(runtime)),
        "disk": _disk(runtime),
    }
    ok = all(checks[name]["ok"] for name in ("database", "disk"))
    document = {"status": "ok" if ok else "unready", "checks": checks}
    return Response(orjson.dumps(document), 200 if ok else 503, media_type="application/json")


@router.get("/metrics", responses=METRICS, response_class=Response)
async def metrics(request: Request) -> Response:
    """Give the counters of this process to Prometheus, on this machine only."""
    if request.client is not None and request.client.host not in LOOPBACK:
        raise Forbidden("Metrics are read from this machine only.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _check(step: Any) -> dict[str, Any]:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_S):
            return {"ok": True, **await step}
    except (Problem, OSError, TimeoutError) as error:
        return {"ok": False, "reason": str(error) or type(error).__name__}
    except Exception as error:  # noqa: BLE001 - a probe reports whatever the part says
        return {"ok": False, "reason": type(error).__name__}


async def _database(runtime: Runtime) -> dict[str, Any]:
    async with runtime.db.reading(system("ready")) as tx:
        revision = await tx.value("select version_num from public.alembic_version")
    if revision != newest_revision():
        raise Problem(f"schema at revision {revision}, code at {newest_revision()}")
    return {"revision": revision}


async def _redis(runtime: Runtime) -> dict[str, Any]:
    await runtime.redis.ping()
    return {}


def _disk(runtime: Runtime) -> dict[str, Any]:
    free = shutil.disk_usage(runtime.settings.home).free
    enough = free >= LEAST_FREE_BYTES
    return {"ok": enough, "free_bytes": free} | ({} if enough else {"reason": "disk almost full"})
