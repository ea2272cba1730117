"""What gis offers to the composition root."""

from gis.analysis.router import router as analysis
from gis.analysis.saved.router import router as saved
from gis.analysis.saved.service import TOPIC as ANALYSES
from gis.areas import service as areas
from gis.geocode.router import router as geocode
from gis.geocode.service import gazetteer
from gis.layers.live import TOPIC as LAYERS
from gis.layers.router import router as layers
from gis.ogc.router import router as ogc
from gis.roads.closures.jobs import closures_end
from gis.roads.closures.live import TOPIC as ROADS
from gis.roads.closures.router import router as roads
from kernel.api import Feature, Topic

feature = Feature(
    name="gis",
    routers=(geocode, layers, roads, analysis, saved, ogc),
    topics=(
        Topic(LAYERS, "layers.read"),
        Topic(ROADS, "layers.read"),
        Topic(ANALYSES, "layers.read"),
    ),
    permissions={
        "layers.read": "See map layers",
        "layers.edit": "Change features and look of one's own organisation's layers",
        "layers.publish": "Publish, import and remove layers of one's own organisation",
        "roads.close": "Close roads and open them again",
        "analysis.save": "Save results of analysis, also for an incident",
    },
    jobs=(closures_end,),
    warm=(gazetteer, areas.index),
)
