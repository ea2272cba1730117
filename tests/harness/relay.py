"""A relay of our own: Debian's coturn on this machine, with the secret both sides know."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECRET = "relay-secret-of-tests"
START_S = 20.0
RELAY = shutil.which("turnserver")


def address() -> str:
    """Return the address of this machine that is not its loopback, else that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it only chooses the way
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


@contextmanager
def relay(folder: Path, port: int, way: str) -> Iterator[Path]:
    """Run a relay that takes clients over `udp` or `tcp` alone; give its log."""
    assert RELAY is not None
    log = folder / f"turn-{way}.log"
    command = [RELAY, "-n", "--use-auth-secret", f"--static-auth-secret={SECRET}"]
    command += ["--realm=wanglou", f"--listening-port={port}", "--no-tls", "--no-dtls"]
    command += [f"--listening-ip={address()}", f"--relay-ip={address()}", "--no-cli"]
    command += ["--allow-loopback-peers", "--no-tcp" if way == "udp" else "--no-udp"]
    command += [f"--pidfile={folder}/turn.pid", f"--log-file={log}", "--simple-log", "--verbose"]
    command += [f"--userdb={folder}/turn.sqlite"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, log, way)
        yield log
    finally:
        process.terminate()
        process.wait(timeout=START_S)


def _wait(process: subprocess.Popen[bytes], log: Path, way: str) -> None:
    """Wait until it listens, as it says itself."""
    deadline = time.monotonic() + START_S
    said = f"{way.upper()} listener opened on"
    while said not in (told := log.read_text(errors="replace") if log.exists() else ""):
        assert process.poll() is None, told
        assert time.monotonic() < deadline, told
        time.sleep(0.05)  # it has no other way to say that it is there
