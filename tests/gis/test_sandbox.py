"""The sandbox: what a locked child can no longer do, and that it ends with its parent."""

import asyncio
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gis.sandbox import frames
from gis.sandbox.process import ChildEnded, child

ROOT = Path.cwd()
# Locks itself in like the child, then tries what a stranger's file might make a reader do.
PROBE = """
import sys, os, json, signal; sys.path.append({root!r})
import resource, socket, subprocess
from pathlib import Path
from gis.sandbox import jail
own = Path(os.getcwd())
limits = jail.Limits(memory_bytes=1 << 30, processor_s=5, file_bytes=1 << 20)
jail.lock(limits, jail.installed(), own)
told = {{}}
def attempt(name, step):
    try: step(); told[name] = "done"
    except BaseException as error: told[name] = type(error).__name__
attempt("internet", lambda: socket.create_connection(("127.0.0.1", 9)))
attempt("internet6", lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
attempt("raw", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))
attempt("local", lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
attempt("pair", lambda: socket.socketpair())
attempt("fork", lambda: os.fork())
attempt("program", lambda: subprocess.run(["/bin/true"]))
attempt("exec", lambda: os.execv("/bin/true", ["true"]))
attempt("kill", lambda: os.kill(os.getppid(), 0))
attempt("session", lambda: os.setsid())
attempt("limits", lambda: resource.setrlimit(resource.RLIMIT_CPU, (999, 999)))
attempt("outside", lambda: Path("/tmp/wanglou-escaped").write_text("x"))
attempt("passwd", lambda: Path("/etc/passwd").read_text())
attempt("listing", lambda: os.listdir("/"))
attempt("other", lambda: Path({secret!r}).read_text())
attempt("memory", lambda: bytearray(2 << 30))
attempt("own", lambda: Path("mine").write_text("x"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
attempt("large", lambda: Path("large").write_bytes(b"x" * (2 << 20)))
print(json.dumps(told))
"""


def test_a_locked_child_can_only_compute(tmp_path: Path) -> None:
    own, secret = tmp_path / "own", tmp_path / "secret"
    own.mkdir()
    secret.write_text("secret")
    code = PROBE.format(root=str(ROOT), secret=str(secret))
    answer = subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=own,
        env={},
        capture_output=True,
        timeout=30,
        check=True,
    )
    told = json.loads(answer.stdout)
    assert told.pop("own") == "done"
    if not has_landlock():  # an older kernel: the user's rights alone guard the files
        for name in ("outside", "passwd", "listing", "other"):
            told.pop(name)
    assert "done" not in told.values(), told
    for refused in ("internet", "internet6", "raw", "local", "pair", "fork", "exec", "kill"):
        assert told[refused] == "PermissionError", told
    assert not Path("/tmp/wanglou-escaped").exists()


def has_landlock() -> bool:
    """Say whether this kernel can close the file system to a process."""
    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


async def test_the_child_that_reads_is_locked() -> None:
    async with child() as running:
        status = await locked(running.pid)
        assert status["NoNewPrivs"] == "1"
        assert status["Seccomp"] == "2"
        given = proc(running.pid, "environ")
        assert "WANGLOU" not in given
        assert "PATH=" not in given


def proc(pid: int, name: str) -> str:
    """Return what the kernel tells about a process."""
    return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8")


async def locked(pid: int) -> dict[str, str]:
    """Return the status of a child once it has locked itself in."""
    for _ in range(100):
        lines = proc(pid, "status").splitlines()
        status = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if status["Seccomp"] == "2":
            return status
        await asyncio.sleep(0.1)
    raise AssertionError("never locked")


async def test_a_child_is_gone_when_its_block_ends() -> None:
    async with child() as running:
        await locked(running.pid)
        folder = running.folder
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(running.pid, 0)


async def test_a_child_that_breaks_says_so() -> None:
    async with child() as running:
        await running.send({"do": "inspect"})
        with pytest.raises(ChildEnded) as ended:
            await running.receive()
    assert ended.value.code == 1
    assert "KeyError" in ended.value.told


def test_the_child_dies_with_its_parent() -> None:
    code = (
        f"import sys, asyncio; sys.path.append({str(ROOT)!r})\n"
        "from gis.sandbox.process import child\n"
        "async def main():\n"
        "    async with child() as running:\n"
        "        print(running.pid, flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    asyncio.run(locked(pid))
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "zombie" in proc(pid, "status"):
            return
        time.sleep(0.1)
    raise AssertionError("the child outlived its parent")


def test_frames_that_lie_are_refused() -> None:
    with pytest.raises(frames.BadFrame):
        frames.lengths(b"\xff" * 8)
    with pytest.raises(frames.BadFrame):
        frames.lengths(b"\0")
    with pytest.raises(frames.BadFrame):
        frames.unpacked(b"{")
    with pytest.raises(frames.BadFrame):
        frames.cut(b"abc", [1, 1])
    assert frames.cut(b"abc", [1, 2]) == [b"a", b"bc"]
