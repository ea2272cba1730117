"""What the doors of files answer."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict


class FileCard(TypedDict):
    """What others learn of a file; hashes are SHA-256 in hex, sizes of pictures in pixels.

    `sha256` is the hash of what is kept, `received_sha256` of what was sent; `personal` marks a
    file that is part of the restricted part of what it hangs on.
    """

    id: UUID
    name: str
    media_type: str
    bytes: int
    sha256: str
    received_sha256: str
    width: int | None
    height: int | None
    state: Literal["ready", "erased"]
    created_at: datetime
    personal: bool
