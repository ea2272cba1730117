"""Texts to terminals through kills: each is answered in the end, each fact stands once."""

import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import asyncpg
import httpx
import pytest

from tests.e2e.conftest import Town
from tests.harness.demo import credentials_of
from tests.harness.homes import Homes
from tests.harness.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
NUMBER = "13980800809"
FACTS = (
    "select subject::text, array_agg(kind order by seq) as kinds from kernel.fact "
    "where topic = 'texts' group by subject"
)


def until(there: Callable[[], Any]) -> Any:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if found := there():
                return found
        except (httpx.HTTPError, KeyError):
            pass  # a part was killed just now
        time.sleep(0.2)
    raise AssertionError("not within two minutes")


async def facts(url: str) -> dict[str, list[str]]:
    connection = await asyncpg.connect(url)
    try:
        return {row["subject"]: list(row["kinds"]) for row in await connection.fetch(FACTS)}
    finally:
        await connection.close()


def test_texts_outlive_who_sends_and_who_keeps_them(homes: Homes) -> None:
    with homes.running("city") as system:
        town = Town(system, credentials_of(system))
        with (
            closing(town.signed_in("dispatcher")) as desk,
            Terminal(system.home, f"0{NUMBER}", "粤D80809") as terminal,
        ):
            form = {"protocol": "jt808", "identifier": NUMBER}
            made = desk.post("/api/devices", json=form)
            if made.status_code == 409:  # it called first
                made = desk.get("/api/devices", params={"q": NUMBER})
                (device,) = made.json()["items"]
                let_in = {"headers": {"If-Match": '"1"'}, "json": {"state": "active"}}
                desk.patch(f"/api/devices/{device['id']}", **let_in).raise_for_status()
            else:
                device = made.json()
            path = f"/api/devices/{device['id']}/text"

            def send(text: str) -> str:
                answer = until(lambda: desk.post(path, json={"text": text}).raise_for_status())
                return str(answer.json()["id"])

            def become(text: str, state: str) -> None:
                def there() -> bool:
                    items = desk.get(f"{path}s").json()["items"]
                    return {each["id"]: each["state"] for each in items}[text] == state

                until(there)

            first = send("一")
            become(first, "answered")
            system.kill("ingest")
            second = send("二")
            become(second, "answered")
            terminal.answers = False
            third = send("三")
            become(third, "sent")
            system.kill("postgres")
            system.kill("ingest")
            terminal.answers = True
            become(third, "answered")
            assert terminal.texts.count("三") >= 1
            told = asyncio.run(facts(system.announced()["owner_database_url"]))
            once = ["text.written", "text.sent", "text.answered"]
            assert told == dict.fromkeys((first, second, third), once)
