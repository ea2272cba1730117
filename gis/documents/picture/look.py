"""Colours of map documents: tokens of the screens, layers as the screens show them; pure."""

import math
from typing import Any

PALETTES: dict[str, dict[str, str]] = {
    "day": {
        "paper": "#ffffff", "text": "#14202b", "muted": "#586572", "line": "#d5dce3",
        "land": "#f1f3f4", "sea": "#d6e4ec", "coast": "#8fa1af", "road": "#ffffff",
        "casing": "#b9c4ce", "track": "#b9c4ce",
        "rail": "#8a97a3", "label": "#3d4a57", "border": "#8494a2",
        "grade-1": "#c62828", "grade-2": "#b85300", "grade-3": "#8a6a00", "grade-4": "#1f5fbf",
        "on-grade": "#ffffff", "plot": "#5b3fa8", "plot-blue": "#35577f", "plot-cyan": "#036775",
        "plot-green": "#40691f", "plot-violet": "#9c1f86", "plot-grey": "#4b5762",
    },
    "night": {
        "paper": "#151c23", "text": "#e7edf3", "muted": "#93a1af", "line": "#2b3743",
        "land": "#202b35", "sea": "#0b1014", "coast": "#4d5d6c", "road": "#465868",
        "casing": "#1a232b", "track": "#465868",
        "rail": "#5a6b7a", "label": "#a9b6c2", "border": "#66788a",
        "grade-1": "#ff5a5f", "grade-2": "#ff9433", "grade-3": "#f2c94c", "grade-4": "#5b9bff",
        "on-grade": "#0e1318", "plot": "#b9a5f0", "plot-blue": "#9fb7d4", "plot-cyan": "#63cfdd",
        "plot-green": "#a3cf8e", "plot-violet": "#ef9be0", "plot-grey": "#b9c4ce",
    },
}  # fmt: skip
# What the map draws where a style is silent: opacity of an area, widths and radius in pixels.
FILL, OUTLINE, LINE, RADIUS = 0.22, 1.25, 2.0, 5.0
# Layers without a colour of their own, and kinds of resources, take these in turn.
USUAL = (
    "#6b7a90", "#5b8fb0", "#3f9fb5", "#7092c0", "#7f83c9", "#9a78c2", "#b57fb5", "#b97a95",
    "#94806f", "#7d6a4f", "#8a8f55", "#6f9560", "#4f9a6e", "#8a8f95",
)  # fmt: skip
# One hue each, so that kinds stand apart on the same map; none of them an alarm's.
THINGS = {
    "hospital": "#2f8f6b", "shelter": "#8a6d3b", "hazard_source": "#8c4f9a",
    "protection_target": "#4a6fb0", "camera": "#5f6b78", "depot": "#66705a", "station": "#2c7f97",
    "team": "#6a5fb0", "expert": "#96527f",
}  # fmt: skip
# The hue of a mark without a grade is that of text.
GRADES = {"I": "grade-1", "II": "grade-2", "III": "grade-3", "IV": "grade-4"}
# Red to yellow, and the blue of grade IV, belong to alarms: degrees of hue, and the chroma kept.
_ALARM, _BLUE = (10, 112, 0.075), (238, 275, 0.1)
_SHOWN = {"night": (0.44, 0.9), "day": (0.3, 0.66)}
Lab = tuple[float, float, float]


def layer_colour(layer: dict[str, Any], theme: str) -> str:
    """Return the colour of a layer without classes."""
    style = layer.get("style") or {}
    return shown(str(style.get("colour") or usual(layer["code"])), theme)


def usual(code: str) -> str:
    """Return the colour of a layer that has none of its own: the screens' for the same code."""
    total = 0
    for letter in code:
        total = (total * 31 + ord(letter)) % 9973
    return USUAL[total % len(USUAL)]


def class_of(style: dict[str, Any], properties: dict[str, Any]) -> int | None:
    """Return the number of the class a feature belongs to, None for otherwise."""
    classes = style["classes"]
    value = properties.get(classes["attribute"])
    for number, item in enumerate(classes["items"]):
        if classes["kind"] == "values":
            if _text(value) == _text(item.get("value")):
                return number
        elif _within(value, item):
            return number
    return None


def _text(value: Any) -> str:
    """Return a value as the screens compare it: 1 and 1.0 are the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _within(value: Any, item: dict[str, Any]) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low, high = item.get("from"), item.get("to")
    return (low is None or value >= low) and (high is None or value < high)


def shown(colour: str, theme: str) -> str:
    """Return a stored colour as a theme shows it: fitted to the ground, never an alarm's."""
    lightness, a, b = _lab(colour)
    hue, chroma = math.degrees(math.atan2(b, a)) % 360, math.hypot(a, b)
    most = next((top for low, high, top in (_ALARM, _BLUE) if low <= hue <= high), math.inf)
    calm = most * 0.8 / chroma if chroma > most else 1.0
    low, high = _SHOWN[theme]
    share = min(1.0, max(0.0, (lightness - 0.25) / 0.7))
    return _hex((low + share * (high - low), a * calm, b * calm))


def _lab(colour: str) -> Lab:
    """Return lightness, a, b of OKLab."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    )


def _hex(lab: Lab) -> str:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
    gamma = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear]
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, c))):02x}" for c in gamma)
