"""Numbers as people say them, in Chinese and English; pure."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ENGLISH = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def value_of(text: str, special: dict[str, float]) -> float | None:
    """Return the value of a number in digits or words, None when it is none."""
    word = text.strip().lower()
    if word in special:
        return special[word]
    if word in _ENGLISH:
        return _ENGLISH[word]
    try:
        return float(word)
    except ValueError:
        return _chinese(word)


def _chinese(word: str) -> float | None:
    """Return the value of 十二, 两百三十, 三千; None for anything else."""
    total, digit = 0, None
    for char in word:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
    return float(total + (digit or 0)) if word else None
