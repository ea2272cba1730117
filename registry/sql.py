"""Named SQL files that lie beside the queries they belong to."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def named(path: str) -> str:
    """Return the SQL in `registry/<path>`."""
    return (FOLDER / path).read_text(encoding="utf-8")
