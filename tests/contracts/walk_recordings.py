"""A walk through recordings: every answer of theirs once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

RECORDINGS = "/api/video/recordings"


def recordings(walker: "Walker") -> None:
    """Record a source and stop, look at a meeting's, hold it, cut it, erase it."""
    source = {"kind": "test-pattern", "zh": "测试图", "en": "Test"}
    source = walker.post("commander", "/api/video/sources", source)["id"]
    made = walker.post("commander", RECORDINGS, {"source_id": source, "minutes": 5})
    walker.post("commander", f"{RECORDINGS}/{made['id']}/stop")
    path = f"{RECORDINGS}/{walker.ids['recording']}"
    view = walker.get("jinping", path)
    began = view["segments"][0]["started_at"]
    walker.get("jinping", f"{path}/whiteboards")
    walker.get("jinping", f"{path}/segments/1")
    walker.get("jinping", f"{path}/segments/1/thumbnail")
    walker.get("wall", f"{RECORDINGS}?room={view['recording']['room_id']}")
    still = {"track_id": walker.ids["track"], "at": began}
    walker.post("jinping", f"{path}/stills", still)
    until = datetime.fromisoformat(began) + timedelta(minutes=1)
    span = {"from": began, "to": until.isoformat()}
    form = span | {"tracks": [walker.ids["track"]], "incident_id": walker.ids["incident"]}
    assert walker.post("jinping", f"{path}/clips", form)["attachment_id"]
    for held in (True, False):
        walker.post("jinping", f"{path}/hold", {"held": held, "reason": "调查"})
    walker.post("commander", f"{path}/erase", {"reason": "误录"})
    walker.get("jinping", path)
