"""One byte range (RFC 9110 §14), pure. Several at once are answered with the whole file."""

import re

from kernel.files.errors import RangeImpossible

_ONE = re.compile(r"^bytes=([0-9]{0,15})-([0-9]{0,15})\Z")


def asked(header: str | None, size: int) -> tuple[int, int] | None:
    """Return (first, last) of the one range asked for, None for the whole file.

    Raises `RangeImpossible` when it starts past the end.
    """
    found = _ONE.match((header or "").replace(" ", ""))
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
    if last and first and int(last) < int(first):
        return None
    if start >= size or end < start:
        raise RangeImpossible(
            f"The file has {size} bytes.", headers={"Content-Range": f"bytes */{size}"}
        )
    return start, end
