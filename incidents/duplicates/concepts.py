"""Concepts behind the words of a narrative: "电瓶" and "充电" are one cause; pure.

The words are data (`data/reference/concepts.json`), the same for every city.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from incidents.codes.reference import read


class ConceptTable:
    """Words by concept, concepts by group."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._starts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in data["concepts"]:
            for word in row["words"]:
                self._starts[word[0].lower()].append((word.lower(), row["code"]))
        exclusive = {group["code"] for group in data["groups"] if group["exclusive"]}
        self._groups: dict[str, set[str]] = {name: set() for name in exclusive}
        for row in data["concepts"]:
            if row["group"] in exclusive:
                self._groups[row["group"]].add(row["code"])

    def found(self, text: str) -> frozenset[str]:
        """Return the concepts a text names."""
        plain = text.lower()
        return frozenset(
            code
            for start, char in enumerate(plain)
            for word, code in self._starts.get(char, ())
            if plain.startswith(word, start)
        )

    def contradictions(self, first: frozenset[str], second: frozenset[str]) -> int:
        """Return in how many groups both name something and nothing in common."""
        return sum(
            1
            for members in self._groups.values()
            if first & members and second & members and not first & second & members
        )


@cache
def concept_table() -> ConceptTable:
    """Return the concepts of the reference data."""
    return ConceptTable(read("concepts"))
