"""Addresses of the door and the links between its documents."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from kernel.api import Runtime

Link = dict[str, Any]
JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM = "application/problem+json"
MVT = "application/vnd.mapbox-vector-tile"
MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True, slots=True)
class Door:
    """The address at which a client reached `/ogc`."""

    root: str

    def at(self, *parts: str) -> str:
        """Return the address of a document below `/ogc`."""
        return "/".join([self.root, *(quote(part, safe="") for part in parts)])

    def collection(self, code: str, *more: str) -> str:
        """Return the address of a collection or of something in it."""
        return self.at("collections", code, *more)


def door_of(request: Request, runtime: Runtime) -> Door:
    """Return the door as this client reached it: by the set public address, else by its own."""
    origin = runtime.settings.public_url or str(request.base_url)
    return Door(f"{origin.rstrip('/')}/ogc")


def link(rel: str, href: str, kind: str = JSON, title: str = "", **more: Any) -> Link:
    """Return one link."""
    return {"rel": rel, "href": href, "type": kind, **({"title": title} if title else {}), **more}


def self_links(href: str, kind: str = JSON, query: str = "") -> list[Link]:
    """Return the links to this document and to its page for people."""
    kept = f"?{query}" if query else ""
    joined = f"{kept}&f=html" if kept else "?f=html"
    return [
        link("self", href + kept, kind, "This document"),
        link("alternate", href + joined, HTML, "This document as a page"),
    ]
