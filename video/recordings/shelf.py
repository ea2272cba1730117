"""Where recordings lie on disk: a folder each below `recordings/`. Block: call them in a thread."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog

from kernel.api import Settings, new_id
from video.engine.interface import Kind
from video.film import cut, reading
from video.film.ebml import Torn
from video.film.matroska import UNDER_WAY
from video.recordings.rules import NoRoomToRecord

log = structlog.get_logger()
GB = 10**9
_NAME = re.compile(r"^([0-9a-f]{32})-(video|audio)-([0-9]+)\.(?:webm|mkv)\Z")
# A worker that was away for an hour finds thousands: so much in one look, one film at the least.
MOST_FOUND, MOST_BYTES, HASHING_S = 60, 300 * 10**6, 10.0
# Says that this disk is the one of the recordings, not an empty folder it is not mounted on.
MARKER = ".wanglou-recordings"
# Made on the way, thrown away when nobody has asked for a while.
LOOKS, COPIES = "looks", "copies"


@dataclass(frozen=True, slots=True)
class Found:
    """A finished film in the folder of a recording."""

    file: str
    source: UUID
    kind: Kind
    bytes: int
    sha256: str
    contents: reading.Contents


@dataclass(frozen=True, slots=True)
class Finished:
    """What a look found; `every` is false while there may be more."""

    films: list[Found]
    every: bool


def root_of(settings: Settings) -> Path:
    """Return the folder of all recordings."""
    return settings.home / "recordings"


def folder(settings: Settings, recording: UUID) -> Path:
    """Return the folder of one recording."""
    return root_of(settings) / recording.hex


def check_room(settings: Settings) -> None:
    """Raise `NoRoomToRecord` when less is free than recordings must leave."""
    root = root_of(settings)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(root).free
    except OSError as error:
        raise NoRoomToRecord("The disk of the recordings cannot be written.") from error
    if free < settings.recordings_min_free * GB:
        raise NoRoomToRecord(
            f"{free / GB:.1f} GB are free, {settings.recordings_min_free:g} GB must stay free."
        )


def recover(settings: Settings, recording: UUID, now: float) -> bool:
    """Finish the films of a recording that nobody writes any more; say whether all are finished."""
    whole = True
    for part in sorted(folder(settings, recording).glob(f"*{UNDER_WAY}")):
        try:
            whole = reading.recover(part, now) and whole
        except FileNotFoundError:
            continue
        except OSError as error:
            whole = False
            log.warning("film_unfinished", film=part.name, error=str(error))
    return whole


def finished(settings: Settings, recording: UUID, known: set[str]) -> Finished:
    """Return finished films of a recording that are not known yet, the oldest first."""
    paths = folder(settings, recording).glob("*-*.*")
    named = [(match, path) for path in paths if (match := _NAME.match(path.name))]
    new = [(match, path) for match, path in named if path.name not in known]
    new.sort(key=lambda one: (int(one[0][3]), one[1]))
    films, size, ends, every = [], 0, time.monotonic() + HASHING_S, True
    for n, (match, path) in enumerate(new):
        if n == MOST_FOUND or size >= MOST_BYTES or time.monotonic() > ends:
            every = False
            break
        try:
            found = _found(match, path)
            films.append(found)
            size += found.bytes
        except (ValueError, OverflowError):
            set_aside(path)
        except OSError as error:
            every = False
            log.warning("film_unread", film=path.name, error=str(error))
    return Finished(sorted(films, key=lambda one: one.contents.started_at), every)


def _found(match: re.Match[str], path: Path) -> Found:
    """Read a film. Raises `Torn` for one that holds nothing, `OverflowError`, `OSError`."""
    contents = reading.read(path)
    if not contents.frames or contents.ended_at < contents.started_at:
        raise Torn(f"{path.name} holds nothing")
    size, digest = path.stat().st_size, reading.hash_of(path)
    return Found(path.name, UUID(match[1]), Kind(match[2]), size, digest, contents)


def set_aside(path: Path) -> None:
    """Rename a film nothing can be made of: no look finds it again."""
    log.warning("film_unread", film=path.name)
    with suppress(OSError):
        path.rename(path.with_name(f"{path.name}.unread"))


def copy_there(film: Path) -> Path | None:
    """Return the MP4 of an H.264 film, None before it is made."""
    made = _copy_path(film)
    if not made.exists():
        return None
    with suppress(FileNotFoundError):
        os.utime(made)  # it was asked for just now
    return made


def copy_of(film: Path) -> Path:
    """Return the MP4 of an H.264 film, made when it is not there. Raises `NoFrame`, `OSError`."""
    made = _copy_path(film)
    if copy_there(film) is not None:
        return made
    made.parent.mkdir(mode=0o700, exist_ok=True)
    with _beside(made) as draft:
        cut.fragmented(film, draft)
        draft.rename(made)
    return made


def _copy_path(film: Path) -> Path:
    return film.parent / COPIES / f"{film.stem}.mp4"


def look_of(settings: Settings, recording: UUID, n: int) -> Path:
    """Return where the small picture of a film lies."""
    return folder(settings, recording) / LOOKS / f"{n}.jpg"


def make_look(film: Path, target: Path, width: int) -> None:
    """Make the small picture of a film. Raises `NoFrame`, `OSError`."""
    jpeg = cut.picture(film, 0, width)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with _beside(target) as draft:
        draft.write_bytes(jpeg)
        draft.rename(target)


@contextmanager
def scratch(settings: Settings) -> Iterator[Path]:
    """Give a path to write to; what lies there afterwards goes."""
    place = root_of(settings) / "scratch"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _beside(place / "clip") as path:
        yield path


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    draft = target.with_name(f"{target.name}.{new_id().hex}.draft")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def forget_copies(settings: Settings, before: float) -> int:
    """Remove copies nobody asked for since a moment, and what killed requests left."""
    gone = 0
    root = root_of(settings)
    for pattern in (f"*/{COPIES}/*", "scratch/*", f"*/{LOOKS}/*.draft"):
        for path in root.glob(pattern):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    gone += 1
    return gone


def marked(settings: Settings) -> bool:
    """Say whether the disk of the recordings is there."""
    return (root_of(settings) / MARKER).exists()


def mark(settings: Settings, oldest: UUID) -> bool:
    """Mark the disk that holds the oldest recording; say whether this one is it."""
    if not folder(settings, oldest).is_dir():
        return False
    with suppress(OSError):
        (root_of(settings) / MARKER).touch(mode=0o600)
    return marked(settings)


def remove(settings: Settings, recording: UUID) -> bool:
    """Remove the folder of a recording; say whether nothing of it is left.

    One that is not there is gone only where the disk is the one of the recordings.
    """
    path = folder(settings, recording)
    if not path.exists():
        return marked(settings)
    shutil.rmtree(path, ignore_errors=True)
    return not path.exists()


def there(settings: Settings) -> list[UUID]:
    """Return the recordings of which anything is on this disk."""
    found = []
    with suppress(OSError):
        for path in root_of(settings).iterdir():
            with suppress(ValueError):
                found.append(UUID(path.name))
    return found
