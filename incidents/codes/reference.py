"""Reference data of `data/reference`: event kinds, labels and clocks, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference"
GRADES = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Kind:
    """One event kind of the code table."""

    code: str
    parent: str | None
    zh: str
    en: str
    graded: bool
    icon: str

    @property
    def event_class(self) -> int:
        """The first digit: 1 natural disaster, 2 accident, 3 public health, 4 social security."""
        return int(self.code[0])


@dataclass(frozen=True, slots=True)
class KindTable:
    """The whole code table with its scheme and version."""

    scheme: str
    version: str
    kinds: Mapping[str, Kind]

    def state(self, code: str | None) -> dict[str, str] | None:
        """Return a code as states carry it: scheme, version, code and names."""
        kind = self.kinds.get(code) if code else None
        if kind is None:
            return None
        return {
            "scheme": self.scheme,
            "version": self.version,
            "code": kind.code,
            "zh": kind.zh,
            "en": kind.en,
        }


def read(name: str) -> dict[str, Any]:
    """Return one file of the reference data."""
    content: dict[str, Any] = orjson.loads((FOLDER / f"{name}.json").read_bytes())
    return content


@cache
def kind_table() -> KindTable:
    """Return the event kinds."""
    data = read("event-kinds")
    kinds = {
        row["code"]: Kind(
            row["code"], row["parent"], row["zh"], row["en"], row["graded"], row["icon"]
        )
        for row in data["kinds"]
    }
    return KindTable(data["scheme"], data["version"], kinds)


@cache
def labels() -> dict[str, Any]:
    """Return all code lists with their names."""
    return read("labels")


@cache
def codes_of(name: str) -> frozenset[str]:
    """Return the codes of one list, e.g. `report_channels`."""
    return frozenset(row["code"] for row in labels()[name])


@cache
def clock_table() -> tuple[dict[str, Any], ...]:
    """Return the rows of the clock table."""
    return tuple(read("clocks")["clocks"])


async def warm(_: Any) -> None:
    """Read the code lists before somebody waits for them."""
    for read_list in (kind_table, labels, clock_table):
        read_list()
