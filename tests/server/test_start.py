"""What a process does before it answers."""

from typing import Any

from kernel.api import Feature, Settings, SystemClock
from server.app import opened, warm
from server.features import FEATURES


async def test_a_process_loads_what_features_ask_for(settings: Settings) -> None:
    loaded: list[str] = []

    async def load(tx: Any) -> None:
        loaded.append(await tx.value("select 'read'"))

    features = (Feature(name="one", warm=(load,)), Feature(name="two", warm=(load, load)))
    async with opened(settings, SystemClock(), features) as runtime:
        await warm(runtime)
    assert loaded == ["read"] * 3


async def test_an_empty_installation_has_nothing_to_load(settings: Settings) -> None:
    assert any(feature.warm for feature in FEATURES)
    async with opened(settings, SystemClock()) as runtime:
        await warm(runtime)
