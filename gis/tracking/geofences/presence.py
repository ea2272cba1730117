"""Who is inside which area, who has just come or gone, and who is too fast there. Pure.

A unit is inside from when its way touches an area until it leaves the area grown by a margin: so
one that stands at the edge, with a receiver that wavers, comes and goes once. The way between two
fixes is the straight line, so an area that was driven through between them counts; after a gap
nothing is known of the way, and only the places count.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.projection import buffered

# Wider than a receiver between houses wavers from side to side (30 m each way).
MARGIN_M = 60.0
# Beyond it a straight line says nothing about the way.
MOST_GAP_S = 300.0
# Whoever drives at the limit is too fast once, not at every other fix.
BACK_KMH = 5.0
KMH = 3.6
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fence:
    """An area to watch: a polygon or several, WGS 84 in degrees; `limits` are speeds in km/h.

    `grown` is the area grown by the margin, where it was reckoned before.
    """

    key: UUID
    area: shapely.Geometry
    margin_m: float = MARGIN_M
    limits: tuple[int, ...] = ()
    grown: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """Fixes in any order, as columns: device (≥ 0), Unix time in seconds, WGS 84 in degrees.

    `speed` in m/s, NaN where it is not known; without the column it never is.
    """

    device: NDArray[np.int64]
    at: Numbers
    lon: Numbers
    lat: Numbers
    speed: Numbers | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[int, float, float, float]]) -> "Moves":
        """Make columns of rows (device, at, lon, lat)."""
        device, *columns = zip(*rows, strict=True)
        at, lon, lat = (np.array(column, np.float64) for column in columns)
        return cls(np.array(device, np.int64), at, lon, lat)

    def in_order(self) -> "Moves":
        """Return them by device, then by time."""
        return self.only(np.lexsort((self.at, self.device)))

    def only(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Moves":
        """Return some of them, or all in another order."""
        speed = None if self.speed is None else self.speed[chosen]
        return Moves(
            self.device[chosen], self.at[chosen], self.lon[chosen], self.lat[chosen], speed
        )


@dataclass(frozen=True, slots=True)
class Crossing:
    """A device came (`entered`) or went; `since` is when it had come.

    With a `limit_kmh` it became faster than that inside, or is so no more. `before` is the time of
    the fix before, minus infinity for the first of the device.
    """

    device: int
    fence: UUID
    entered: bool
    at: float
    since: float
    limit_kmh: int = 0
    before: float = -math.inf


@dataclass(slots=True)
class Presence:
    """What is remembered of a device: its last fix, and since when it is inside which fence.

    `fast` says since when it is faster there than which limit.
    """

    at: float
    lon: float
    lat: float
    inside: dict[UUID, float] = field(default_factory=dict)
    fast: dict[tuple[UUID, int], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one fix has to do with one fence."""

    fence: UUID
    touched: bool
    kept: bool


class Watch:
    """Judges fixes against many fences at once; made anew when a fence changes.

    `devices` is what is remembered; it outlives the watch.
    """

    def __init__(self, fences: Sequence[Fence], devices: dict[int, Presence]) -> None:
        self.devices = devices
        self._keys = [fence.key for fence in fences]
        self._areas = np.array([fence.area for fence in fences], dtype=object)
        self._limits = {fence.key: fence.limits for fence in fences if fence.limits}
        grown = [fence.grown or buffered(fence.area, fence.margin_m) for fence in fences]
        self._grown = np.array(grown, dtype=object)
        shapely.prepare(self._areas)
        shapely.prepare(self._grown)
        self._tree = shapely.STRtree(grown)
        known = set(self._keys)
        for presence in devices.values():
            for key in presence.inside.keys() - known:
                del presence.inside[key]
            for place in [each for each in presence.fast if each[1] not in self._limited(each[0])]:
                del presence.fast[place]

    def judge(self, moves: Moves) -> list[Crossing]:
        """Remember the fixes and return who came and went, in order of device and time.

        Fixes older than the last of their device are left out.
        """
        moves = self._news(moves.in_order())
        if not len(moves.at):
            return []
        seen = self._seen(moves, *self._ways(moves))
        return self._crossings(moves, seen)

    def _news(self, moves: Moves) -> Moves:
        first = _firsts(moves)
        last = [self.devices.get(int(device)) for device in moves.device[first]]
        latest = np.array([-np.inf if each is None else each.at for each in last])
        counts = np.diff(first, append=len(moves.at))
        repeated = moves.at == np.roll(moves.at, 1)
        repeated[first] = False
        new = (moves.at > np.repeat(latest, counts)) & ~repeated
        return moves.only(new)

    def _ways(self, moves: Moves) -> tuple[Numbers, Numbers]:
        """Return where each fix came from: the fix before, or itself where that is too long ago."""
        at, lon, lat = (np.roll(each, 1) for each in (moves.at, moves.lon, moves.lat))
        for index in _firsts(moves):
            last = self.devices.get(int(moves.device[index]))
            at[index] = -np.inf if last is None else last.at
            if last is not None:
                lon[index], lat[index] = last.lon, last.lat
        lost = moves.at - at > MOST_GAP_S
        return np.where(lost, moves.lon, lon), np.where(lost, moves.lat, lat)

    def _seen(self, moves: Moves, from_lon: Numbers, from_lat: Numbers) -> dict[int, list[_Seen]]:
        """Return for each fix that is near any fence what it has to do with it."""
        ends = np.stack([from_lon, from_lat, moves.lon, moves.lat], axis=1).reshape(-1, 2, 2)
        ways = shapely.linestrings(ends)
        which, fence = self._tree.query(ways)
        lon, lat = moves.lon[which], moves.lat[which]
        kept = shapely.intersects_xy(self._grown[fence], lon, lat)
        touched = kept & shapely.intersects_xy(self._areas[fence], lon, lat)
        moved = ~touched & ((from_lon[which] != lon) | (from_lat[which] != lat))
        touched[moved] = shapely.intersects(self._areas[fence[moved]], ways[which[moved]])
        seen: dict[int, list[_Seen]] = {}
        some = np.flatnonzero(touched | kept)
        for index, key, touch, keep in zip(
            which[some].tolist(), fence[some].tolist(), touched[some].tolist(), kept[some].tolist(),
            strict=True,
        ):  # fmt: skip
            seen.setdefault(index, []).append(_Seen(self._keys[key], touch, keep))
        return seen

    def _crossings(self, moves: Moves, seen: dict[int, list[_Seen]]) -> list[Crossing]:
        crossings: list[Crossing] = []
        columns = (moves.device.tolist(), moves.at.tolist(), moves.lon.tolist(), moves.lat.tolist())
        for index, (device, at, lon, lat) in enumerate(zip(*columns, strict=True)):
            presence = self.devices.get(device)
            before = -math.inf if presence is None else presence.at
            if presence is None:
                presence = self.devices[device] = Presence(at, lon, lat)
            presence.at, presence.lon, presence.lat = at, lon, lat
            near = seen.get(index, ())
            if not near and not presence.inside:
                continue
            for each in near:
                if each.touched and each.fence not in presence.inside:
                    presence.inside[each.fence] = at
                    crossings.append(Crossing(device, each.fence, True, at, at, before=before))
            kept = {each.fence for each in near if each.kept}
            for key in [key for key in presence.inside if key not in kept]:
                since = presence.inside.pop(key)
                crossings.append(Crossing(device, key, False, at, since, before=before))
            if self._limits and moves.speed is not None:
                crossings += self._paces(device, presence, float(moves.speed[index]) * KMH, before)
        return crossings

    def _limited(self, fence: UUID) -> tuple[int, ...]:
        return self._limits.get(fence, ())

    def _paces(
        self, device: int, presence: Presence, kmh: float, before: float
    ) -> Iterator[Crossing]:
        """Return where a device became too fast, or is so no more."""
        at, fast = presence.at, presence.fast
        for fence in presence.inside:
            for limit in self._limited(fence):
                if (fence, limit) not in fast and kmh > limit:
                    fast[fence, limit] = at
                    yield Crossing(device, fence, True, at, at, limit, before)
        for fence, limit in list(fast):
            if fence not in presence.inside or kmh < limit - BACK_KMH:
                since = fast.pop((fence, limit))
                yield Crossing(device, fence, False, at, since, limit, before)


def _firsts(moves: Moves) -> NDArray[np.int64]:
    """Return where each device begins in ordered fixes."""
    return np.flatnonzero(np.diff(moves.device, prepend=-1))
