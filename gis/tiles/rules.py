"""Pure rules of the door: which address means which tile, what its ETag is, what is refused."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl
from uuid import UUID

from kernel.api import FieldError, Malformed, NotFound

MATRIX_SET = "WebMercatorQuad"
MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
# A tile of zoom 22 is 10 m wide: deeper ones show nothing more.
DEEPEST_ZOOM = 22
# A map asks for what it shows together; one query each, so one request cannot hold the pool.
MOST_LAYERS = 20
MOST_DIGITS = 9
FORMATS = frozenset({"mvt", MEDIA_TYPE})
TILES_DOOR = f"/ogc/tiles/{MATRIX_SET}/{{z}}/{{y}}/{{x}}"
LAYER_TILES_DOOR = f"/ogc/collections/{{code}}/tiles/{MATRIX_SET}/{{z}}/{{y}}/{{x}}"
# Part of every ETag: to be changed with what a tile of the same features looks like.
EDITION = "2"
Spot = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request knocks: the door, the layer in the path if any, z, y, x as they came."""

    door: str
    code: str | None
    numbers: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tile as asked for: zoom, column, row, and the codes of its layers; none = all in sight."""

    spot: Spot
    codes: tuple[str, ...]


def address_of(path: str) -> Address | None:
    """Return the address of a tile, None for any other path."""
    match path.split("/"):
        case ["", "ogc", "tiles", "WebMercatorQuad", z, y, x]:
            return Address(TILES_DOOR, None, (z, y, x))
        case ["", "ogc", "collections", code, "tiles", "WebMercatorQuad", z, y, x]:
            return Address(LAYER_TILES_DOOR, code, (z, y, x))
    return None


def wanted(address: Address, query: bytes) -> Wanted:
    """Return the tile a request asks for. Raises `Malformed`, `NotFound`."""
    z, y, x = (_number(text) for text in address.numbers)
    if z > DEEPEST_ZOOM or x >= 1 << z or y >= 1 << z:
        raise NotFound("There is no such tile in WebMercatorQuad.")
    return Wanted((z, x, y), _codes(address, query))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Malformed("Zoom, row and column of a tile are whole numbers.")
    return int(text)


def _codes(address: Address, query: bytes) -> tuple[str, ...]:
    try:
        given = parse_qsl(query.decode(), keep_blank_values=True, max_num_fields=10)
    except ValueError as error:
        raise Malformed("The query cannot be read.") from error
    named = None
    for name, value in given:
        if name == "collections" and address.code is None and named is None:
            named = value
        elif not (name == "v" or (name == "f" and value in FORMATS)):
            raise _refused(name)
    if address.code is not None:
        return (address.code,)
    if named is None:
        return ()
    codes = tuple(dict.fromkeys(named.split(",")))
    if not named or len(codes) > MOST_LAYERS:
        raise _refused("collections", f"1 to {MOST_LAYERS} layers by their codes, with commas")
    return codes


def _refused(name: str, why: str = "unknown, repeated or not one of its values") -> Malformed:
    return Malformed(f"?{name[:50]}: {why}", errors=[FieldError(f"?{name[:50]}", "invalid", why)])


def etag(versions: Iterable[tuple[UUID, int]]) -> bytes:
    """Return the strong ETag of a tile that shows these versions of its layers."""
    named = ";".join(f"{layer.hex}:{version}" for layer, version in versions)
    return f'"{EDITION}-{hashlib.blake2b(named.encode(), digest_size=12).hexdigest()}"'.encode()


def unchanged(if_none_match: bytes, tag: bytes) -> bool:
    """Say whether one of the ETags a client sent is the present one."""
    return any(each.strip() in (tag, b"W/" + tag, b"*") for each in if_none_match.split(b","))
