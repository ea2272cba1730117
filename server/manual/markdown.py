"""Markdown of our own pages to HTML. Raw HTML stays text; links go where the server answers."""

import posixpath
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from server.manual.tree import BESIDE, PROJECT

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


def render(text: str, address: str) -> str:
    """Return a page's body as HTML; `address` is where it stands below `docs/`."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            token.attrSet("id", anchor(following.content))
        for child in token.children or ():
            _aim(child, address)
    body: str = _Renderer(parser).render(tokens, parser.options, {})
    return body


def anchor(heading: str) -> str:
    """Return the name of a heading as GitHub makes it, so that links work in both places."""
    return _NOT_IN_ANCHOR.sub("", heading.lower()).strip().replace(" ", "-")


def target(href: str, address: str) -> str:
    """Return where a link of a page leads on this server; empty where it does not answer."""
    if _SCHEME.match(href) or href.startswith(("/", "#")):
        return href
    path, mark, fragment = href.partition("#")
    here = posixpath.dirname(f"docs/{address}")
    joined = posixpath.normpath(posixpath.join(here, path)) + ("/" if path.endswith("/") else "")
    if joined in BESIDE:
        joined = f"docs/{PROJECT}/{joined}"
    inside = joined.removeprefix("docs/")
    return f"/help/{inside}{mark}{fragment}" if inside != joined else ""


def _aim(token: Token, address: str) -> None:
    for name in ("href", "src"):
        value = token.attrGet(name)
        if not isinstance(value, str):
            continue
        aim = target(value, address)
        if aim:
            token.attrSet(name, aim)
        else:
            del token.attrs[name]


class _Renderer(RendererHTML):
    """Tables may be wider than a phone: each scrolls in its own box."""

    def table_open(self, tokens: Sequence[Token], at: int, *rest: Any) -> str:
        """Open a table in its box."""
        del tokens, at, rest
        return '<div class="wide"><table>\n'

    def table_close(self, tokens: Sequence[Token], at: int, *rest: Any) -> str:
        """Close a table and its box."""
        del tokens, at, rest
        return "</table></div>\n"
