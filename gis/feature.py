"""What gis offers to the composition root."""

from gis.areas import service as areas
from gis.geocode.router import router as geocode
from gis.geocode.service import gazetteer
from gis.layers.live import TOPIC as LAYERS
from gis.layers.router import router as layers
from kernel.api import Feature, Topic

feature = Feature(
    name="gis",
    routers=(geocode, layers),
    topics=(Topic(LAYERS, "layers.read"),),
    permissions={
        "layers.read": "See map layers",
        "layers.edit": "Change features and look of one's own organisation's layers",
        "layers.publish": "Publish, import and remove layers of one's own organisation",
    },
    warm=(gazetteer, areas.index),
)
