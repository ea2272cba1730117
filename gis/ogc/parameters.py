"""Parameters of the door: what is unknown, given twice or cannot be read is refused with 400."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from gis.ogc.crs import CRS84, Crs, box_to_wgs84, crs_of
from gis.ogc.moments import Span, span_asked
from kernel.api import FieldError, Malformed

Box = tuple[float, float, float, float]
# Largest page; a larger wish gets this (OGC 17-069r4, recommendation fc-limit-response-2).
MOST_ITEMS = 10_000
DEFAULT_ITEMS = 100
FORMATS = ("json", "html")
ITEMS = frozenset(
    {
        "f", "limit", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang",
        "filter-crs", "cursor", "count",
    }
)  # fmt: skip
LANGUAGES = ("cql2-text", "cql2-json")
NUMBERS_OF_A_BOX = (4, 6)


def refused(name: str, detail: str) -> Malformed:
    """Return the refusal of a parameter."""
    return Malformed(f"{name}: {detail}", errors=[FieldError(f"?{name}", "malformed", detail)])


def given(request: Request, known: frozenset[str]) -> dict[str, str]:
    """Return the parameters of a request, each known and given once. Raises `Malformed`."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise refused(name[:70], "there is no such parameter here")
        if name in found:
            raise refused(name, "given twice")
        found[name] = value
    if found.get("f", "json") not in FORMATS:
        raise refused("f", "json or html")
    return found


def wants_html(request: Request) -> bool:
    """Say whether a person's browser asks: by `?f=`, else by what it accepts first."""
    asked = request.query_params.get("f")
    if asked is not None:
        return asked == "html"
    accepted = request.headers.get("accept", "")
    html = accepted.find("text/html")
    json = accepted.find("json")
    return html >= 0 and (json < 0 or html < json)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request for items asks for; boxes are west, south, east, north in WGS 84."""

    limit: int
    after: str | None
    boxes: tuple[Box, ...]
    span: Span | None
    crs: Crs
    filter: str | None
    language: str
    filter_crs: Crs
    count: bool
    equal: Mapping[str, str]
    given: Mapping[str, str]

    def query(self, cursor: str | None) -> str:
        """Return the query of another page with the same wishes, the first without a cursor."""
        return urlencode({**self.given, **({"cursor": cursor} if cursor else {})})


def wanted(request: Request, attributes: frozenset[str]) -> Wanted:
    """Read the parameters of a request for items of a layer with these attributes.

    Raises `Malformed`.
    """
    found = given(request, ITEMS | attributes)
    language = found.get("filter-lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise refused("filter-lang", " or ".join(LANGUAGES))
    if found.get("count", "false") not in ("true", "false"):
        raise refused("count", "true or false")
    return Wanted(
        limit=_limit(found.get("limit")),
        after=found.get("cursor"),
        boxes=boxes_of(found.get("bbox"), crs_of(found.get("bbox-crs"), "?bbox-crs")),
        span=span_asked(found["datetime"]) if "datetime" in found else None,
        crs=crs_of(found.get("crs"), "?crs"),
        filter=found.get("filter"),
        language=language,
        filter_crs=crs_of(found.get("filter-crs"), "?filter-crs"),
        count=found.get("count") == "true",
        equal={name: value for name, value in found.items() if name not in ITEMS},
        given={name: value for name, value in found.items() if name != "cursor"},
    )


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_ITEMS
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise refused("limit", f"a whole number from 1 to {MOST_ITEMS}")
    return min(int(text), MOST_ITEMS)


def boxes_of(text: str | None, crs: Crs) -> tuple[Box, ...]:
    """Return the boxes of a `?bbox=` in WGS 84: two when it crosses the 180th meridian.

    Raises `Malformed`.
    """
    if text is None:
        return ()
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise refused("bbox", "numbers separated by commas") from error
    if len(numbers) not in NUMBERS_OF_A_BOX or not all(map(math.isfinite, numbers)):
        raise refused("bbox", "four or six finite numbers")
    half = len(numbers) // 2
    low, high = numbers[:2], numbers[half : half + 2]
    try:
        west, south, east, north = box_to_wgs84((low[0], low[1], high[0], high[1]), crs)
    except ValueError as error:
        raise refused("bbox", str(error)) from error
    if south > north:
        raise refused("bbox", "its lower edge lies above its upper edge")
    if west <= east:
        return ((west, south, east, north),)
    if crs.srid != CRS84.srid:
        raise refused("bbox", "its left edge lies right of its right edge")
    return ((west, south, 180.0, north), (-180.0, south, east, north))
