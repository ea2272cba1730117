"""One whole system with the demo city for a module of faults."""

from collections.abc import Iterator

import pytest

from tests.harness.demo import Credentials, credentials_of
from tests.harness.homes import Homes
from tests.harness.system import System


@pytest.fixture(scope="module")
def running(homes: Homes) -> Iterator[System]:
    """A whole system, started as users start it, with the demo city in it."""
    with homes.running("city") as system:
        yield system


@pytest.fixture(scope="module")
def people(running: System) -> Credentials:
    """The demo city's people."""
    return credentials_of(running)
