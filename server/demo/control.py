"""How fast the demo plays, and how far it has come: two small files in the state folder."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

SLOWEST, FASTEST = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class Control:
    """What the operator of the demo wants: playing or not, 1 to 60 times as fast as life."""

    running: bool = True
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Which run this is and how many seconds of the recorded days were played."""

    run: str
    played_s: float


def read_control(home: Path) -> Control:
    """Return what was last asked for."""
    return Control(**(_read(home / "demo-control.json") or {}))


def write_control(home: Path, control: Control) -> None:
    """Ask for another speed, a stop or a start; the driver follows within a second."""
    _write(home / "demo-control.json", asdict(control))


def read_progress(home: Path) -> Progress | None:
    """Return where the driver stood, None when it never played."""
    kept = _read(home / "demo-progress.json")
    return Progress(**kept) if kept else None


def write_progress(home: Path, progress: Progress) -> None:
    """Keep where the driver stands."""
    _write(home / "demo-progress.json", asdict(progress))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    return kept


def _write(path: Path, document: dict[str, Any]) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(orjson.dumps(document))
    part.replace(path)
