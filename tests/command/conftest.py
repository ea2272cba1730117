"""The fixtures of incidents: the small demo city, the whole application, HTTP as its people."""

from tests.incidents.conftest import app, as_, db, organisations, test_city

__all__ = ["app", "as_", "db", "organisations", "test_city"]
