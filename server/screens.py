"""Serves the built front end and the city's base map; every screen address gets the same page."""

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kernel.settings import Settings

DIST = Path(__file__).resolve().parent.parent / "frontend" / "dist"
# Addresses of machines: an unknown one is a 404, not a screen.
MACHINE = ("api/", "ogc/", "exchange/", "basemap/", "problems/", "help/", "assets/")
# Vite puts a content hash into every name below assets/.
FOREVER = "public, max-age=31536000, immutable"


class Screens(StaticFiles):
    """Files of the build; any other path is a screen of the one-page application."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a built file, or the page itself for a screen's address."""
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or path.startswith(MACHINE):
                raise
            answer = FileResponse(DIST / "index.html")
            path = "index.html"
        if path.startswith("assets/"):
            answer.headers["cache-control"] = FOREVER
        else:
            answer.headers["cache-control"] = "no-cache"
        return answer


def mount(app: FastAPI, settings: Settings) -> None:
    """Mount base map and screens; without a build only the API answers."""
    basemap = settings.city / "basemap"
    if basemap.is_dir():
        app.mount("/basemap", StaticFiles(directory=basemap), name="basemap")
    if DIST.is_dir():
        app.mount("/", Screens(directory=DIST, html=True), name="screens")
