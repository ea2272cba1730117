"""Gathers what a map shows, within the sight of whoever asks: nothing else reaches the child."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
import shapely

from gis.analysis import things
from gis.documents import queries
from gis.documents.picture import papers, projection
from gis.documents.schemas import MapIn
from gis.drawings import rules, symbols
from gis.drawings import service as drawings
from gis.geodesy import box_around
from gis.layers import service as layers
from gis.subjects import about_incident
from kernel.api import FieldError, Invalid, TooLarge, Tx, journal
from registry.api import codes

Json = dict[str, Any]
Box = tuple[float, float, float, float]
# Hears how many layers were read; raises to stop.
Heard = Callable[[int], Awaitable[None]]
# More signs of one layer are a blot on paper; the key says how many of all are shown.
MOST_FEATURES = 5_000
# Shapes and attributes of all layers together; the largest page made of them has 20 MB.
MOST_BYTES = 16 * 1024 * 1024
MOST_DRAWINGS = 2_000
# Round an incident a map without a box shows this much.
AROUND_INCIDENT_M = 4_000.0
# Room round what a map was fitted to, and a single point's, in degrees.
PADDING, LEAST_DEG = 0.06, 0.02
# A page can be moved: it holds this share of its width more on each side.
BESIDE = 0.25
# Corners nearer than a width divided by this are one: half a dot of a picture, a page's at 3 zooms
# nearer.
PICTURE_STEPS, PAGE_STEPS = 8_000, 16_000
_STATE = ("number", "title", "kind", "grade", "state", "place", "address", "occurred_at")


@dataclass(slots=True)
class Scene:
    """What is drawn: `layers` with rows of (properties, WKB), the rest as JSON."""

    incident: Json | None = None
    layers: list[Json] = field(default_factory=list)
    rows: list[list[tuple[Json, bytes]]] = field(default_factory=list)
    things: list[Json] = field(default_factory=list)
    drawings: list[Json] = field(default_factory=list)

    def notes(self) -> dict[str, int]:
        """Return what a person should know: how many features the map does not show."""
        hidden = sum(each["total"] - each["shown"] for each in self.layers)
        return {"not-shown": hidden} if hidden else {}


async def checked(tx: Tx, body: MapIn) -> tuple[list[Any], Json | None]:
    """Return the layers (rows, in the order asked) and the incident (its public state).

    Raises `Invalid`, alike for what is not there and what the asker does not see; `Forbidden` for
    kinds of things he may not read.
    """
    known = {row.id: row for row in await layers.visible(tx)}
    for number, layer in enumerate(body.layers):
        if layer not in known:
            raise _unknown(f"/layers/{number}", "a layer that you may see")
    for number, what in enumerate(body.things):
        kind, _, code = what.partition(":")
        tx.actor.require(things.PERMISSIONS[kind])
        if code and code not in codes(f"{kind}_kinds"):
            raise _unknown(f"/things/{number}", f"in the list {kind}_kinds")
    incident = None
    if body.incident is not None:
        await about_incident(tx, body.incident, pointer="/incident")
        state = await journal.present_state(tx, "incidents", body.incident) or {}
        incident = {name: state.get(name) for name in _STATE}
    return [known[layer] for layer in body.layers], incident


def _unknown(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unknown", detail)])


async def check_drawings(tx: Tx, body: MapIn) -> None:
    """Raise `Invalid` for a drawing that does not stand within the asker's sight."""
    if isinstance(body.drawings, bool) or not body.drawings.ids:
        return
    standing = await drawings.standing(tx, None, None, MOST_DRAWINGS)
    known = {each["id"] for each in standing}
    for number, drawing in enumerate(body.drawings.ids):
        if drawing not in known:
            raise _unknown(f"/drawings/ids/{number}", "a drawing that you may see")


async def drawn(tx: Tx, body: MapIn) -> list[Json]:
    """Return the drawings that are wanted, as the child draws them, oldest first.

    Raises `TooLarge`.
    """
    if body.drawings is False:
        return []
    found = await drawings.standing(tx, None, None, MOST_DRAWINGS)
    if body.drawings is not True:
        ids, sheets = set(body.drawings.ids), set(body.drawings.sheets)
        found = [each for each in found if each["id"] in ids or each["sheet"] in sheets]
    if len(found) > MOST_DRAWINGS:
        raise TooLarge(f"More than {MOST_DRAWINGS} drawings: choose sheets.")
    return [_drawing(each) for each in found]


def _drawing(drawing: Json) -> Json:
    shape, symbol = drawing["shape"], drawing["symbol"]
    if drawing["kind"] == "circle":
        centre = shapely.geometry.shape(shape)
        shape = orjson.loads(shapely.to_geojson(rules.ring(centre, drawing["radius_m"])))
    known: Json = symbols.names(symbol) if symbol else {}
    groups = symbols.reference()["groups"]
    frame = next((each["frame"] for each in groups if each["code"] == known.get("group")), None)
    told = ("kind", "label", "style", "sheet", "until", *rules.MEASURES)
    return {name: drawing[name] for name in told} | {
        "shape": shape,
        "symbol": symbol and symbol | {"path": known.get("path"), "frame": frame},
        "zh": known.get("zh", ""),
        "en": known.get("en", ""),
        "owner": drawing["organisation"]["zh"],
        "owner_en": drawing["organisation"]["en"],
    }


def extent(
    body: MapIn, rows: Iterable[Any], incident: Json | None, marks: list[Json], *, city: Any
) -> Box:
    """Return the box in degrees a map shows before it is fitted to its paper.

    `marks` are drawings; `city` the box of the city, None without one.
    """
    if body.box is not None:
        return body.box
    if incident is not None and incident["place"]:
        place = incident["place"]
        return box_around((place["lon"], place["lat"]), AROUND_INCIDENT_M)
    boxes = [(row.west, row.south, row.east, row.north) for row in rows if row.west is not None]
    boxes += [shapely.geometry.shape(each["shape"]).bounds for each in marks]
    if not boxes:
        return tuple(city) if city else (-180.0, -60.0, 180.0, 80.0)
    west, south = (min(box[at] for box in boxes) for at in (0, 1))
    east, north = (max(box[at] for box in boxes) for at in (2, 3))
    wide, high = max(east - west, LEAST_DEG) * PADDING, max(north - south, LEAST_DEG) * PADDING
    if east - west < LEAST_DEG:
        wide = LEAST_DEG
    if north - south < LEAST_DEG:
        high = LEAST_DEG
    return (
        max(-180.0, west - wide),
        max(-85.0, south - high),
        min(180.0, east + wide),
        min(85.0, north + high),
    )


class Gatherer:
    """Fills a scene from one transaction, minding how much it holds."""

    def __init__(self, tx: Tx, box: Box, near_deg: float) -> None:
        self.scene = Scene()
        self._tx, self._box, self._near = tx, box, near_deg
        self._bytes = 0

    async def layer(self, row: Any) -> None:
        """Add the features of a layer. Raises `TooLarge`."""
        found = await queries.features(
            self._tx, row, self._box, near_deg=self._near, most=MOST_FEATURES
        )
        rows = []
        for each in found:
            self._bytes += len(each["shape"]) + len(each["properties"])
            rows.append((_listed(each["properties"], row.attributes), bytes(each["shape"])))
        if self._bytes > MOST_BYTES:
            most = f"{MOST_BYTES // 2**20} MB"
            raise TooLarge(f"More than {most} of shapes: choose fewer layers or a smaller box.")
        whole = len(found) < MOST_FEATURES
        total = len(found) if whole else await queries.count(self._tx, row.id, self._box)
        told = (
            "code", "zh", "en", "geometry", "attributes", "style", "opacity", "source", "licence",
            "fictional",
        )  # fmt: skip
        card = {name: getattr(row, name) for name in told}
        self.scene.layers.append(card | {"total": total, "shown": len(found)})
        self.scene.rows.append(rows)

    async def things(self, wanted: list[str]) -> None:
        """Add resources and units within the box. Raises `TooLarge`."""
        if not wanted:
            return
        found = await things.gathered(self._tx, wanted, shapely.box(*self._box))
        kinds: dict[str, Json] = {
            what: {"what": what, "zh": names[0], "en": names[1], "items": []}
            for what, names in found.names.items()
        }
        for thing in found.things:
            kinds[thing.what]["items"].append(
                [thing.lon, thing.lat, thing.zh, thing.en, thing.fictional]
            )
        self.scene.things = list(kinds.values())


def _listed(properties: str, attributes: list[Json]) -> Json:
    """Return the attributes a layer lists, in their order; others are nobody's business."""
    stored = orjson.loads(properties)
    return {each["name"]: stored[each["name"]] for each in attributes if each["name"] in stored}


async def gather(tx: Tx, body: MapIn, city: Any, heard: Heard) -> tuple[Box, Scene]:
    """Return the box in degrees a map shows, fitted to its paper, and what is in it.

    `city` is the box of the city, `heard` is told how many layers were read. Raises what `checked`
    raises, and `TooLarge`.
    """
    rows, incident = await checked(tx, body)
    marks = await drawn(tx, body)
    box = extent(body, rows, incident, marks, city=city)
    if body.form == "html":
        wide, high = (box[2] - box[0]) * BESIDE, (box[3] - box[1]) * BESIDE
        around = (box[0] - wide, box[1] - high, box[2] + wide, box[3] + high)
        near = (box[2] - box[0]) / PAGE_STEPS
    else:
        part = papers.layout(body.paper).map
        around = box = projection.fitted(box, part.width / part.height)
        near = (box[2] - box[0]) / PICTURE_STEPS
    gatherer = Gatherer(tx, around, near)
    for number, row in enumerate(rows, 1):
        await gatherer.layer(row)
        await heard(number)
    await gatherer.things(body.things)
    gatherer.scene.incident, gatherer.scene.drawings = incident, marks
    return box, gatherer.scene
