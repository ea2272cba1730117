"""Reads coordinates as people type them: decimal, degrees-minutes-seconds, either order; pure.

Datum is WGS 84. Two bare numbers are taken as latitude, longitude unless only the other order is
possible; letters (N, E, 北纬, 东经) always decide.
"""

import math
import re
import unicodedata

from gis.geodesy import Position

_LETTERS = {"北纬": "N", "南纬": "S", "东经": "E", "西经": "W", "纬度": "N", "经度": "E"}
_NUMBER = r"(?P<d{0}>[-+]?\d{{1,3}}(?:\.\d{{1,12}})?)"
_PART = (
    r"(?P<b{0}>[NSEW])?\s*" + _NUMBER + r"\s*(?:[°º度]\s*"
    r"(?:(?P<m{0}>\d{{1,2}}(?:\.\d{{1,10}})?)\s*['′’分]\s*)?"
    r"(?:(?P<s{0}>\d{{1,2}}(?:\.\d{{1,8}})?)\s*(?:[\"″”秒]|''|′′)\s*)?)?\s*(?P<a{0}>[NSEW])?"
)
_PAIR = re.compile(rf"^\(?\s*{_PART.format(1)}[\s,;，、/]+{_PART.format(2)}\s*\)?$")
_JOINED = re.compile(rf"^{_PART.format(1)}\s*{_PART.format(2)}$")
LONGEST = 80


def parse(text: str) -> Position | None:
    """Return (lon, lat) if the whole text is a coordinate, else None."""
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    for word, letter in _LETTERS.items():
        plain = plain.replace(word, letter)
    found = _PAIR.match(plain) or _lettered(plain)
    if not found:
        return None
    first, second = _part(found, 1), _part(found, 2)
    return _ordered(first, second) if first and second else None


def _lettered(plain: str) -> re.Match[str] | None:
    """Match without a separator only when letters or signs keep the numbers apart."""
    found = _JOINED.match(plain)
    return found if found and any(found[name] for name in ("a1", "b2")) else None


def _part(found: re.Match[str], number: int) -> tuple[float, str] | None:
    degrees = float(found[f"d{number}"])
    minutes = float(found[f"m{number}"] or 0)
    seconds = float(found[f"s{number}"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    letter = found[f"b{number}"] or found[f"a{number}"] or ""
    size = abs(degrees) + minutes / 60 + seconds / 3600
    sign = -1 if letter in ("S", "W") else math.copysign(1, degrees)
    return sign * size, letter


def _ordered(first: tuple[float, str], second: tuple[float, str]) -> Position | None:
    (a, letter_a), (b, letter_b) = first, second
    if letter_a in ("E", "W") or letter_b in ("N", "S"):
        return _checked(a, b)
    if letter_a in ("N", "S") or letter_b in ("E", "W"):
        return _checked(b, a)
    return _checked(a, b) if abs(a) > 90 else _checked(b, a)


def _checked(lon: float, lat: float) -> Position | None:
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None
