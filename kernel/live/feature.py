"""Live boards as the composition root sees them."""

from kernel.feature import Feature
from kernel.live.router import router

feature = Feature(
    name="live",
    routers=(router,),
    permissions={"replay.read": "See boards as they stood, play them on from there"},
)
