"""The running city of the access matrix is also the one that is fuzzed."""

from tests.contracts.conftest import running, world

__all__ = ["running", "world"]
