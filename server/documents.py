"""OpenAPI and the problem pages: signed-in only, from our own files."""

import re
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from kernel.errors import NotFound
from kernel.web.deps import SignedIn

router = APIRouter(tags=["documents"], include_in_schema=False)
PROBLEMS = Path(__file__).resolve().parent.parent / "docs" / "problems"
_CODE = re.compile(r"^[a-z0-9-]{1,60}$")


@router.get("/openapi.json")
async def openapi(request: Request, actor: SignedIn) -> dict[str, Any]:
    """Return the OpenAPI document of everything this server answers."""
    del actor
    document: dict[str, Any] = request.app.openapi()
    return document


@router.get("/problems/{code}")
async def problem_page(code: str) -> HTMLResponse:
    """Explain one problem code to whoever got it."""
    page = PROBLEMS / f"{code}.md"
    if not _CODE.match(code) or not page.is_file():
        raise NotFound("There is no problem of that name.")
    text = escape(page.read_text(encoding="utf-8"))
    return HTMLResponse(
        f'<!doctype html><meta charset="utf-8"><title>{code}</title><pre>{text}</pre>'
    )
