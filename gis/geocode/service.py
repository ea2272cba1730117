"""Search and reverse search over the gazetteer that is loaded."""

import asyncio
from typing import Any

from gis.areas import queries as editions
from gis.areas import service as areas
from gis.editions import Shelf
from gis.geocode import addressed, queries
from gis.geocode.divisions import Division, divisions
from gis.geocode.index import Gazetteer
from gis.geocode.notations import parse
from gis.geocode.place import Hit, Place
from gis.geocode.written import AddressBook
from gis.geodesy import Position, bearing_deg, distance_m, wind
from kernel.api import Tx

_SHELF: Shelf[Gazetteer] = Shelf()
_BOOKS: Shelf[AddressBook] = Shelf()
# What a person on the spot would name; villages and districts are said by the area already.
LANDMARKS = frozenset(
    {
        "place", "port", "power_plant", "junction", "bridge", "tunnel", "school", "hospital",
        "market", "mall", "residential", "factory", "park", "plaza", "hotel", "station", "pier",
        "hill", "levee", "government", "temple",
    }
)  # fmt: skip
AT_THE_SPOT_M = 40
# A typed coordinate is as good as its five decimals.
COORDINATE_ACCURACY_M = 10.0


async def gazetteer(tx: Tx) -> Gazetteer:
    """Return the index of the edition that is loaded now."""
    digest = await editions.edition(tx, "gazetteer")
    kept = _SHELF.get(digest)
    if kept is not None:
        return kept
    places = await queries.places(tx)
    return _SHELF.put(digest, await asyncio.to_thread(Gazetteer, places))


async def address_book(tx: Tx) -> AddressBook:
    """Return what takes addresses apart, for the edition that is loaded now."""
    digest = await editions.edition(tx, "gazetteer")
    kept = _BOOKS.get(digest)
    if kept is not None:
        return kept
    places = (await gazetteer(tx)).places
    return _BOOKS.put(digest, await asyncio.to_thread(lambda: AddressBook(divisions(), places)))


async def search(tx: Tx, query: str, near: Position | None, limit: int) -> list[dict[str, Any]]:
    """Return what a query may mean: a coordinate if it is one, else gazetteer places."""
    position = parse(query)
    if position is not None:
        return [await _coordinate(tx, query, position)]
    places, book = await gazetteer(tx), await address_book(tx)
    found = addressed.search(places, book, query, near=near, limit=limit)
    index = await areas.index(tx)
    return [answer(hit) | index.refs(hit.place.district, hit.place.town) for hit in found]


async def parts(tx: Tx, text: str) -> dict[str, Any]:
    """Return an address taken apart, and the place it most likely means."""
    written = (await address_book(tx)).parse(text)
    index = await areas.index(tx)
    found = written.found
    district, town = index.named(written.county), written.town
    best = await search(tx, text, None, 1)
    return {
        "province": _division(found.province),
        "city": _division(found.city),
        "district": district.ref() if district else _division(found.county),
        "town": {"code": town.town, "zh": town.zh, "en": town.en} if town else None,
        "village": _village(written.village),
        "road": written.road,
        "number": written.number,
        "rest": written.rest,
        "elsewhere": written.elsewhere,
        "sure": found.sure,
        "best": best[0] if best else None,
    }


def _division(division: Division | None) -> dict[str, str] | None:
    """Return a division as answers name areas; GB/T 2260 has Chinese names alone."""
    if division is None:
        return None
    return {"code": division.code, "zh": division.zh, "en": division.zh}


def _village(village: Place | None) -> dict[str, str] | None:
    if village is None:
        return None
    return {"code": village.id.removeprefix("village-"), "zh": village.zh, "en": village.en}


def answer(hit: Hit) -> dict[str, Any]:
    """Return a hit as the API shows it, without its area."""
    place = hit.place
    source = "address" if place.kind == "address" else "landmark"
    return {
        "id": place.id,
        "name": {"zh": place.zh, "en": place.en},
        "kind": place.kind,
        "place": located(place.point, place.accuracy_m, source),
        "accuracy_m": place.accuracy_m,
        "source": place.source,
        "fictional": place.fictional,
        "match": {"start": hit.start, "end": hit.end},
        "score": round(min(1.0, hit.score), 3),
    }


def located(point: Position, accuracy_m: float, source: str) -> dict[str, Any]:
    """Return a place value."""
    return {"lon": point[0], "lat": point[1], "accuracy_m": accuracy_m, "source": source}


async def _coordinate(tx: Tx, query: str, position: Position) -> dict[str, Any]:
    words = await reverse(tx, *position)
    return {
        "id": f"coordinate-{position[0]:.6f},{position[1]:.6f}",
        "name": {"zh": f"{position[1]:.5f}, {position[0]:.5f}", "en": words["text"]["en"]},
        "kind": "coordinate",
        "place": located(position, COORDINATE_ACCURACY_M, "coordinate"),
        "accuracy_m": COORDINATE_ACCURACY_M,
        "source": "typed",
        "fictional": False,
        "match": {"start": 0, "end": len(query)},
        "score": 1.0,
        "district": words["district"],
        "town": words["town"],
    }


async def reverse(tx: Tx, lon: float, lat: float) -> dict[str, Any]:
    """Return a point in words: town, and distance and direction from the nearest landmark."""
    area = await areas.area_of(tx, lon, lat)
    landmark = (await gazetteer(tx)).nearest((lon, lat), LANDMARKS)
    nearest = _seen_from(landmark, (lon, lat)) if landmark else None
    return {"text": spoken(area, nearest), **area, "nearest": nearest}


def _seen_from(landmark: Place, position: Position) -> dict[str, Any]:
    return {
        "id": landmark.id,
        "name": {"zh": landmark.zh, "en": landmark.en},
        "distance_m": round(distance_m(landmark.point, position)),
        "bearing": round(bearing_deg(landmark.point, position)),
        "fictional": landmark.fictional,
    }


def spoken(area: dict[str, Any], nearest: dict[str, Any] | None) -> dict[str, str]:
    """Return the words for a point in both languages."""
    known = [part for part in (area["district"], area["town"]) if part]
    zh, en = "".join(part["zh"] for part in known), ", ".join(part["en"] for part in known[::-1])
    if nearest:
        far_zh, far_en = _distance(nearest["distance_m"], nearest["bearing"])
        zh = f"{zh} {nearest['name']['zh']}{far_zh}".strip()
        en = f"{far_en}{nearest['name']['en']}" + (f", {en}" if en else "")
    return {"zh": zh or "本市范围外", "en": en or "outside the city"}


def _distance(metres: int, bearing: int) -> tuple[str, str]:
    if metres < AT_THE_SPOT_M:
        return "", "at "
    zh, en = wind(bearing)
    if metres < 1000:
        return f"{zh} {metres} 米", f"{metres} m {en} of "
    return f"{zh} {metres / 1000:.1f} 公里", f"{metres / 1000:.1f} km {en} of "
