"""What other packages may use of gis."""

from gis.areas.index import AreaIndex
from gis.areas.schemas import Area
from gis.areas.service import area_of
from gis.areas.service import index as area_index
from gis.documents.schemas import MapIn as MapWish
from gis.documents.whole import map_png
from gis.exports.whole import export_file
from gis.feeds.city import load_feeds
from gis.geocode.address import along_road
from gis.geocode.index import Gazetteer
from gis.geocode.place import Place
from gis.geocode.service import gazetteer, reverse
from gis.geodesy import Position, bearing_deg, box_around, distance_m
from gis.imports.whole import Wish as ImportWish
from gis.imports.whole import import_file
from gis.layers.city import load_layers
from gis.load import load_gazetteer
from gis.roads import service as roads
from gis.roads.errors import NoRoad
from gis.roads.load import load_roads
from gis.subjects import about_incident
from gis.tiles.door import TileDoor
from gis.tiles.service import Tiles
from gis.tracking.devices.last import LastPosition, last_of_units
from gis.tracking.links.http import PositionDoor
from gis.tracking.links.service import Intake, OpenToAll
from gis.tracking.moving.source import Moving
from gis.tracking.texts.service import send_text
from gis.view import FieldOfView, view_of

__all__ = [
    "Area",
    "AreaIndex",
    "FieldOfView",
    "Gazetteer",
    "ImportWish",
    "Intake",
    "LastPosition",
    "MapWish",
    "Moving",
    "NoRoad",
    "OpenToAll",
    "Place",
    "Position",
    "PositionDoor",
    "TileDoor",
    "Tiles",
    "about_incident",
    "along_road",
    "area_index",
    "area_of",
    "bearing_deg",
    "box_around",
    "distance_m",
    "export_file",
    "gazetteer",
    "import_file",
    "last_of_units",
    "load_feeds",
    "load_gazetteer",
    "load_layers",
    "load_roads",
    "map_png",
    "reverse",
    "roads",
    "send_text",
    "view_of",
]
