"""OpenAPI, the documentation and the problem pages: from our own files, without a network."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from kernel.access.credentials import actor_of
from kernel.errors import Forbidden, NotFound, NotSignedIn
from kernel.web.deps import RuntimeDep, SignedIn
from server.manual import frame, markdown, tree

router = APIRouter(tags=["documents"], include_in_schema=False)
STYLE = Path(__file__).resolve().parent / "manual" / "manual.css"
START = "/help/README.md"
_CODE = re.compile(r"^[a-z0-9-]{1,60}$")


@router.get("/openapi.json")
async def openapi(request: Request, actor: SignedIn) -> dict[str, Any]:
    """Return the OpenAPI document of everything this server answers."""
    del actor
    document: dict[str, Any] = request.app.openapi()
    return document


@router.get("/help")
async def start() -> Response:
    """Lead to the first page."""
    return RedirectResponse(START, 303)


@router.get("/help/manual.css")
async def style() -> Response:
    """Give the look of the pages, also of the one that asks to sign in."""
    return FileResponse(STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})


@router.get("/help/{address:path}")
async def manual(address: str, request: Request, runtime: RuntimeDep) -> Response:
    """Give a page of the documentation, or a picture on one, to whoever is signed in."""
    try:
        actor = await actor_of(request, runtime)
    except NotSignedIn:
        return HTMLResponse(_ask_in(request.url.path), 401)
    if actor.kind == "link":
        raise Forbidden("The documentation is for accounts.")
    if address.rstrip("/") in tree.pages() and address:
        return HTMLResponse(frame.framed(address, frame.listing(address.rstrip("/")), address))
    page = tree.page_of(address) or tree.beside(address)
    if page is not None:
        return HTMLResponse(_page(page))
    file = tree.file_of(address)
    if file is None:
        raise NotFound("There is no page of that name.")
    return FileResponse(file)


def _page(page: tree.Page) -> str:
    # A page beside the documentation links as from the folder above.
    address = page.address if page.file.is_relative_to(tree.DOCS) else f"../{page.file.name}"
    body = markdown.render(page.file.read_text("utf-8"), address)
    return frame.framed(page.title, body, page.address)


def _ask_in(path: str) -> str:
    return frame.notice(
        "请先登录 Sign in first",
        "帮助供登录的人员查阅。 Help is for people who are signed in.",
        f"/sign-in?to={quote(path)}",
        "登录 Sign in",
    )


@router.get("/problems/{code}")
async def problem_page(code: str) -> HTMLResponse:
    """Explain one problem code to whoever got it."""
    page = tree.page_of(f"problems/{code}.md") if _CODE.match(code) else None
    if page is None:
        raise NotFound("There is no problem of that name.")
    return HTMLResponse(_page(page))
