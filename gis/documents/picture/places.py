"""Finds room for names on a map, so that none lies over another; pure.

Rectangles are left, bottom, right, top in pixels, y upwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

Rectangle = tuple[float, float, float, float]
# Where a name may stand, as shares of its own size from its point: right, left, above, below, then
# the corners (after Imhof).
ROUND = (
    (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1),
)  # fmt: skip
# The name of an area stands in it, or a little beside its middle.
NEAR = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (0, 2), (0, -2), (0, 3), (0, -3))
# Stands between letters that are set apart.
THIN = "\u2009"
# A single letter begins too many names.
LEAST_ALIKE = 2
# The same words again this near say nothing new.
REPEATED = 12.0


@dataclass(slots=True)
class Room:
    """The map and what of it is taken."""

    within: Rectangle
    taken: list[Rectangle] = field(default_factory=list)
    names: list[tuple[str, float, float]] = field(default_factory=list)

    def take(self, rectangle: Rectangle) -> None:
        """Keep names away from a rectangle."""
        self.taken.append(rectangle)

    def place(
        self,
        text: str,
        at: tuple[float, float],
        size: tuple[float, float],
        *,
        away: float = 0.0,
        sides: Sequence[tuple[int, int]] = ROUND,
    ) -> tuple[float, float] | None:
        """Return the middle of a name that found room and take it; None when there is none.

        `away` is the distance of the name from its point.
        """
        width, height = size
        if any(
            alike(text, other)
            and abs(x - at[0]) < width * 2 + REPEATED
            and abs(y - at[1]) < height * 6
            for other, x, y in self.names
        ):
            return None
        for across, up in sides:
            x = at[0] + across * (away + width / 2)
            y = at[1] + up * (away + height / 2)
            found = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if self._free(found):
                self.taken.append(found)
                self.names.append((text, *at))
                return x, y
        return None

    def _free(self, wanted: Rectangle) -> bool:
        left, bottom, right, top = wanted
        inside = (
            left >= self.within[0]
            and bottom >= self.within[1]
            and right <= self.within[2]
            and top <= self.within[3]
        )
        return inside and not any(
            left < other[2] and right > other[0] and bottom < other[3] and top > other[1]
            for other in self.taken
        )


def alike(one: str, other: str) -> bool:
    """Say whether names say the same: 金灶 and 金灶镇, Jinzao and Jinzao Town."""
    short, long = sorted((one.replace(THIN, ""), other.replace(THIN, "")), key=len)
    return len(short) >= LEAST_ALIKE and long.startswith(short)
