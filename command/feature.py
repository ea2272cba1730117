"""Command as the composition root sees it."""

from command.desks.router import router as desks
from command.dispatch.router import router as dispatch
from command.statistics.router import router as statistics
from command.walls.router import router as walls
from kernel.api import Feature, Topic

feature = Feature(
    name="command",
    routers=(walls, desks, statistics, dispatch),
    topics=(Topic("walls", "incidents.read"),),
    permissions={
        "walls.control": "switch the scene of a wall",
        "statistics.read": "read figures",
    },
)
