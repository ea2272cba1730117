"""What clients send about layers, and what they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

import orjson
from pydantic import AfterValidator, Field, StringConstraints, model_validator
from typing_extensions import TypedDict

from kernel.api import Ref, paging
from registry.api import Form, lines, printable

Sight = Literal["public", "open", "internal", "restricted"]
GeometryKind = Literal["point", "line", "polygon", "mixed"]
AttributeType = Literal["string", "integer", "number", "boolean", "date", "datetime"]
Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09", "other"]
# Zoom levels of the Web Mercator quad tree; deeper than 22 a tile is smaller than a door.
DEEPEST_ZOOM = 22
# A state holds at most 16 KB (journal); names, texts, style and an edit's ids need the rest.
ATTRIBUTES_BYTES = 7_500
STYLE_BYTES = 2_500
MOST_ATTRIBUTES = 100
MOST_CLASSES = 30
MOST_POSTS = 20
FURTHEST_POSITION = 100_000
LARGEST_EPSG = 999_999


def _text(most: int, least: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


LayerCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,62}$")]
Title = Annotated[str, _text(120), AfterValidator(printable)]
About = Annotated[str, _text(300, 0), AfterValidator(lines)]
# PostgreSQL's own limit of a name, so that an exported table can carry it.
AttributeName = Annotated[str, _text(63), AfterValidator(printable)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Pixels = Annotated[float, Field(ge=0, le=64, allow_inf_nan=False)]
Bound = Annotated[float, Field(allow_inf_nan=False)] | None
Zoom = Annotated[int, Field(ge=0, le=DEEPEST_ZOOM)]


class AttributeIn(Form):
    """One column of a layer."""

    name: AttributeName
    type: AttributeType = "string"
    zh: Title
    en: Title
    unit: Annotated[str, _text(20), AfterValidator(printable)] | None = None


class ClassIn(Form):
    """One class of a style: a value, or a range from (inclusive) to (exclusive)."""

    value: Annotated[str, _text(120), AfterValidator(printable)] | float | bool | None = None
    from_: Bound = Field(default=None, alias="from")
    to: Bound = None
    colour: Colour
    zh: Title
    en: Title


class ClassesIn(Form):
    """Colours by the values or ranges of one attribute."""

    attribute: AttributeName
    kind: Literal["values", "ranges"]
    items: Annotated[list[ClassIn], Field(max_length=MOST_CLASSES)]
    otherwise: Colour


class LayerStyleIn(Form):
    """How a layer looks; what is left out the map chooses."""

    colour: Colour | None = None
    outline: Colour | None = None
    fill_opacity: Share | None = None
    width: Pixels | None = None
    radius: Pixels | None = None
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")] | None = None
    dash: tuple[Pixels, Pixels] | None = None
    label: AttributeName | None = None
    heat: bool = False
    classes: ClassesIn | None = None

    def stored(self) -> dict[str, Any]:
        """Return the style as the table keeps it."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def small_style(style: LayerStyleIn) -> LayerStyleIn:
    """Refuse a style that would not fit into a layer's state."""
    if len(orjson.dumps(style.stored())) > STYLE_BYTES:
        raise ValueError(f"at most {STYLE_BYTES} bytes")
    return style


def small_attributes(attributes: list[AttributeIn]) -> list[AttributeIn]:
    """Refuse attributes of the same name, or more than fit into a layer's state."""
    if len({each.name for each in attributes}) < len(attributes):
        raise ValueError("two attributes have the same name")
    if len(orjson.dumps(stored_attributes(attributes))) > ATTRIBUTES_BYTES:
        raise ValueError(f"at most {ATTRIBUTES_BYTES} bytes")
    return attributes


def stored_attributes(attributes: Sequence[AttributeIn]) -> list[dict[str, Any]]:
    """Return attributes as the table keeps them."""
    return [each.model_dump(exclude_none=True) for each in attributes]


Style = Annotated[LayerStyleIn, AfterValidator(small_style)]
Attributes = Annotated[
    list[AttributeIn], Field(max_length=MOST_ATTRIBUTES), AfterValidator(small_attributes)
]
Posts = Annotated[list[UUID], Field(max_length=MOST_POSTS)]
Credit = Annotated[str, _text(200, 0), AfterValidator(printable)]


class LayerIn(Form):
    """A new layer, without features.

    Without `organisation_id` it is the asker's own; `posts` are those that may see a restricted
    one. `srid` (EPSG) and `datum` say how the features came; they are stored in WGS 84.
    """

    code: LayerCode | None = None
    zh: Title
    en: Title
    about_zh: About = ""
    about_en: About = ""
    group: LayerCode = "other"
    position: Annotated[int, Field(ge=0, le=FURTHEST_POSITION)] = 0
    organisation_id: UUID | None = None
    sight: Sight = "internal"
    posts: Posts = Field(default_factory=list)
    geometry: GeometryKind
    attributes: Attributes = Field(default_factory=list)
    style: Style = Field(default_factory=LayerStyleIn)
    opacity: Share = 1.0
    minzoom: Zoom = 0
    maxzoom: Zoom = DEEPEST_ZOOM
    shown: bool = False
    srid: Annotated[int, Field(ge=1, le=LARGEST_EPSG)] = 4326
    datum: Datum = "wgs84"
    source: Credit = ""
    licence: Credit = ""
    fictional: bool = False

    @model_validator(mode="after")
    def zooms_in_order(self) -> "LayerIn":
        """Refuse a range of zooms that is empty."""
        if self.minzoom > self.maxzoom:
            raise ValueError("minzoom is greater than maxzoom")
        return self


class LayerPatch(Form):
    """Fields to change; what the features are (code, geometry, datum) stays."""

    zh: Title = ""
    en: Title = ""
    about_zh: About = ""
    about_en: About = ""
    group: LayerCode = ""
    position: Annotated[int, Field(ge=0, le=FURTHEST_POSITION)] = 0
    sight: Sight = "internal"
    posts: Posts = Field(default_factory=list)
    attributes: Attributes = Field(default_factory=list)
    style: Style = Field(default_factory=LayerStyleIn)
    opacity: Share = 1.0
    minzoom: Zoom = 0
    maxzoom: Zoom = DEEPEST_ZOOM
    shown: bool = False
    source: Credit = ""
    licence: Credit = ""
    fictional: bool = False


class LayerFilter(Form):
    """Which layers a list shows."""

    group: LayerCode | None = None
    organisation: UUID | None = None
    removed: bool = False
    cursor: paging.Cursor = None
    limit: paging.Limit = paging.MOST_ITEMS


class Attribute(TypedDict):
    """One column of a layer, named in both languages."""

    name: str
    type: AttributeType
    zh: str
    en: str
    unit: NotRequired[str]


LayerClass = TypedDict(
    "LayerClass",
    {
        "value": NotRequired[str | float | bool | None],
        "from": NotRequired[float | None],
        "to": NotRequired[float | None],
        "colour": str,
        "zh": str,
        "en": str,
    },
)
LayerClass.__doc__ = "One class: a value, or a range from (inclusive) to (exclusive)."


class LayerClasses(TypedDict):
    """Colours by the values or ranges of one attribute."""

    attribute: str
    kind: Literal["values", "ranges"]
    items: list[LayerClass]
    otherwise: str


class LayerStyle(TypedDict):
    """How a layer looks: sizes in pixels, colours as #rrggbb; what is missing the map chooses."""

    colour: NotRequired[str | None]
    outline: NotRequired[str | None]
    fill_opacity: NotRequired[float | None]
    width: NotRequired[float | None]
    radius: NotRequired[float | None]
    icon: NotRequired[str | None]
    dash: NotRequired[list[float] | None]
    label: NotRequired[str | None]
    heat: NotRequired[bool]
    classes: NotRequired[LayerClasses | None]


class Layer(TypedDict):
    """A layer; `extent` is west, south, east, north of all its features (WGS 84).

    `version` grows with every change of the layer or of a feature in it.
    """

    id: UUID
    code: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    group: str
    group_zh: str
    group_en: str
    position: int
    organisation: Ref
    sight: Sight
    geometry: GeometryKind
    attributes: list[Attribute]
    style: LayerStyle
    opacity: float
    minzoom: int
    maxzoom: int
    shown: bool
    extent: list[float] | None
    features: int
    version: int
    srid: int
    datum: Datum
    source: str
    licence: str
    fictional: bool
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    may_edit: bool
