"""Finds the key phrases of the reference data in a narrative; pure.

A phrase inside a longer match of the same kind does not count again; a phrase with a negation in
the four characters before it does not count.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from incidents.codes.reference import read

NEGATION_REACH = 4
# An English negation needs its whole word and a blank: "no smoke", "not on fire".
ENGLISH_NEGATION_REACH = 10


@dataclass(frozen=True, slots=True)
class Phrase:
    """A key phrase and the event kind it speaks for."""

    text: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text at [start, end)."""

    phrase: Phrase
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extractor:
    """A pattern that reads one figure."""

    field: str
    zh: str
    en: str
    unit: str
    unit_en: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class GradeRule:
    """When a grade is suggested: by kind, and by a phrase or a figure."""

    zh: str
    en: str
    grade: str
    kind_prefix: str
    phrase: str | None
    quantity: str | None
    at_least: float


class Lexicon:
    """Phrases, grade rules and extraction patterns, ready to be matched."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._starts: dict[str, list[Phrase]] = defaultdict(list)
        for row in data["kinds"]:
            self._add(Phrase(row["phrase"].lower(), row["kind"], row["weight"]))
        self._negations = tuple(word for word in data["negations"] if not word.isascii())
        words = "|".join(word for word in data["negations"] if word.isascii())
        self._english_negation = re.compile(rf"\b(?:{words})\s+(?:\w+\s+)?$")
        self.numerals: dict[str, float] = data["numerals"]
        self.grades = tuple(_grade_rule(row) for row in data["grades"])
        self.extractors = tuple(_extractor(row) for row in data["extract"])

    def _add(self, phrase: Phrase) -> None:
        self._starts[phrase.text[:2]].append(phrase)

    def matches(self, text: str) -> list[Match]:
        """Return the phrases that count, in the order of the text."""
        plain = text.lower()
        found = [
            Match(phrase, start, start + len(phrase.text))
            for start in range(len(plain))
            for phrase in self._starts.get(plain[start : start + 2], ())
            if plain.startswith(phrase.text, start) and self._counts(plain, start, phrase)
        ]
        return _longest_of_each_kind(found)

    def occurs(self, phrase: str, text: str) -> tuple[int, int] | None:
        """Return where a phrase stands in a text without a negation before it."""
        plain, start = text.lower(), -1
        while (start := plain.find(phrase, start + 1)) >= 0:
            if not self._negated(plain, start):
                return start, start + len(phrase)
        return None

    def _counts(self, plain: str, start: int, phrase: Phrase) -> bool:
        if phrase.text[0].isascii() and not _at_word(plain, start, len(phrase.text)):
            return False
        return not self._negated(plain, start)

    def _negated(self, plain: str, start: int) -> bool:
        before = plain[max(0, start - NEGATION_REACH) : start]
        if any(word in before for word in self._negations):
            return True
        return bool(
            self._english_negation.search(plain[max(0, start - ENGLISH_NEGATION_REACH) : start])
        )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the reference data."""
    return Lexicon(read("phrases"))


async def warm(_: Any) -> None:
    """Read the lexicon before somebody waits for it."""
    lexicon()


def _at_word(plain: str, start: int, length: int) -> bool:
    """Say whether an English phrase starts and ends at word bounds (a plural s is let through)."""
    before = plain[start - 1] if start else " "
    after = plain[start + length : start + length + 2]
    if before.isascii() and before.isalnum():
        return False
    return not (after and after[0].isascii() and after[0].isalpha()) or after in ("s", "s ")


def _longest_of_each_kind(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if not any(
            other.phrase.kind == match.phrase.kind
            and (other.start < match.end and match.start < other.end)
            for other in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda item: (item.start, item.end))


def _grade_rule(row: dict[str, Any]) -> GradeRule:
    when = row["when"]
    quantity = when.get("quantity") or {}
    return GradeRule(
        row["zh"],
        row["en"],
        row["grade"],
        when.get("kind_prefix", ""),
        when.get("phrase"),
        quantity.get("of"),
        quantity.get("at_least", 0),
    )


def _extractor(row: dict[str, Any]) -> Extractor:
    return Extractor(
        row["field"],
        row["zh"],
        row["en"],
        row["unit"],
        row["unit_en"],
        re.compile(row["pattern"], re.IGNORECASE),
    )
