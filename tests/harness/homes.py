"""Home folders made once in a run and copied for whoever needs one.

Making a cluster, its schema and the demo city takes ten to thirty seconds, a copy less than one.
"""

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from server.supervisor.home import Home
from server.supervisor.services import Services
from tests.harness.demo import load_demo
from tests.harness.servers import TEST_SETTINGS, make_folder
from tests.harness.system import System

Kind = Literal["cluster", "schema", "city"]


class Homes:
    """The homes of one run, in a folder all its test processes share.

    `cluster` has a database and roles, `schema` is what the first `wanglou run` leaves, `city` has
    the demo city in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, kind: Kind, target: Path) -> Path:
        """Copy a home to a path that is not there yet, and return it."""
        with (self._folder / f"{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes first makes it, the others wait
            made = self._folder / kind
            if not made.exists():
                half = self._folder / f"{kind}.half"
                shutil.rmtree(half, ignore_errors=True)
                self._makers[kind](half)
                half.rename(made)
        subprocess.run(["cp", "--archive", made, target], check=True)
        return target

    @contextmanager
    def running(self, kind: Kind, environment: Mapping[str, str] | None = None) -> Iterator[System]:
        """Give a running system on a copy of its own."""
        folder = make_folder()
        try:
            with System(self.copy(kind, folder / "home"), environment) as system:
                yield system
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _makers(self) -> Mapping[Kind, Callable[[Path], None]]:
        return {"cluster": _make_cluster, "schema": _make_schema, "city": self._make_city}

    def _make_city(self, home: Path) -> None:
        with System(home=self.copy("schema", home)) as system:
            load_demo(system)


def _make_cluster(home: Path) -> None:
    with Services(Home(home), {}, postgres_settings=TEST_SETTINGS):
        pass


def _make_schema(home: Path) -> None:
    with System(home=home):
        pass
