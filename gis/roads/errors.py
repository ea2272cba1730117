"""Why there is no way."""

from kernel.api import Invalid


class NoRoad(Invalid):
    """A place lies farther from any road of the network than its limit, or no network is there."""

    code = "no-road"
    title = "There is no road near this place"


class NoWay(Invalid):
    """Both places lie on roads, but none leads from one to the other, perhaps for closures."""

    code = "no-way"
    title = "No open road leads there"
