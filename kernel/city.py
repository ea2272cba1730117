"""The city data set this installation was started with: a folder that one command loads."""

from pathlib import Path
from typing import Any

import orjson


class City:
    """Reads `city.json` of a city folder; nothing in the code knows a city by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / "city.json"
        self._facts: dict[str, Any] = orjson.loads(path.read_bytes()) if path.is_file() else {}

    def card(self) -> dict[str, Any]:
        """Return what screens need: names, bbox (west, south, east, north), review."""
        return dict(self._facts)

    @property
    def zone(self) -> str:
        """Return the IANA time zone of the city, UTC when the data set names none."""
        return str(self._facts.get("timezone", "UTC"))
