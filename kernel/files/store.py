"""Content on disk: written beside, made durable, then put in place by name of its SHA-256.

A file under its final name is always whole. All functions block: call them in a thread.
"""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from kernel.files.errors import DiskFull
from kernel.ids import new_id

# Content that no row names is removed after this, drafts of killed requests too: longer than any
# upload request lasts.
GRACE_S = 3_600
# The database shares the disk by default: uploads leave it 1 % (1 GiB at most).
RESERVE_SHARE = 100
RESERVE_MOST = 2**30
CHUNK = 1024 * 1024
PREVIEW = ".preview"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def room() -> Iterator[None]:
    """Turn the errors of a full disk into the refusal `DiskFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                "There is no room to keep this file; nothing of it was stored. "
                "An administrator must free or add space.",
                headers={"Retry-After": "60"},
            ) from error
        raise


@dataclass(frozen=True, slots=True)
class Whole:
    """Content that lies on disk complete and durable."""

    path: Path
    bytes: int
    sha256: str


class Draft:
    """A file under way: hashed while written, with no name yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = 0
        self._hash = hashlib.sha256()
        with room():
            self._file = path.open("xb", buffering=0)

    def write(self, data: bytes) -> int:
        """Append; raise `DiskFull` when it does not fit."""
        with room():
            write_all(self._file, data)
        self._hash.update(data)
        self._bytes += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits in memory; encoders call this."""

    def finish(self) -> Whole:
        """Make the bytes durable and close."""
        with room(), self._file:
            os.fsync(self._file.fileno())
        return Whole(self._path, self._bytes, self._hash.hexdigest())

    def drop(self) -> None:
        """Forget it; harmless when its content was placed."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class Store:
    """The folder of all content: `<aa>/<sha256>`, its previews, drafts and parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._drafts = root / "drafts"
        self._parts = root / "parts"

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """Begin a file; its draft is gone afterwards, placed or not.

        Raises `DiskFull` when the disk has no room to spare.
        """
        draft = self.new_draft()
        try:
            yield draft
        finally:
            draft.drop()

    def new_draft(self) -> Draft:
        """Begin a file that the caller drops."""
        self.check_room(0)
        _folder(self._drafts)
        return Draft(self._drafts / new_id().hex)

    def check_room(self, wanted: int) -> None:
        """Raise `DiskFull` when `wanted` more bytes would eat into the reserve."""
        with room():
            _folder(self.root)
            usage = shutil.disk_usage(self.root)
            if usage.free - wanted < min(usage.total // RESERVE_SHARE, RESERVE_MOST):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def part_path(self, name: str) -> Path:
        """Return where the bytes of an upload lie."""
        with room():
            _folder(self._parts)
        return self._parts / name

    def place(self, content: Whole, *, preview_of: str = "") -> Path:
        """Put content in place under its hash, or as the preview of one; its draft stays.

        Linked beside and renamed over: never torn, and always young for `sweep`.
        """
        target = self.preview_path(preview_of) if preview_of else self.path(content.sha256)
        with room():
            _folder(target.parent)
            beside = self._drafts / new_id().hex
            _folder(self._drafts)
            with self._shard(target.parent):
                os.link(content.path, beside)
                os.utime(beside)
                beside.replace(target)
                beside.unlink(missing_ok=True)  # rename of two links to one file does nothing
            _sync_folder(target.parent)
        return target

    def path(self, sha256: str) -> Path:
        """Return where content lies."""
        return self.root / sha256[:2] / sha256

    def preview_path(self, sha256: str) -> Path:
        """Return where the preview of a picture lies."""
        return self.root / sha256[:2] / (sha256 + PREVIEW)

    def shards(self) -> list[str]:
        """Return the names of the folders that hold content."""
        if not self.root.is_dir():
            return []
        return sorted(entry.name for entry in self.root.iterdir() if len(entry.name) == 2)

    def sweep_shard(self, shard: str, kept: set[str], now: datetime) -> int:
        """Remove content of one shard that no row names and that is not young; return how much."""
        removed = 0
        folder = self.root / shard
        for path in list(folder.iterdir()):
            if path.name.removesuffix(PREVIEW) not in kept and path.name != ".lock":
                with self._shard(folder):
                    removed += _remove_old(path, now)
        return removed

    def sweep_drafts(self, now: datetime) -> int:
        """Remove drafts that killed requests left; return how many."""
        if not self._drafts.is_dir():
            return 0
        return sum(_remove_old(path, now) for path in list(self._drafts.iterdir()))

    def sweep_parts(self, kept: set[str], now: datetime) -> int:
        """Remove parts whose upload is no more; return how many."""
        if not self._parts.is_dir():
            return 0
        loose = [path for path in self._parts.iterdir() if path.name not in kept]
        return sum(_remove_old(path, now) for path in loose)

    @contextmanager
    def _shard(self, folder: Path) -> Iterator[None]:
        """Keep placing and sweeping of one shard apart, across processes."""
        with (folder / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def tail(path: Path, count: int) -> bytes:
    """Return the last bytes of a file."""
    with path.open("rb") as content:
        content.seek(max(path.stat().st_size - count, 0))
        return content.read()


def write_all(file: FileIO, data: bytes) -> None:
    """Write every byte: an unbuffered file may take fewer at a time."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _folder(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_old(path: Path, now: datetime) -> int:
    try:
        if now.timestamp() - path.stat().st_mtime < GRACE_S:
            return 0
        path.unlink()
    except FileNotFoundError:
        return 0
    return 1
