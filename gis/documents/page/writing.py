"""Writes the page: folium's frame round our own copy of Leaflet, our letters, styles and script.

Nothing in it asks for anything outside: a policy in its head forbids it, and data stands in a
script element that no words can end.
"""

import base64
import io
from html import escape
from pathlib import Path

import folium
import orjson
from branca.element import Element, Figure, MacroElement
from fontTools import subset
from fontTools.ttLib import TTFont
from jinja2 import Template

from gis.documents.letters import FONT
from gis.documents.page import data
from gis.documents.page.swatches import swatch
from gis.documents.picture import key, look
from gis.documents.picture.content import Content
from gis.documents.picture.key import Entry

HERE = Path(__file__).parent
LEAFLET = HERE / "leaflet"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)
ACCENT = {"day": "#0b7a6b", "night": "#35c2a7"}
# Pictures of Leaflet's own controls that a page does not have.
_PICTURES = ("layers.png", "layers-2x.png", "marker-icon.png")
# The control of zoom, our scale bar, signs of units in popups.
_ALWAYS = "0123456789 +−-×km.,·…°′″NSEW✓–"


class _Draw(MacroElement):
    """Has our script draw the data once folium's map stands."""

    _template = Template(
        "{% macro script(this, kwargs) %}drawPage({{ this._parent.get_name() }}, "
        "JSON.parse(document.getElementById('data').textContent), {{ this.ink }});{% endmacro %}"
    )

    def __init__(self, ink: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.ink = ink


def page(content: Content) -> bytes:
    """Return the page as UTF-8."""
    found = key.entries(content)
    drawn = orjson.dumps(data.all_of(content, found)).decode()
    head, legend, foot = _head(content), _key(content, found), _foot(content)
    letters = _letters(drawn + head + legend + foot + _ALWAYS)
    map_ = folium.Map(
        tiles=None, prefer_canvas=True, attributionControl=False, zoomSnap=0.25, zoomDelta=0.5,
        wheelPxPerZoomLevel=120, worldCopyJump=False,
    )  # fmt: skip
    map_._id = "page"  # noqa: SLF001 - the same order gives the same bytes
    map_.default_js, map_.default_css = [], []
    figure = Figure(title=escape(content.order["title"]))
    map_.add_to(figure)
    figure.header.add_child(Element(_header(content, letters)), name="ours")
    figure.html.add_child(Element(_plain(head + legend + foot)), name="ours")
    # No text can end the element: every "<" of it is written as a code.
    safe = drawn.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    island = f'<script type="application/json" id="data">{safe}</script>'
    figure.html.add_child(Element(_plain(island)), name="data")
    ink = orjson.dumps({"paper": look.PALETTES[content.theme]["paper"]}).decode()
    map_.add_child(_Draw(ink))
    return str(figure.render()).encode("utf-8")


def _plain(text: str) -> str:
    """Return text that folium's template language leaves as it is."""
    return "{% raw %}" + text.replace("{% endraw", "{&#37; endraw") + "{% endraw %}"


def _header(content: Content, letters: str) -> str:
    css = (LEAFLET / "leaflet.css").read_text("utf-8")
    for name in _PICTURES:
        css = css.replace(f"url(images/{name})", "none")
    script = (LEAFLET / "leaflet.js").read_text("utf-8").partition("//# sourceMappingURL")[0]
    # Of its control of credits, which a page has not: those stand below the map.
    script = script.replace("https://leafletjs.com", "#")
    colours = {**look.PALETTES[content.theme], "accent": ACCENT[content.theme]}
    inks = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    language = "zh-CN" if content.language == "zh" else "en"
    return _plain(
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{css}</style><style>:root{{{inks}color-scheme:"
        f"{'light' if content.theme == 'day' else 'dark'}}}{letters}</style>"
        f"<style>{(HERE / 'page.css').read_text('utf-8')}</style>"
        f'<script>document.documentElement.lang="{language}"</script>'
        f"<script>{script}</script><script>{(HERE / 'page.js').read_text('utf-8')}</script>"
    )


def _letters(text: str) -> str:
    """Return a font face with just the letters of a text, so that Chinese needs no font."""
    options = subset.Options()
    options.flavor, options.layout_features = "woff", []
    options.hinting = False
    options.notdef_outline = True
    font = TTFont(FONT, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    written = io.BytesIO()
    font.flavor = "woff"
    font.save(written)
    coded = base64.b64encode(written.getvalue()).decode()
    return f"@font-face{{font-family:Wanglou;src:url(data:font/woff;base64,{coded})}}"


def _head(content: Content) -> str:
    order = content.order
    return (
        f'<header class="head"><h1>{escape(order["title"])}</h1>'
        f"<p>{escape(order['about'])}</p><span>{escape(order['system'])}</span></header>"
    )


def _key(content: Content, found: list[Entry]) -> str:
    palette = look.PALETTES[content.theme]
    lines: list[str] = []
    drawn: set[str] = set()
    for entry in found:
        if entry.heading:
            lines.append(f"<h2>{escape(entry.label)}</h2>")
            continue
        mark = "" if entry.swatch == "none" else swatch(entry, palette)
        words = f'<span class="mark">{mark}</span><span class="words">{escape(entry.label)}</span>'
        words += f"<small>{escape(entry.note)}</small>" if entry.note else ""
        if entry.group == "base" or entry.group in drawn:
            lines.append(f'<div class="entry">{words}</div>')
            continue
        drawn.add(entry.group)
        toggle = f'<input type="checkbox" checked data-group="{escape(entry.group)}">'
        lines.append(f"<label>{toggle}{words}</label>")
    inner = "".join(lines)
    title = escape(content.words["key"])
    return f'<aside class="key"><details open><summary>{title}</summary>{inner}</details></aside>'


def _foot(content: Content) -> str:
    order, words = content.order, content.words
    made = [words["made"].format(at=order["made"])]
    made += [words["by"].format(who=order["who"])] if order["who"] else []
    made += [words["offline"], "Leaflet · folium"]
    sources = words["sources"] + "　".join(content.sources)
    notice = f"<p>{escape(order['notice'])}</p>" if order["notice"] else ""
    return (
        f'<footer class="foot"><span class="grow">{escape("　".join(made))}</span>'
        f"<span>{escape(content.review)}</span>{notice}<p>{escape(sources)}</p></footer>"
    )
