"""`wanglou run`: one instance per home; all dies with it, and what dies alone comes back."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.harness.homes import Homes
from tests.harness.servers import make_folder
from tests.harness.system import System, gone

# The promise is a back-off of 2 s at most; recovery of the database takes about one more.
RECOVERY_S = 15


@pytest.fixture(scope="module")
def system(homes: Homes) -> Iterator[System]:
    """One running system for the tests that leave it running."""
    with homes.running("schema") as running:
        yield running


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder for a home that several systems use one after the other."""
    made = make_folder()
    yield made
    shutil.rmtree(made)


def test_a_second_instance_on_the_same_home_is_refused(system: System) -> None:
    second = System(home=system.home)
    second.start()
    assert second.process is not None
    assert second.process.wait(30) == 1
    said = second.output()
    second.close()
    assert system.process is not None
    assert f"another wanglou (process {system.process.pid}) already runs on {system.home}" in said
    assert "WANGLOU_HOME=" in said
    assert system.status("/readyz") == 200


def test_a_used_port_is_refused_and_nothing_stays_behind(system: System) -> None:
    port = system.address.rsplit(":", 1)[1]
    other = System(environment={"WANGLOU_PORT": port})
    other.start()
    assert other.process is not None
    assert other.process.wait(60) == 1
    said = other.output()
    other.close()
    assert f"cannot listen on 127.0.0.1:{port}" in said
    assert "WANGLOU_PORT=" in said


def test_state_is_private_and_nothing_listens_on_tcp_but_the_server(system: System) -> None:
    for name in ("secrets.json", "running.json", "lock"):
        assert stat.S_IMODE((system.home / name).stat().st_mode) == 0o600
    sockets = Path((system.home / "sockets").read_text(encoding="utf-8"))
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    database = _run(system.announced()["owner_database_url"], "show listen_addresses")
    assert database == ""


def test_the_database_does_not_run_as_root(system: System) -> None:
    assert os.stat(f"/proc/{system.pid('postgres')}").st_uid != 0  # noqa: PTH116


def test_both_roles_are_plain(system: System) -> None:
    for role in ("database_url", "owner_database_url"):
        special = _run(
            system.announced()[role],
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user",
        )
        assert special is False


def test_a_command_finds_the_running_instance(system: System) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "journal", "verify", "--json"],
        env={**os.environ, "WANGLOU_HOME": str(system.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"ok": true' in done.stdout


@pytest.mark.parametrize(
    "part", ["postgres", "redis", "serve", "worker", "ingest", "media", "spare"]
)
def test_whoever_is_killed_comes_back(system: System, part: str) -> None:
    _until(lambda: _other_pid(system, part, 0), f"no {part}")
    before = system.kill(part)
    _until(lambda: _other_pid(system, part, before), f"{part} was not started again")
    _until(lambda: system.status("/readyz") == 200, "not ready again")


@pytest.mark.parametrize("part", ["serve", "worker"])
def test_the_spare_process_takes_over(system: System, part: str) -> None:
    _until(lambda: _other_pid(system, "spare", 0), "no spare process")
    spare = system.pid("spare")
    log = system.home / "log" / ("server.log" if part == "serve" else "worker.log")
    before = system.kill(part)
    _until(lambda: _other_pid(system, part, before), f"{part} was not started again")
    assert system.pid(part) == spare
    _until(lambda: system.status("/readyz") == 200, "not ready again")
    # It writes where the dead one wrote, and has nothing to read any more.
    assert Path(f"/proc/{spare}/fd/2").resolve() == log.resolve()
    assert Path(f"/proc/{spare}/fd/0").resolve() == Path(os.devnull)
    _until(lambda: _other_pid(system, "spare", spare), "no new spare process")


def test_a_killed_database_keeps_what_was_committed(system: System) -> None:
    url = system.announced()["owner_database_url"]
    _run(url, "create table public.kept (n int)")
    _run(url, "insert into public.kept values (1)")
    system.kill("postgres")

    def there() -> bool:
        try:
            return bool(_run(url, "select n from public.kept"))
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError):
            return False

    _until(there, "the database did not come back")
    _run(url, "drop table public.kept")
    _until(lambda: system.status("/readyz") == 200, "not ready again")


def test_a_stop_leaves_nothing_and_a_second_start_is_quick(folder: Path) -> None:
    with System(home=folder / "home") as system:
        children = system.processes()
        sockets = Path((system.home / "sockets").read_text(encoding="utf-8"))
        assert len(children) > 4
        assert system.stop(signal.SIGINT) == 0
        assert gone(children) == {}
        assert not sockets.exists()
        assert not (system.home / "running.json").exists()
    # 15 s are promised on a machine that has its processors to itself.
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    started = time.monotonic()
    with System(home=folder / "home") as again:
        assert time.monotonic() - started < 15 * crowd
        children = again.processes()
        assert again.stop(signal.SIGTERM) == 0
    assert gone(children) == {}


def test_children_die_with_a_killed_supervisor_and_the_next_one_ends_orphans(
    folder: Path, homes: Homes
) -> None:
    with System(home=homes.copy("schema", folder / "home")) as killed:
        children = killed.processes()
        postmaster = killed.pid("postgres")
        # Stopped, it cannot act on the death of its supervisor; the next one has to end it.
        os.kill(postmaster, signal.SIGSTOP)
        assert killed.process is not None
        killed.process.kill()
        killed.process.wait()
        assert set(gone(children, within_s=2.0)) >= {postmaster}
    with System(home=folder / "home") as again:
        assert again.pid("postgres") != postmaster
        assert gone(children) == {}


def _run(url: str, sql: str) -> object:
    async def once() -> object:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(once())


def _other_pid(system: System, part: str, before: int) -> bool:
    try:
        return system.pid(part) != before
    except AssertionError:
        return False


def _until(holds: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + RECOVERY_S
    while not holds():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.05)
