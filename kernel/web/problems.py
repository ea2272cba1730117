"""Renders every refusal as `application/problem+json` (RFC 9457); a 500 always means a bug."""

from typing import Any, cast

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kernel.errors import Conflict, FieldError, Forbidden, Invalid, Malformed, NotFound, Problem
from kernel.ids import new_id

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"
# A refusal lists this many fields at most: enough to mend a form, not a mirror of a hostile body.
MOST_ERRORS = 50


class MethodNotAllowed(Problem):
    """The address exists but not for this method."""

    code = "method-not-allowed"
    status = 405
    title = "This address does not take this method"


class ServerBug(Problem):
    """Something we did not foresee; the trace id finds it in the log."""

    code = "server-bug"
    status = 500
    title = "A fault in the server; it has been logged"


def install(app: FastAPI) -> None:
    """Teach an application to answer in problem documents."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def render(problem: Problem, request: Request) -> Response:
    """Return the answer for a refusal."""
    document = problem.document(request.url.path, trace_id(request))
    return Response(
        orjson.dumps(document), problem.status, headers=problem.headers, media_type=MEDIA_TYPE
    )


def trace_id(request: Request) -> str:
    """Return the id under which this request stands in the log."""
    if not hasattr(request.state, "trace_id"):
        request.state.trace_id = new_id().hex
    return cast("str", request.state.trace_id)


async def _problem(request: Request, error: Exception) -> Response:
    return render(cast("Problem", error), request)


async def _validation(request: Request, error: Exception) -> Response:
    found = cast("RequestValidationError", error).errors()[:MOST_ERRORS]
    if any(item["type"] == "json_invalid" for item in found):
        return render(Malformed("The body is not valid JSON."), request)
    fields = [FieldError(_pointer(item["loc"]), item["type"], item["msg"]) for item in found]
    first = fields[0] if fields else FieldError("", "invalid", "")
    return render(Invalid(f"{first.pointer}: {first.detail}", errors=fields), request)


def _pointer(location: tuple[Any, ...]) -> str:
    where, *path = location
    if where == "body":
        return "".join(f"/{part}" for part in path)
    return f"?{path[0]}" if where == "query" and path else "/".join(str(part) for part in location)


async def _http(request: Request, error: Exception) -> Response:
    fault = cast("HTTPException", error)
    if isinstance(fault.__cause__, Problem):  # FastAPI wraps what reading the body raised
        return render(fault.__cause__, request)
    known: dict[int, type[Problem]] = {
        404: NotFound,
        403: Forbidden,
        405: MethodNotAllowed,
        409: Conflict,
    }
    problem = known.get(fault.status_code, Malformed)(str(fault.detail))
    return render(problem, request)


async def _bug(request: Request, error: Exception) -> Response:
    log.error("server_bug", trace_id=trace_id(request), path=request.url.path, exc_info=error)
    return render(ServerBug(), request)
