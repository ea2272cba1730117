"""Live boards as the composition root sees them."""

from kernel.feature import Feature
from kernel.live.router import router

feature = Feature(name="live", routers=(router,))
