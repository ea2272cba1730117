"""The same documents as plain pages for people: no script, nothing from another host; pure."""

from html import escape
from typing import Any

from gis.ogc.links import HTML

# A page shows a person where things are; programs read the document.
MOST_ROWS = 1_000


def page(document: dict[str, Any], title: str) -> str:
    """Return a document as a whole HTML page."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · 望楼</title>"
        '<link rel="icon" href="/favicon.svg">'
        '<link rel="stylesheet" href="/help/manual.css"></head>'
        '<body><header><a href="/ogc?f=html" class="home">OGC API</a>'
        '<a href="/ogc/collections?f=html">图层 Layers</a>'
        '<a href="/" class="back">返回系统 Back to the screens</a></header>'
        f'<div class="frame"><main id="page"><h1>{escape(title)}</h1>{_body(document)}'
        "</main></div></body></html>"
    )


def _body(document: dict[str, Any]) -> str:
    parts = [_links(document.get("links", []))]
    for name, value in document.items():
        if name != "links":
            parts.append(f"<h2>{escape(name)}</h2>{_value(value)}")
    return "".join(parts)


def _links(links: list[dict[str, Any]]) -> str:
    rows = "".join(
        f'<li>{escape(each["rel"].rpartition("/")[2])}: <a href="{escape(_readable(each))}">'
        f"{escape(each.get('title') or each['href'])}</a></li>"
        for each in links
        if not each.get("templated")
    )
    return f"<ul>{rows}</ul>" if rows else ""


def _readable(link: dict[str, Any]) -> str:
    """Return the address of a link's page, where it has one."""
    href = str(link["href"])
    if link.get("type") == HTML or "f=" in href or "/ogc" not in href:
        return href
    return f"{href}{'&' if '?' in href else '?'}f=html"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        rows = "".join(
            f"<tr><th>{escape(str(name))}</th><td>{_value(each)}</td></tr>"
            for name, each in list(value.items())[:MOST_ROWS]
            if name != "links"
        )
        own = _links(value["links"]) if isinstance(value.get("links"), list) else ""
        return f"<table>{rows}</table>{own}"
    if isinstance(value, list):
        if all(isinstance(each, int | float) for each in value):
            return escape(", ".join(str(each) for each in value))
        return "<ul>" + "".join(f"<li>{_value(each)}</li>" for each in value[:MOST_ROWS]) + "</ul>"
    return escape(str(value))
