"""What gis offers to the composition root."""

from gis.geocode.router import router as geocode
from kernel.api import Feature

feature = Feature(name="gis", routers=(geocode,))
