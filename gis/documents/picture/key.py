"""The key of a map: what each sign means and how much of it is shown; pure. Pages use it too."""

from dataclasses import dataclass
from typing import Any, Literal

from gis.documents.picture import look
from gis.documents.picture.content import AREAS, LINES, Content, Layer
from gis.documents.picture.glyphs import of_symbol

Swatch = Literal["none", "area", "line", "point", "thing", "symbol", "grade", "arrow", "letters"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key; `group` names what it belongs to ("layer-0", "drawings" …).

    Sizes are pixels of the screens, colours #rrggbb. `symbol` are the SVG paths of a drawing's
    symbol: frame and glyph.
    """

    label: str
    swatch: Swatch = "none"
    group: str = ""
    note: str = ""
    heading: bool = False
    inner: bool = False
    colour: str = ""
    outline: str = ""
    opacity: float = 1.0
    width: float = look.LINE
    dash: tuple[float, ...] = ()
    radius: float = look.RADIUS
    glyph: str = ""
    symbol: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class LayerInk:
    """How features of a layer, or of one of its classes, are drawn."""

    colour: str
    outline: str
    opacity: float
    fill: float
    width: float
    edge: float
    radius: float
    dash: tuple[float, ...]


def ink(layer: Layer, theme: str, number: int | None = None, *, classed: bool = False) -> LayerInk:
    """Return the ink of a layer; of a class by its number, None being otherwise."""
    style = layer.style
    colour = look.layer_colour(layer.card, theme)
    if classed:
        classes = style["classes"]
        given = classes["otherwise"] if number is None else classes["items"][number]["colour"]
        colour = look.shown(given, theme)
    outline = style.get("outline")
    own = outline and not classed
    dash = style.get("dash")
    width = style.get("width")
    return LayerInk(
        colour=colour,
        outline=look.shown(str(outline), theme) if own else colour,
        opacity=float(layer.card["opacity"]),
        fill=_or(style.get("fill_opacity"), 0.55 if classed else look.FILL),
        width=_or(width, look.LINE),
        edge=_or(width, look.OUTLINE),
        radius=_or(style.get("radius"), look.RADIUS),
        dash=tuple(dash) if dash and any(dash) else (),
    )


def _or(value: Any, usual: float) -> float:
    return usual if value is None else float(value)


def classed(layer: Layer) -> bool:
    """Say whether a layer's colours go by the values of an attribute."""
    classes = layer.style.get("classes")
    return bool(classes and classes["items"])


def entries(content: Content) -> list[Entry]:
    """Return the key: incident, drawings, things, layers in their order, base map."""
    words = content.words
    found: list[Entry] = [*_incident(content)]
    for make, name in ((_drawings, "drawings"), (_things, "things"), (_layers, "layers")):
        made = make(content)
        if made:
            found += [Entry(words[name], heading=True, group=name), *made]
    return [*found, Entry(words["basemap"], heading=True, group="base"), *_base(content)]


def _incident(content: Content) -> list[Entry]:
    incident = content.incident
    if incident is None:
        return []
    kind = content.name(incident["kind"]) if incident["kind"] else ""
    state = content.words.get(incident["state"] or "", "")
    note = " · ".join(filter(None, (kind, state, incident["number"])))
    grade = incident["grade"] or ""
    word = content.words["incident"]
    mark = Entry(incident["title"] or word, "grade", "incident", note, glyph=grade)
    return [Entry(word, heading=True, group="incident"), mark]


def drawing_colour(drawing: dict[str, Any], theme: str) -> str:
    """Return the colour of a drawing."""
    name = drawing["style"]["colour"]
    return look.PALETTES[theme]["plot" if name == "plot" else f"plot-{name}"]


def _drawings(content: Content) -> list[Entry]:
    """Return one entry for each symbol, and one for each kind and colour of the others."""
    kept: dict[tuple[str, ...], Entry] = {}
    shapes: dict[str, Swatch] = {
        "line": "line", "area": "area", "circle": "area", "arrow": "arrow", "point": "point",
    }  # fmt: skip
    for drawing in content.drawings:
        colour, kind = drawing_colour(drawing, content.theme), drawing["kind"]
        if kind == "text":
            continue
        symbol = drawing["symbol"]
        if symbol:
            name = content.name(drawing) or content.words["military"].format(code=symbol["code"])
            identity: tuple[str, ...] = ("symbol", symbol["set"], symbol["code"])
            entry = Entry(name, "symbol", "drawings", colour=colour, symbol=of_symbol(symbol))
        else:
            style = drawing["style"]
            identity = (kind, colour, str(style["dashed"]), str(style["filled"]))
            entry = Entry(
                content.words[kind],
                shapes[kind],
                "drawings",
                colour=colour,
                outline=colour,
                opacity=0.16 if style["filled"] else 0.0,
                width=style["width"],
                dash=(3, 2) if style["dashed"] else (),
            )
        kept.setdefault(identity, entry)
    return list(kept.values())


def glyph_of(kind: dict[str, Any], language: str) -> str:
    """Return the letter that stands in the sign of a kind of things."""
    name = str(kind["zh"] if language == "zh" else kind["en"])
    return name[:1].upper()


def thing_colour(what: str, theme: str) -> str:
    """Return the colour of a kind of resources or units."""
    code = what.partition(":")[2]
    return look.shown(look.THINGS.get(code) or look.usual(what), theme)


def _things(content: Content) -> list[Entry]:
    found = []
    for kind in content.things:
        note = str(len(kind["items"])) if kind["items"] else content.words["none_here"]
        if any(item[4] for item in kind["items"]):
            note += f" · {content.words['fictional']}"
        found.append(
            Entry(
                content.name(kind),
                "thing",
                kind["what"],
                note,
                colour=thing_colour(kind["what"], content.theme),
                glyph=glyph_of(kind, content.language),
            )
        )
    return found


def _layers(content: Content) -> list[Entry]:
    found = []
    for number, layer in enumerate(content.layers):
        group, by_class = f"layer-{number}", classed(layer)
        found.append(_layer(content, layer, group, plain=by_class))
        if by_class and layer.properties:
            found += _classes(content, layer, group)
    return found


def _layer(content: Content, layer: Layer, group: str, *, plain: bool) -> Entry:
    card, words = layer.card, content.words
    notes = [words["fictional"]] if card["fictional"] else []
    if not card["total"]:
        notes.append(words["none_here"])
    elif card["shown"] < card["total"]:
        numbers = {name: f"{card[name]:,}" for name in ("shown", "total")}
        notes.append(words["part"].format(**numbers))
    name, note = content.name(card), " · ".join(notes)
    if plain:
        return Entry(name, "none", group, note)
    return _swatch(name, layer, group, ink(layer, content.theme), note=note)


def _classes(content: Content, layer: Layer, group: str) -> list[Entry]:
    """Return the classes that are on the map, in the order of the style, otherwise last."""
    present = {look.class_of(layer.style, each) for each in layer.properties}
    items = layer.style["classes"]["items"]
    numbers: list[int | None] = [at for at in range(len(items)) if at in present]
    numbers += [None] if None in present else []
    found = []
    for at in numbers:
        name = content.words["otherwise"] if at is None else content.name(items[at])
        pen = ink(layer, content.theme, at, classed=True)
        found.append(_swatch(name, layer, group, pen, inner=True))
    return found


def _swatch(
    name: str, layer: Layer, group: str, pen: LayerInk, *, note: str = "", inner: bool = False
) -> Entry:
    kinds = layer.dimensions
    swatch: Swatch = "area" if AREAS in kinds else "line" if LINES in kinds else "point"
    return Entry(
        name,
        swatch,
        group,
        note,
        inner=inner,
        colour=pen.colour,
        outline=pen.outline,
        opacity=pen.fill if swatch == "area" else pen.opacity,
        width=pen.edge if swatch == "area" else pen.width,
        dash=pen.dash,
        radius=pen.radius,
    )


# Which file of the base map an entry stands for, and how it is drawn.
_BASE: tuple[tuple[str, str, Swatch, str, float, tuple[float, ...]], ...] = (
    ("districts", "district", "line", "border", 1.0, (3, 3)),
    ("roads", "road", "line", "track", 2.4, ()),
    ("railways", "railway", "line", "rail", 1.2, (6, 3)),
    ("water", "water", "area", "sea", 0.6, ()),
)


def _base(content: Content) -> list[Entry]:
    palette = look.PALETTES[content.theme]
    return [
        Entry(
            content.words[name],
            swatch,
            "base",
            colour=palette[colour],
            outline=palette["coast"],
            width=width,
            dash=dash,
        )
        for file, name, swatch, colour, width, dash in _BASE
        if content.base(file)
    ]
