"""Searching for an address: what it names of divisions and town says where to look; pure."""

from gis.geocode.index import LEAST_SCORE, Gazetteer
from gis.geocode.place import Hit
from gis.geocode.written import AddressBook, Written
from gis.geodesy import Position

# A place of the town or district that is named counts more; one outside of it hardly ever is meant.
IN_TOWN, IN_COUNTY, OUTSIDE = 0.12, 0.08, -0.3
# Hits of the tail are looked for in the whole city and then sorted by where they lie.
MOST_TAIL_HITS = 40


def search(
    index: Gazetteer, book: AddressBook, query: str, *, near: Position | None, limit: int
) -> list[Hit]:
    """Return the places a query may mean, best first; none for an address in another city."""
    written = book.parse(query)
    if written.elsewhere:
        return []
    hits = index.search(query, near=near, limit=limit)
    if written.county is None or not written.tail:
        return hits
    best: dict[str, Hit] = {}
    tail = index.search(written.tail, near=near, limit=MOST_TAIL_HITS)
    for hit in (_placed(hit, written) for hit in (*hits, *tail)):
        kept = best.get(hit.place.id)
        if kept is None or hit.score > kept.score:
            best[hit.place.id] = hit
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, len(hit.place.zh), hit.place.id))
    return [hit for hit in ranked if hit.score >= LEAST_SCORE][:limit]


def _placed(hit: Hit, written: Written) -> Hit:
    if hit.place.district != written.county:
        extra = OUTSIDE
    elif written.town and hit.place.town == written.town.town:
        extra = IN_TOWN
    else:
        extra = IN_COUNTY
    return Hit(hit.place, hit.score + extra, hit.start, hit.end)
