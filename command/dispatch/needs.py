"""What an incident calls for: capabilities and how many units, by kind and grade; data, pure.

The table is `data/reference/dispatch-needs.json`; a city folder may hold one in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "dispatch-needs.json"


@dataclass(frozen=True, slots=True)
class Need:
    """So many units that can do something; `shared`: one that meets another need counts too."""

    capability: str
    count: int
    min_crew: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How positions are judged and ways without roads estimated.

    A fix older than `stale_after_s` is marked, one older than `forget_after_s` gives way to the
    station. Straight lines are taken `detour` times as long, at `straight_kmh`, and compete with
    trunk roads within `straight_within_m`; kinds of unit in `off_road` never go by road and have a
    speed of their own, in km/h.
    """

    stale_after_s: float
    forget_after_s: float
    straight_kmh: float
    detour: float
    straight_within_m: float
    off_road: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Called:
    """The needs of one kind at one grade; `rule` is the prefix of kinds they stand under."""

    rule: str
    grade: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class NeedsTable:
    """The whole table with its scheme and version."""

    scheme: str
    version: str
    ungraded_as: str
    limits: Limits
    rules: Mapping[str, tuple[Mapping[str, Any], ...]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "NeedsTable":
        """Return the table a file describes. Raises `KeyError` or `TypeError` for what is none."""
        straight = data["straight"]
        limits = Limits(
            stale_after_s=float(data["stale_after_s"]),
            forget_after_s=float(data["forget_after_s"]),
            straight_kmh=float(straight["speed_kmh"]),
            detour=float(straight["detour"]),
            straight_within_m=float(straight["within_m"]),
            off_road={kind: float(kmh) for kind, kmh in data["off_road"].items()},
        )
        rules = {rule["kind"]: tuple(rule["needs"]) for rule in data["rules"]}
        return cls(data["scheme"], data["version"], data["ungraded_as"], limits, rules)

    def called(self, kind: str | None, grade: str | None) -> Called:
        """Return what a kind at a grade calls for, by the rule with the longest prefix.

        A grade that a rule leaves out, and one of no count, call for nothing.
        """
        code, level = kind or "", grade or self.ungraded_as
        rule = max((each for each in self.rules if code.startswith(each)), key=len, default="")
        needs = tuple(
            Need(
                row["capability"],
                row["count"][level],
                int(row.get("min_crew", 0)),
                bool(row.get("shared", False)),
            )
            for row in self.rules.get(rule, ())
            if row["count"].get(level, 0) > 0
        )
        return Called(rule, level, needs)

    def capabilities(self) -> frozenset[str]:
        """Return every capability the table names."""
        return frozenset(row["capability"] for rows in self.rules.values() for row in rows)


@cache
def reference() -> NeedsTable:
    """Return the table of the reference data."""
    return NeedsTable.of(orjson.loads(REFERENCE.read_bytes()))
