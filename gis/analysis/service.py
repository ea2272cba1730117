"""Asks the map a question: one use case for each kind, one form of answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from gis.analysis import affected, around, spread, ways
from gis.analysis.forms import Question
from gis.analysis.result import Analysis, Made
from kernel.api import Tx

READ = "layers.read"
_STEPS: dict[str, Callable[[Tx, Any], Awaitable[Made]]] = {
    "buffer": around.buffer,
    "within": around.within,
    "nearest": around.nearest,
    "route": ways.route,
    "isochrone": ways.isochrone,
    "affected": affected.affected,
    "heat": spread.heat,
    "clusters": spread.clusters,
    "statistics": spread.statistics,
}


async def answer(tx: Tx, asked: Question) -> Analysis:
    """Return the answer to a question from what the asker may see; stores nothing."""
    tx.actor.require(READ)
    made = await _STEPS[asked.kind](tx, asked)
    return made.done(asked.kind, tx.now, asked.model_dump(mode="json", exclude_none=True))
