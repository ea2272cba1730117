"""Fixtures: the running application, and the city with what is planted in it."""

from collections.abc import Iterator

import pytest

from kernel.api import Settings
from tests.contracts.access import Attack, attack
from tests.contracts.city import MATRIX
from tests.contracts.planted import World
from tests.contracts.running import Running
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The city of the access matrix."""
    return MATRIX


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[Running]:
    """The application on a port of its own, at a time that stands still."""
    with Running(settings, FakeClock()) as server:
        yield server


@pytest.fixture(scope="module")
def world(running: Running, database_urls: DatabaseUrls) -> Iterator[World]:
    """The people of the matrix, signed in; nothing is planted yet."""
    made = World(running, database_urls.superuser)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def attacked(world: World) -> Iterator[Attack]:
    """Longhu's things planted, and everybody who must not see them."""
    with attack(world) as made:
        yield made
