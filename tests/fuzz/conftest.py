"""The running city of the access matrix is also the one that is fuzzed."""

from tests.contracts.conftest import running, test_city, world

__all__ = ["running", "test_city", "world"]
