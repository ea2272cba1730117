"""A client as the screens are: every write has a key and is repeated until it is answered."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

# While a part is down a client repeats with the same key.
PAUSE_S = 0.2
GIVE_UP_S = 120.0
WIDE = httpx.Limits(max_connections=200)
BUSY = (429, 503)


class Unanswered(AssertionError):
    """A write that nobody answered for two minutes."""


@dataclass(frozen=True)
class Answered:
    """The answer to a write, and whether an earlier try had been stored without an answer."""

    status: int
    body: Any
    replayed: bool


def with_token(address: str, token: str) -> httpx.AsyncClient:
    """Return a client that carries a token.

    It waits: to give up on a slow machine and ask again would only double what that has to do.
    """
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.AsyncClient(
        base_url=address, trust_env=False, headers=headers, timeout=GIVE_UP_S, limits=WIDE
    )


async def insisting(http: httpx.AsyncClient, path: str, body: dict[str, Any]) -> Answered:
    """Post until there is an answer other than "later"; a lost answer is asked for again."""
    key = uuid4().hex
    deadline = time.monotonic() + GIVE_UP_S
    while time.monotonic() < deadline:
        try:
            answer = await http.post(path, json=body, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            await asyncio.sleep(PAUSE_S)
            continue
        if answer.status_code not in BUSY:
            replayed = "idempotent-replayed" in answer.headers
            return Answered(answer.status_code, answer.json(), replayed)
        await asyncio.sleep(PAUSE_S)
    raise Unanswered(path)


async def made(http: httpx.AsyncClient, path: str, body: dict[str, Any]) -> Any:
    """Post something that must succeed; return the answer's body."""
    answer = await insisting(http, path, body)
    assert answer.status in (200, 201), f"{path}: {answer.status} {answer.body}"
    return answer.body
