"""Fixtures of all tests: databases from one migrated template, Redis, settings, a clock.

Under xdist the controller starts one cluster for all workers; alone, the first test that needs
one starts it. Each test module gets its own database.
"""

import asyncio
import itertools
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import redis

from kernel.api import Settings
from tests.harness.cities import TestCity, copied
from tests.harness.clock import FakeClock
from tests.harness.homes import Homes
from tests.harness.servers import (
    Cluster,
    DatabaseUrls,
    RedisServer,
    create_database,
    create_empty_database,
    drop_database,
    sweep,
)

# Time is judged by `make bench`, never by a test; the same cases come in every run.
hypothesis.settings.register_profile("wanglou", deadline=None, derandomize=True)
hypothesis.settings.load_profile("wanglou")
CLUSTER = pytest.StashKey[Cluster]()
# Kept from the developer's environment; every other WANGLOU_ variable would leak into the tests.
KEPT_VARIABLES = {"WANGLOU_CHROMIUM"}
_numbers = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Forget the developer's settings and what killed runs left behind."""
    for name in [name for name in os.environ if name.startswith("WANGLOU_")]:
        if name not in KEPT_VARIABLES:
            del os.environ[name]
    if not hasattr(config, "workerinput"):
        sweep()


def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where the controller's cluster listens, and where homes are kept."""
    cluster = _cluster(node.config)
    node.workerinput["database_urls"] = asdict(cluster.template)
    node.workerinput["database_fault"] = cluster.fault
    node.workerinput["homes"] = str(cluster.homes)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster, also after failures."""
    cluster = config.stash.get(CLUSTER, None)
    if cluster is not None:
        del config.stash[CLUSTER]
        cluster.stop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show what tests measured and noted with `record_property("figure", …)`."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")


def _cluster(config: pytest.Config) -> Cluster:
    if CLUSTER not in config.stash:
        config.stash[CLUSTER] = Cluster()
        config.stash[CLUSTER].start()
    return config.stash[CLUSTER]


@pytest.fixture(scope="session")
def template_urls(request: pytest.FixtureRequest) -> DatabaseUrls:
    """The migrated template database of the run's cluster (never connect to it)."""
    given = getattr(request.config, "workerinput", None)
    if given:
        template, fault = DatabaseUrls(**given["database_urls"]), given["database_fault"]
    else:
        cluster = _cluster(request.config)
        template, fault = cluster.template, cluster.fault
    if fault:
        pytest.fail(f"the template database could not be migrated:\n{fault}", pytrace=False)
    return template


@pytest.fixture(scope="session")
def homes(request: pytest.FixtureRequest) -> Homes:
    """Home folders to copy, shared by all test processes of the run."""
    given = getattr(request.config, "workerinput", None)
    return Homes(Path(given["homes"]) if given else _cluster(request.config).homes)


@pytest.fixture(scope="module")
def test_city() -> TestCity | None:
    """The city a module's database begins with; none, unless its folder or the module names one."""
    return None


@pytest.fixture(scope="module")
def loaded_database(
    template_urls: DatabaseUrls, worker_id: str, test_city: TestCity | None
) -> Iterator[tuple[DatabaseUrls, Any]]:
    """A migrated database of this module alone, and what loading its city told."""
    name = f"test_{worker_id}_{next(_numbers)}"
    if test_city is not None:
        with copied(template_urls, test_city, name) as given:
            yield given
        return
    asyncio.run(create_database(template_urls, name))
    yield template_urls.named(name), None
    asyncio.run(drop_database(template_urls, name))


@pytest.fixture(scope="module")
def database_urls(loaded_database: tuple[DatabaseUrls, Any]) -> DatabaseUrls:
    """This module's database under its three roles."""
    return loaded_database[0]


@pytest.fixture
def migrated_database_urls(template_urls: DatabaseUrls, worker_id: str) -> Iterator[DatabaseUrls]:
    """A migrated database of this test alone with nothing in it."""
    name = f"migrated_{worker_id}_{next(_numbers)}"
    asyncio.run(create_database(template_urls, name))
    yield template_urls.named(name)
    asyncio.run(drop_database(template_urls, name))


@pytest.fixture
def empty_database_urls(template_urls: DatabaseUrls, worker_id: str) -> Iterator[DatabaseUrls]:
    """A database of this test alone with the extensions and no schema yet."""
    name = f"empty_{worker_id}_{next(_numbers)}"
    asyncio.run(create_empty_database(template_urls, name))
    yield template_urls.named(name)
    asyncio.run(drop_database(template_urls, name))


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of this test process's own Redis."""
    server = RedisServer()
    yield server.start()
    server.stop()


@pytest.fixture(scope="module")
def redis_url(redis_server: str) -> str:
    """The address of an empty Redis."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home folder of this module."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def settings(database_urls: DatabaseUrls, redis_url: str, home: Path) -> Settings:
    """Settings of an application on this module's database and an empty Redis."""
    return Settings(
        home=home,
        port=0,
        database_url=database_urls.app,
        owner_database_url=database_urls.owner,
        redis_url=redis_url,
    )


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until the test moves it."""
    return FakeClock()
