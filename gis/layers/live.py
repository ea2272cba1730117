"""The board topic `layers`: what screens show of a layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gis.layers.groups import names_of

TOPIC = "layers"
State = dict[str, Any]
PLAIN = (
    "id", "code", "zh", "en", "about_zh", "about_en", "position", "sight", "geometry",
    "attributes", "style", "opacity", "minzoom", "maxzoom", "shown", "features", "version",
    "srid", "datum", "source", "licence", "fictional", "created_at", "changed_at", "removed_at",
)  # fmt: skip
# A screen that edits redraws single features; of a bulk change it only needs to know it happened.
MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """Which features one transaction created, changed and removed, by id."""

    created: Sequence[int] = ()
    changed: Sequence[int] = ()
    removed: Sequence[int] = ()

    def told(self) -> State:
        """Return what the fact says: at most `MOST_TOLD` ids, and how many `more` there were."""
        room = MOST_TOLD
        told: State = {}
        for name in ("created", "changed", "removed"):
            told[name] = list(getattr(self, name)[:room])
            room -= len(told[name])
        every = len(self.created) + len(self.changed) + len(self.removed)
        return told | {"more": every - (MOST_TOLD - room)}


def state_of(row: Any, organisations: Mapping[UUID, State]) -> State:
    """Return the public state of a layer."""
    names = names_of(row.group_code)
    return {name: getattr(row, name) for name in PLAIN} | {
        "group": row.group_code,
        "group_zh": names["zh"],
        "group_en": names["en"],
        "organisation": organisations[row.organisation_id],
        "extent": extent_of(row),
    }


def extent_of(row: Any) -> list[float] | None:
    """Return west, south, east, north of a layer's features, None when it has none."""
    if row.west is None:
        return None
    return [round(each, 7) for each in (row.west, row.south, row.east, row.north)]
