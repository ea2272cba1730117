"""Unpacks archives of map data: no path leads out, nothing grows beyond its ceiling."""

import stat
import zipfile
import zlib
from pathlib import Path

from gis.formats import limits
from gis.formats.model import Refused

CHUNK = 1024 * 1024
_NESTED = (".zip", ".kmz", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".docx", ".xlsx")
_BOMB = "Unpacked the archive would be too large."


def names(path: Path) -> list[str]:
    """Return the names in an archive after judging them. Raises `Refused`."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Refused("broken", "The archive is damaged and cannot be read.") from error
    if len(entries) > limits.MOST_ENTRIES:
        raise Refused("zip-bomb", f"The archive has more than {limits.MOST_ENTRIES} entries.")
    for entry in entries:
        _check(entry)
    if sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED:
        raise Refused("zip-bomb", _BOMB)
    return [entry.filename for entry in entries if not entry.is_dir()]


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
        raise Refused("zip-slip", "A name in the archive leads outside.")
    if set(name) & {"\x00", ":"} or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("zip-slip", "A name in the archive leads outside.")
    if entry.flag_bits & 1:
        raise Refused("encrypted", "The archive is encrypted; send it open.")


def refuse_nested(members: list[str]) -> None:
    """Refuse an archive in an archive."""
    if any(name.lower().endswith(_NESTED) for name in members):
        raise Refused("nested", "The archive holds another archive; send its content alone.")


def unpack(path: Path, wanted: dict[str, str], folder: Path) -> None:
    """Unpack members under names of our own; count while unpacking, for sizes inside may lie."""
    packed, unpacked = path.stat().st_size, 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member, name in wanted.items():
                with archive.open(member) as part, (folder / name).open("xb") as target:
                    while chunk := part.read(CHUNK):
                        unpacked += len(chunk)
                        if unpacked > limits.MOST_UNPACKED or (
                            unpacked > limits.RATIO_COUNTS_FROM
                            and unpacked > packed * limits.MOST_RATIO
                        ):
                            raise Refused("zip-bomb", _BOMB)
                        target.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused("broken", "The archive is damaged and cannot be read.") from error
