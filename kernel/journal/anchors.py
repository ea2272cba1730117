"""Anchors: the head of the journal written down outside the database, so that a cut tail shows.

One line of JSON each in `$WANGLOU_HOME/anchors/journal.jsonl`; copy that file to another machine or
write-once medium for protection against whoever owns this one.
"""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import orjson

from kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Anchor:
    """The journal's head at one moment: seq, digest (hex), and when it was written down."""

    seq: int
    digest: str
    at: str
    epoch: str


def path(home: Path) -> Path:
    """Return the file of anchors below the state folder."""
    return home / "anchors" / "journal.jsonl"


def read(home: Path) -> list[Anchor]:
    """Return all anchors, oldest first; a torn last line is passed over."""
    file = path(home)
    if not file.is_file():
        return []
    anchors = []
    for line in file.read_bytes().splitlines():
        try:
            anchors.append(Anchor(**orjson.loads(line)))
        except (orjson.JSONDecodeError, TypeError):
            continue
    return anchors


def write(home: Path, anchor: Anchor) -> None:
    """Append one anchor durably."""
    file = path(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.write(orjson.dumps(asdict(anchor)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


async def take(tx: Tx, home: Path) -> Anchor | None:
    """Write the present head down unless it stands there already; return what was written."""
    row = await tx.row(
        "select f.seq, f.digest, e.id from kernel.fact f, kernel.epoch e "
        "order by f.seq desc limit 1"
    )
    kept = read(home)
    if row is None or (kept and kept[-1].seq == row.seq):
        return None
    anchor = Anchor(row.seq, row.digest.hex(), _stamp(tx.now), str(row.id))
    write(home, anchor)
    return anchor


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
