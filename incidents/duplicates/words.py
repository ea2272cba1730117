"""What two narratives have in common: concepts, words, figures; pure."""

from dataclasses import dataclass

from gis.api import Gazetteer, Position
from incidents.codes.phrases import lexicon
from incidents.codes.suggest import extracted, weights
from incidents.duplicates.concepts import concept_table
from incidents.duplicates.sites import Site, sites_of

# A figure that names the object: two floors are two fires, two depths are one flood.
TELLING_FIGURES = frozenset({"floor"})
# Matched words are shown, not studied.
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of one narrative."""

    text: str
    kinds: dict[str, float]
    concepts: frozenset[str]
    phrases: frozenset[str]
    grams: frozenset[str]
    figures: dict[str, float]
    sites: list[Site]


def features(
    text: str, gazetteer: Gazetteer, *, near: Position | None, kind: str | None
) -> Features:
    """Read a narrative; a kind chosen by hand outweighs what its words suggest."""
    matches = lexicon().matches(text)
    kinds = weights(matches)
    if kind is not None:
        kinds[kind] = kinds.get(kind, 0.0) + 3.0
    figures = {item["field"]: item["value"] for item in extracted(text, lexicon(), TELLING_FIGURES)}
    return Features(
        text,
        kinds,
        concept_table().found(text),
        frozenset(match.phrase.text for match in matches),
        frozenset(bigrams(text)),
        figures,
        sites_of(text, gazetteer, near),
    )


def bigrams(text: str) -> set[str]:
    """Return all pairs of neighbouring letters of a text, without punctuation."""
    pairs = set()
    for part in _parts(text):
        pairs |= {part[start : start + 2] for start in range(len(part) - 1)}
    return pairs


def _parts(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of common pieces (Dice), 0 to 1."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def kinship(first: dict[str, float], second: dict[str, float]) -> float:
    """Return how alike two sets of suggested kinds are: same code 1, same family half, 0 to 1."""
    if not first or not second:
        return 0.0
    exact = _cosine(first, second)
    family = _cosine(_families(first), _families(second))
    return (exact + family) / 2


def _families(kinds: dict[str, float]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for code, weight in kinds.items():
        totals[code[:3]] = totals.get(code[:3], 0.0) + weight
    return totals


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    product = sum(weight * second.get(code, 0.0) for code, weight in first.items())
    lengths = sum(w * w for w in first.values()) * sum(w * w for w in second.values())
    return float(product / lengths**0.5) if lengths else 0.0


def contradicted(first: dict[str, float], second: dict[str, float]) -> bool:
    """Say whether both name the same telling figure with different values."""
    return any(name in second and second[name] != value for name, value in first.items())


def shared_words(first: Features, second: Features) -> list[str]:
    """Return the words two narratives share: places, key phrases, then longest common pieces."""
    places = {site.place.zh for site in first.sites} & {site.place.zh for site in second.sites}
    found = [*sorted(places), *sorted(first.phrases & second.phrases)]
    for piece in common_pieces(first.text, second.text):
        if not any(piece in word for word in found):
            found.append(piece)
    return found[:MOST_SHOWN]


def common_pieces(first: str, second: str) -> list[str]:
    """Return pieces of at least three letters that stand in both texts, longest first."""
    pieces, start = [], 0
    while start < len(first):
        end = start + 1
        while end <= len(first) and first[start:end] in second:
            end += 1
        piece = first[start : end - 1]
        if len(piece) >= 3 and piece.isalnum():
            pieces.append(piece)
        start = max(start + 1, end - 1)
    return sorted(set(pieces), key=lambda piece: (-len(piece), piece))[:MOST_SHOWN]
