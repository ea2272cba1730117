"""Reads films we wrote: what is in them, and what a killed process left. Block: use a thread."""

import fcntl
import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import overload

from video.film import ebml
from video.film.ebml import Data
from video.film.matroska import CODEC_IDS, EPOCH_2001, UNDER_WAY, Places, finish

# Whoever began a film a moment ago may not hold its lock yet.
YOUNG_S = 5.0
_NAMES = {name: codec for codec, name in CODEC_IDS.items()}
PIECE = 1024 * 1024
_NEVER = datetime.fromtimestamp(0, UTC)
_NOWHERE = Places(0, 0, 0, 0)


@dataclass(slots=True)
class Contents:
    """What a film holds; `whole` ends its last whole cluster."""

    codec: str = ""
    started_at: datetime = _NEVER
    width: int | None = None
    height: int | None = None
    frames: int = 0
    last_ms: int = 0
    step_ms: int = 20
    whole: int = 0
    closed: bool = False
    cues: list[tuple[int, int]] = field(default_factory=list)
    places: Places = _NOWHERE

    @property
    def duration_ms(self) -> int:
        """How long it plays."""
        return self.last_ms + self.step_ms

    @property
    def ended_at(self) -> datetime:
        """When its last frame ends."""
        return self.started_at + timedelta(milliseconds=self.duration_ms)


class Pieces:
    """A file as if it were bytes, one piece in memory: without key pictures it has gigabytes."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self._from, self._piece = 0, b""

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, wanted: int) -> int: ...

    @overload
    def __getitem__(self, wanted: slice) -> bytes: ...

    def __getitem__(self, wanted: int | slice) -> int | bytes:
        """Return a byte or a stretch. Raises `OSError`."""
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop, _ = wanted.indices(self._size)
        if start < self._from or stop > self._from + len(self._piece):
            length = max(stop - start, PIECE)
            self._from, self._piece = start, os.pread(self._descriptor, length, start)
        return self._piece[start - self._from : stop - self._from]


def contents(data: Data) -> Contents:
    """Read a film. Raises `Torn` for one whose beginning is not whole."""
    name, _, end = ebml.head(data, 0)
    if name != ebml.HEADER or end is None:
        raise ebml.Torn
    name, body, _ = ebml.head(data, end)
    if name != ebml.SEGMENT:
        raise ebml.Torn
    found = Contents(places=Places(body - 8, body, body, 0))
    at = body
    while at < len(data):
        try:
            name, start, stop = ebml.head(data, at)
            if stop is None or stop > len(data):
                break
            if not _take(data, name, (at, start, stop), found):
                break
        except ebml.Torn:
            break
        at = stop
    if not found.codec:
        raise ebml.Torn
    return found


def _take(data: Data, name: int, where: tuple[int, int, int], found: Contents) -> bool:
    """Take one part; False where the film ends."""
    _, start, stop = where
    if name == ebml.INFO:
        _info(data, start, stop, found)
    elif name == ebml.TRACKS:
        _tracks(data, start, stop, found)
        found.whole = stop
    elif name == ebml.CLUSTER:
        _cluster(data, where, found)
        found.whole = stop
    elif name == ebml.CUES:
        found.closed = True
        return False
    return True


def _info(data: Data, at: int, end: int, found: Contents) -> None:
    while at < end:
        name, start, at = _child(data, at, end)
        if name == ebml.DATE:
            since = int.from_bytes(data[start:at], "big", signed=True)
            found.started_at = datetime.fromtimestamp(EPOCH_2001, UTC) + timedelta(
                microseconds=round(since / 1000)
            )
        elif name == ebml.DURATION:
            places = found.places
            found.places = Places(places.segment_size, places.body, places.seek, start)


def _tracks(data: Data, at: int, end: int, found: Contents) -> None:
    while at < end:
        name, start, at = _child(data, at, end)
        if name in (0xAE, 0xE0):
            _tracks(data, start, at, found)
        elif name == ebml.CODEC_ID:
            found.codec = _NAMES.get(data[start:at].decode("ascii", "replace"), "")
        elif name == ebml.WIDTH:
            found.width = int.from_bytes(data[start:at], "big")
        elif name == ebml.HEIGHT:
            found.height = int.from_bytes(data[start:at], "big")


def _cluster(data: Data, where: tuple[int, int, int], found: Contents) -> None:
    place, at, end = where
    begins, first = 0, True
    while at < end:
        name, start, at = _child(data, at, end)
        if name == ebml.TIMESTAMP:
            begins = int.from_bytes(data[start:at], "big")
        elif name == ebml.SIMPLE_BLOCK:
            time = begins + int.from_bytes(data[start + 1 : start + 3], "big", signed=True)
            if first and data[start + 3] & 0x80:
                found.cues.append((begins, place - found.places.body))
            if found.frames:
                found.step_ms = min(max(time - found.last_ms, 1), 1_000)
            found.frames, found.last_ms, first = found.frames + 1, time, False


def _child(data: Data, at: int, end: int) -> tuple[int, int, int]:
    name, start, stop = ebml.head(data, at)
    if stop is None or stop > end:
        raise ebml.Torn
    return name, start, stop


def read(path: Path) -> Contents:
    """Read a film on disk. Raises `Torn`, `OSError`."""
    with path.open("rb", buffering=0) as file:
        return contents(Pieces(file.fileno()))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises `OSError`."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def recover(part: Path, now: float) -> bool:
    """Finish a film whose writer is no more; False while somebody writes it. Raises `OSError`.

    What came after the last whole cluster goes; a film without a frame goes altogether.
    """
    with part.open("r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        told = os.fstat(file.fileno())
        if not part.exists() or part.stat().st_ino != told.st_ino:
            return False  # it was closed at this moment
        if now - told.st_mtime < YOUNG_S and told.st_size == 0:
            return False
        try:
            found = read(part)
        except ebml.Torn:
            found = Contents()
        if not found.frames:
            part.unlink()
            return True
        file.truncate(found.whole)
        finish(file, found.places, found.cues, found.duration_ms)
        os.fsync(file.fileno())
        part.rename(part.with_name(part.name.removesuffix(UNDER_WAY)))
    return True
