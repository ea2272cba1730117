"""Alarm kinds from data/reference/alarm-kinds.json: texts, owner, escalation. Data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import orjson

from kernel.migrate import ROOT

Severity = Literal["red", "yellow"]
PATH = ROOT / "data" / "reference" / "alarm-kinds.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One post to call: `after_s` seconds after the alarm was raised."""

    after_s: int
    post: str
    above: bool


@dataclass(frozen=True, slots=True)
class AlarmKind:
    """What is the same for all alarms of a kind. `steps[0]` calls the owner at once."""

    code: str
    zh: str
    en: str
    severity: Severity
    repeat_s: int
    steps: tuple[Step, ...]
    clears_on_acknowledge: bool
    action: Mapping[str, str]

    @property
    def owner(self) -> str:
        """Name of the post that owns alarms of this kind."""
        return self.steps[0].post


@cache
def alarm_kinds() -> Mapping[str, AlarmKind]:
    """Return all kinds by code; read once."""
    document: dict[str, Any] = orjson.loads(PATH.read_bytes())
    return {entry["code"]: _kind(entry) for entry in document["kinds"]}


def _kind(entry: dict[str, Any]) -> AlarmKind:
    steps = [Step(0, entry["owner"], above=False)]
    steps += [
        Step(step["after_s"], step["to"], above=step["level"] == "parent")
        for step in sorted(entry["escalation"], key=lambda step: int(step["after_s"]))
    ]
    return AlarmKind(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        severity=entry["severity"],
        repeat_s=entry["repeat_s"],
        steps=tuple(steps),
        clears_on_acknowledge=entry["clears"] == "alarm.acknowledged",
        action=entry["action"],
    )
