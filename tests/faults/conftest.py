"""One whole system with the demo city for a module of faults."""

from collections.abc import Iterator

import pytest

from tests.harness.demo import Credentials, credentials_of, load_demo
from tests.harness.system import System


@pytest.fixture(scope="module")
def running() -> Iterator[System]:
    """A whole system, started as users start it, with the demo city loaded while it runs."""
    with System() as system:
        load_demo(system)
        yield system


@pytest.fixture(scope="module")
def people(running: System) -> Credentials:
    """The demo city's people."""
    return credentials_of(running)
