"""The fixtures of rooms serve messages too: the small town over HTTP."""

from tests.gis.conftest import codes, door, gis_app, test_city, who

__all__ = ["codes", "door", "gis_app", "test_city", "who"]
