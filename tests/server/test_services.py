"""The embedded database and Redis on their own, without an application."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from kernel.api import newest_revision
from server.supervisor import schema
from server.supervisor.errors import HomeBusy, SupervisorError
from server.supervisor.home import Home
from server.supervisor.postgres import end_orphan
from server.supervisor.services import Services
from tests.harness.homes import Homes
from tests.harness.servers import TEST_SETTINGS, make_folder


@pytest.fixture
def empty() -> Iterator[Path]:
    made = make_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder(empty: Path, homes: Homes) -> Path:
    """A folder with a home whose cluster was made before."""
    homes.copy("cluster", empty / "home")
    return empty


def services(home: Path) -> Services:
    return Services(Home(home), {}, postgres_settings=TEST_SETTINGS)


def test_a_stale_pid_file_does_no_harm(folder: Path) -> None:
    # After a crash another program may have the number of the old postmaster: here this one.
    stale = folder / "home" / "postgres" / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n", encoding="ascii")
    with services(folder / "home") as again:
        assert value(again.connections.database_url, "select 1") == 1


def test_an_orphan_that_will_not_end_is_killed(tmp_path: Path) -> None:
    deaf = ["sh", "-c", "trap '' INT QUIT; echo deaf; exec sleep 60"]
    with subprocess.Popen(deaf, cwd=tmp_path, stdout=subprocess.PIPE) as orphan:
        assert orphan.stdout is not None
        assert orphan.stdout.readline() == b"deaf\n"
        (tmp_path / "postmaster.pid").write_text(f"{orphan.pid}\n", encoding="ascii")
        end_orphan(tmp_path, grace_s=0.1)
        assert orphan.wait(30) == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []


def test_a_home_is_held_by_one_instance(folder: Path) -> None:
    home = Home(folder / "home")
    with services(folder / "home"):
        assert home.held()
        with pytest.raises(HomeBusy, match=f"process {os.getpid()}"), home:
            pass
    assert not home.held()


def test_a_lock_file_of_a_dead_instance_is_no_lock(empty: Path) -> None:
    home = empty / "home"
    home.mkdir(mode=0o711)
    (home / "lock").write_text("1\n", encoding="ascii")
    (home / "running.json").write_text("{}", encoding="ascii")
    assert Home(home).announced() is None
    with Home(home):
        assert (home / "lock").read_text(encoding="ascii").strip() == str(os.getpid())


def test_a_cluster_without_its_passwords_is_refused_in_words(folder: Path) -> None:
    (folder / "home" / "secrets.json").unlink()
    with pytest.raises(SupervisorError, match=r"secrets\.json is gone"), services(folder / "home"):
        pass
    assert not Home(folder / "home").held()


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    cluster = folder / "home" / "postgres"
    (cluster / "data").rename(cluster / "data.new")
    (cluster / "data.new" / "PG_VERSION").unlink()
    with services(folder / "home") as again:
        assert value(again.connections.database_url, "select 1") == 1


def test_sockets_are_private_and_nothing_listens_on_tcp(folder: Path) -> None:
    with services(folder / "home") as running:
        sockets = Path((folder / "home" / "sockets").read_text(encoding="utf-8"))
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert value(running.connections.owner_database_url, "show listen_addresses") == ""
        assert stat.S_IMODE((folder / "home" / "secrets.json").stat().st_mode) == 0o600
    assert not sockets.exists()


def test_a_wrong_password_is_refused(folder: Path) -> None:
    with services(folder / "home") as running:
        url = running.connections.database_url
        wrong = url.replace(url.split(":")[2].split("@")[0], "guessed")
        with pytest.raises(asyncpg.InvalidPasswordError):
            value(wrong, "select 1")


def test_a_home_below_a_closed_folder_works(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with services(closed / "home") as running:
        assert value(running.connections.database_url, "select 1") == 1
        cluster = (closed / "home" / "postgres").resolve()
        # Root's database runs as another user, who cannot enter: it moves, and a link tells where.
        assert (closed / "home" / "postgres").is_symlink() == (os.geteuid() == 0)
    shutil.rmtree(cluster)


def test_the_supervisor_knows_the_newest_revision() -> None:
    assert schema.newest_revision() == newest_revision()


def test_an_empty_database_needs_migrating(folder: Path) -> None:
    with services(folder / "home") as running:
        assert not schema.is_current(running.connections.owner_database_url)


def value(url: str, sql: str) -> object:
    async def once() -> object:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(once())
