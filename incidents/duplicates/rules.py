"""How likely two reports tell of the same event; pure, and every part of it can be shown.

A weighted sum of what speaks for and against, through the logistic function. The weights were
fitted on generated calls (seeds 201 to 208, never the seeds of the tests) and rounded by hand so
that each has the sign an operator expects.
"""

import math
from dataclasses import dataclass

from incidents.duplicates import words
from incidents.duplicates.concepts import concept_table
from incidents.duplicates.sites import agreement
from incidents.duplicates.words import Features

# Looked at: what was reported within this box and time.
RADIUS_M, WINDOW_MINUTES = 5_000, 90
# Near enough that words are compared; further away only distance and time count.
WORDS_WITHIN_M = 2_000
# A likely candidate asks for a look; two are what an operator can weigh while a caller speaks.
LIKELY_SCORE, MOST_LIKELY = 0.25, 2
LEAST_SCORE, MOST_SHOWN = 0.03, 8
# Callers are a few hundred metres off: they name what they see, not where they stand.
SPREAD_M = 400.0

BIAS = -4.5
NEAR, HOURS, KIN, KIND_UNKNOWN, TEXT, CONCEPTS = 5.0, -4.5, 3.0, 1.2, 3.2, 2.5
OTHER_PLACE, OTHER_FIGURE, OTHER_CONCEPT = -2.2, -1.7, -2.7


@dataclass(frozen=True, slots=True)
class Weighed:
    """How two reports compare."""

    score: float
    similarity: float


def weigh(
    first: Features | None, second: Features | None, *, distance_m: float, minutes: float
) -> Weighed:
    """Compare two reports; without words (None) only distance and time count."""
    total = BIAS + NEAR * nearness(distance_m) + HOURS * abs(minutes) / 60
    if first is None or second is None:
        return Weighed(_logistic(total + KIND_UNKNOWN), 0.0)
    alike = words.overlap(first.grams, second.grams)
    shared = words.overlap(first.concepts, second.concepts)
    total += _of_words(first, second, alike, shared)
    return Weighed(_logistic(total), min(1.0, max(alike, 0.6 * shared + 0.4 * alike)))


def _of_words(first: Features, second: Features, alike: float, shared: float) -> float:
    unknown = not first.kinds or not second.kinds
    against = words.contradicted(first.figures, second.figures)
    apart = max(0.0, -agreement(first.sites, second.sites))
    return (
        (KIND_UNKNOWN if unknown else KIN * words.kinship(first.kinds, second.kinds))
        + TEXT * alike
        + CONCEPTS * shared
        + OTHER_PLACE * apart
        + (OTHER_FIGURE if against else 0.0)
        + OTHER_CONCEPT * concept_table().contradictions(first.concepts, second.concepts)
    )


def nearness(distance_m: float) -> float:
    """Return how near two places are, 1 to 0."""
    return math.exp(-((distance_m / SPREAD_M) ** 2) / 2)


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))
