"""The demo city inside a system under test: its people, passwords and tokens."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import httpx

from tests.harness.system import System

LOAD_TIMEOUT_S = 120


@dataclass(frozen=True)
class Credentials:
    """What `demo-credentials.json` holds."""

    passwords: dict[str, str]
    tokens: dict[str, str]


def load_demo(running: System) -> None:
    """Load the demo city into a running system (the calls are not played)."""
    urls = running.announced()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WANGLOU_")},
        "WANGLOU_HOME": str(running.home),
    }
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "demo", "load", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=LOAD_TIMEOUT_S,
        check=False,
    )
    assert done.returncode == 0, f"{urls}\n{done.stdout}{done.stderr}"


def credentials_of(running: System) -> Credentials:
    """Return the passwords and tokens of a system with the demo city."""
    told: dict[str, Any] = json.loads((running.home / "demo-credentials.json").read_bytes())
    passwords = {item["username"]: item["password"] for item in told["accounts"]}
    return Credentials(passwords, told["tokens"])


async def signed_in(address: str, people: Credentials, username: str) -> httpx.AsyncClient:
    """Return a client signed in as one of the demo's people."""
    client = httpx.AsyncClient(base_url=address, trust_env=False, timeout=10)
    answer = await client.post(
        "/api/session", json={"username": username, "password": people.passwords[username]}
    )
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return client
