"""What gis offers to the composition root."""

from gis.areas import service as areas
from gis.geocode.router import router as geocode
from gis.geocode.service import gazetteer
from kernel.api import Feature

feature = Feature(name="gis", routers=(geocode,), warm=(gazetteer, areas.index))
