"""An upload in parts on disk: kept between requests, held by one writer at a time.

The lock is the kernel's (flock): it ends with the request or the process, however that ends.
"""

import fcntl
import hashlib
import os
from io import FileIO
from pathlib import Path
from typing import Self

from kernel.files.errors import UploadGone, UploadLocked
from kernel.files.store import CHUNK, Whole, room, write_all


class Part:
    """The bytes of an upload, opened for writing by one request. All methods block."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with room():
            self._file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            raise UploadLocked(
                "Another request is sending to this upload; ask again in a moment.",
                headers={"Retry-After": "2"},
            ) from error
        self.bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def stand_at(self, offset: int) -> None:
        """Go to `offset` and throw away what lies behind it.

        Raises `UploadGone` when the disk lost bytes that were promised.
        """
        if os.fstat(self._file.fileno()).st_size < offset:
            raise UploadGone("The bytes received so far were lost; begin again.")
        self._file.truncate(offset)
        self._file.seek(offset)
        self.bytes = offset

    def write(self, data: bytes) -> None:
        """Append; raise `DiskFull` when it does not fit (what was kept before stays)."""
        with room():
            write_all(self._file, data)
        self.bytes += len(data)

    def keep(self) -> None:
        """Make durable what was written so far."""
        with room():
            os.fsync(self._file.fileno())

    def whole(self) -> Whole:
        """Read it once for its hash; the upload is complete and durable."""
        digest = hashlib.sha256()
        with self.path.open("rb") as content:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
        return Whole(self.path, self.bytes, digest.hexdigest())
