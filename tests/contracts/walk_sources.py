"""A walk through sources: every answer of theirs once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

SOURCES = "/api/video/sources"


def sources(walker: "Walker") -> None:
    """Add a test picture to a camera, change it, take a still, look round an incident."""
    form = {"kind": "test-pattern", "zh": "测试图", "en": "Test"}
    made = walker.post("commander", SOURCES, form)
    path = f"{SOURCES}/{made['id']}"
    walker.ask("commander", "PATCH", path, {"look_every_s": 60})
    walker.get("wall", path)
    walker.post("commander", f"{path}/still")
    walker.ask("commander", "DELETE", path)
    walker.get("commander", f"{SOURCES}?removed=true")
    walker.post("commander", f"{path}/restore")
    walker.get("jinping", f"{SOURCES}?camera={walker.ids['camera']}")
    incident = f"/api/incidents/{walker.ids['incident']}"
    found = walker.get("commander", f"{incident}/pictures")["items"]
    assert walker.ids["source"] in {each["source"]["id"] for each in found}
