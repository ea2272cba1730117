"""Normal forms, grams and likeness of names; pure."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

# A likeness below this is noise: two Chinese names of three characters that share one.
LEAST_RATIO = 60.0


def folded(text: str) -> str:
    """Return text in half width, lower case, without spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def has_chinese(text: str) -> bool:
    """Say whether text holds a Chinese character."""
    return any("\u3400" <= char <= "\u9fff" for char in text)


def grams(key: str, sizes: Iterable[int]) -> set[str]:
    """Return all pieces of a key of the given lengths."""
    return {
        key[start : start + size] for size in sizes for start in range(max(0, len(key) - size + 1))
    }


def likeness(query: str, key: str) -> float:
    """Return how well a key answers a query, 0 to 1; exact 1, then prefix, part, typo."""
    if key == query:
        return 1.0
    if key.startswith(query):
        return 0.80 + 0.15 * len(query) / len(key)
    if query in key:
        return 0.70 + 0.15 * len(query) / len(key)
    if key in query and len(key) >= 2:
        return 0.62 + 0.33 * len(key) / len(query)
    ratio = fuzz.ratio(query, key, score_cutoff=LEAST_RATIO)
    return ratio / 100 * 0.8


def span(query: str, name: str) -> tuple[int, int]:
    """Return the part of a name that a query names, (0, 0) when they share none."""
    if query in name:
        start = name.index(query)
        return start, start + len(query)
    if name in query:
        return 0, len(name)
    shared = [index for index, char in enumerate(name) if char in query]
    return (shared[0], shared[-1] + 1) if shared else (0, 0)
