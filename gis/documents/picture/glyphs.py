"""Signs as SVG paths in a box of 24: frames of symbols, marks of units and grades; pure."""

from typing import Any

# Frames of the groups of our symbols, in the same box of 24 as their glyphs (the screens' frames).
FRAMES = {
    "triangle": "M12 1.8 23 21.2H1z",
    "square": "M2.5 2.5h19v19h-19z",
    "circle": "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 0 0 0-21z",
    "diamond": "M12 .8 23.2 12 12 23.2.8 12z",
}
# MIL-STD-2525 is told apart by its frame; which sign stands in it only its code says.
MILITARY = {"F": "M1 5h22v14H1z", "H": "M12 1 23 12 12 23 1 12z", "N": "M3 3h18v18H3z"}
MILITARY_UNKNOWN = "M7 7a5 5 0 0 1 10 0a5 5 0 0 1 0 10a5 5 0 0 1-10 0a5 5 0 0 1 0-10z"
# A rounded square: units on the screens.
UNIT = "M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z"
# Marks of grades: diamond, triangle, square, disc; without a grade a disc too.
GRADES = {"I": "M12 0 24 12 12 24 0 12z", "II": "M12 0 24 22H0z", "III": "M2 2h20v20H2z"}
ARROW_HEAD = "M6 4L22 12L6 20L10 12z"


def of_symbol(symbol: dict[str, Any]) -> tuple[str, str]:
    """Return the SVG paths of a symbol: its frame, and what stands in it."""
    if symbol["frame"]:
        return FRAMES[symbol["frame"]], symbol["path"]
    return military_frame(symbol["code"]), ""


def military_frame(code: str) -> str:
    """Return the SVG path of the frame of a code of MIL-STD-2525, C or D."""
    letter = code[1:2].upper()
    if code.isdigit():
        letter = {"3": "F", "2": "F", "6": "H", "5": "H", "4": "N"}.get(code[3:4], "U")
    alike = {"A": "F", "D": "F", "J": "H", "K": "H", "S": "H", "L": "N", "M": "F"}
    return MILITARY.get(alike.get(letter, letter), MILITARY_UNKNOWN)


def grade_path(grade: str) -> str:
    """Return the SVG path of the mark of a grade."""
    return GRADES.get(grade, FRAMES["circle"])
