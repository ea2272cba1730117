"""Fixtures of sources: the small town, cameras of our own on this machine."""

from typing import Any

import pytest

from kernel.api import Database, Settings, system
from tests.gis.conftest import As, Client, Json, codes, door, gis_app, nobody, test_city, who

__all__ = ["As", "Client", "Json", "codes", "door", "gis_app", "nobody", "test_city", "who"]
SOURCES = "/api/video/sources"
SETTING = "990001=127.0.0.0/8; fire=10.9.0.0/16"


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Settings that let cameras of the east stand on this machine."""
    return settings.model_copy(
        update={"camera_hosts": SETTING, "media_ports": "50000-59999", "media_address": "127.0.0.1"}
    )


@pytest.fixture(autouse=True)
async def fresh(door: Database) -> None:
    """Take what tests before left out of service."""
    async with door.transaction(system("test")) as tx:
        await tx.run(
            "update video.source set removed_at = now(), next_look = null, state = 'unknown', "
            "reason = null where removed_at is null"
        )


async def added(client: Client, **fields: Any) -> Json:
    """Add a source."""
    body = {"kind": "test-pattern", "zh": "测试图", "en": "Test"} | fields
    answer = await client.post(SOURCES, json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def cameras(client: Client) -> dict[str, Json]:
    """Return the cameras somebody sees, by code."""
    answer = await client.get("/api/resources", params={"kind": "camera"})
    return {each["code"]: each for each in answer.json()["items"]}
