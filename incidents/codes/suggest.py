"""Suggests kind, grade and figures from a narrative, each with the words it rests on; pure.

A suggestion never overrides what somebody chose by hand.
"""

import math
from collections import defaultdict
from typing import Any

from incidents.codes.numerals import value_of
from incidents.codes.phrases import GradeRule, Lexicon, Match
from incidents.codes.reference import GRADES, KindTable

# More than five choices are a list to search, not a suggestion.
MOST_KINDS = 5
# A sum of weights of 3 (one sure phrase) shows as 0.63, of 7 as 0.90.
SURE_WEIGHT = 3.0


def suggest(
    text: str, lexicon: Lexicon, table: KindTable, chosen: str | None = None
) -> dict[str, Any]:
    """Return `{kinds, grades, extracted}`; `chosen` is the kind picked by hand, if any."""
    kinds = _kinds(lexicon.matches(text), table)
    figures = extracted(text, lexicon)
    leading = chosen or (kinds[0]["code"] if kinds else None)
    return {
        "kinds": kinds,
        "grades": _grades(text, lexicon, table, (leading, figures)),
        "extracted": figures,
    }


def weights(matches: list[Match]) -> dict[str, float]:
    """Return the sum of weights of each kind; the same words said twice count once."""
    best: dict[tuple[str, str], float] = {}
    for match in matches:
        best[match.phrase.kind, match.phrase.text] = match.phrase.weight
    totals: dict[str, float] = defaultdict(float)
    for (kind, _), weight in best.items():
        totals[kind] += weight
    return totals


def extracted(
    text: str, lexicon: Lexicon, fields: frozenset[str] | None = None
) -> list[dict[str, Any]]:
    """Return the figures read from a text, the first of each field, in the order of the text.

    `fields` narrows what is looked for.
    """
    found: dict[str, dict[str, Any]] = {}
    for extractor in lexicon.extractors:
        if fields is not None and extractor.field not in fields:
            continue
        match = extractor.pattern.search(text)
        value = value_of(match["n"], lexicon.numerals) if match else None
        if match is None or value is None:
            continue
        earlier = found.get(extractor.field)
        if earlier is None or match.start() < earlier["start"]:
            found[extractor.field] = {
                "field": extractor.field,
                "zh": extractor.zh,
                "en": extractor.en,
                "value": int(value) if value == int(value) else value,
                "unit": {"zh": extractor.unit, "en": extractor.unit_en},
                "start": match.start(),
                "end": match.end(),
            }
    return sorted(found.values(), key=lambda item: item["start"])


def _kinds(matches: list[Match], table: KindTable) -> list[dict[str, Any]]:
    totals = weights(matches)
    ranked = sorted(totals, key=lambda code: (-totals[code], code))
    return [
        {
            "code": code,
            "zh": table.kinds[code].zh,
            "en": table.kinds[code].en,
            "score": round(1 - math.exp(-totals[code] / SURE_WEIGHT), 2),
            "phrases": [_span(match) for match in matches if match.phrase.kind == code],
        }
        for code in ranked[:MOST_KINDS]
        if code in table.kinds
    ]


def _span(match: Match) -> dict[str, Any]:
    return {"text": match.phrase.text, "start": match.start, "end": match.end}


def _grades(
    text: str,
    lexicon: Lexicon,
    table: KindTable,
    basis: tuple[str | None, list[dict[str, Any]]],
) -> list[dict[str, Any]]:
    """Return the grades whose rules hold, the highest first, one entry each."""
    code, figures = basis
    kind = table.kinds.get(code) if code else None
    if kind is None or not kind.graded:
        return []
    found: dict[str, dict[str, Any]] = {}
    for rule in lexicon.grades:
        spans = (
            _evidence(rule, text, lexicon, figures)
            if kind.code.startswith(rule.kind_prefix)
            else []
        )
        if spans and rule.grade not in found:
            found[rule.grade] = {
                "grade": rule.grade,
                "rule": {"zh": rule.zh, "en": rule.en},
                "phrases": spans,
            }
    ranked = [found[grade] for grade in GRADES if grade in found]
    return [entry | {"score": round(1 / (place + 1), 2)} for place, entry in enumerate(ranked)]


def _evidence(
    rule: GradeRule, text: str, lexicon: Lexicon, figures: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the words a rule rests on; empty when it does not hold."""
    if rule.phrase is not None:
        place = lexicon.occurs(rule.phrase.lower(), text)
        spans = [place] if place else []
    else:
        spans = [
            (item["start"], item["end"])
            for item in figures
            if item["field"] == rule.quantity and item["value"] >= rule.at_least
        ]
    return [{"text": text[start:end], "start": start, "end": end} for start, end in spans]
