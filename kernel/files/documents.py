"""Looks into zip-based documents and map data: structure, slip, bomb, macros. Runs in a thread."""

import stat
import zipfile
import zlib
from pathlib import Path

from kernel.files.errors import FileRefused
from kernel.files.kinds import KMZ, SHAPEFILE, Kind

# A document of an office has tens of parts; a long one with pictures hundreds.
MOST_ENTRIES = 5_000
# What all parts may come to unpacked, counted while unpacking: the sizes written inside may lie.
MOST_UNPACKED = 400 * 1024 * 1024
# Spreadsheets reach 1:30; deflate's own limit, used by bombs, is about 1:1030.
MOST_RATIO = 200
RATIO_COUNTS_FROM = 10 * 1024 * 1024
CHUNK = 1024 * 1024

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
BY_PART = {
    "word/document.xml": Kind(_OOXML + "wordprocessingml.document", (".docx",), "zip"),
    "xl/workbook.xml": Kind(_OOXML + "spreadsheetml.sheet", (".xlsx",), "zip"),
    "ppt/presentation.xml": Kind(_OOXML + "presentationml.presentation", (".pptx",), "zip"),
}
BY_MIMETYPE = {
    (_ODF + "text").encode(): Kind(_ODF + "text", (".odt",), "zip"),
    (_ODF + "spreadsheet").encode(): Kind(_ODF + "spreadsheet", (".ods",), "zip"),
    (_ODF + "presentation").encode(): Kind(_ODF + "presentation", (".odp",), "zip"),
}
# What lies beside the shapes of a shapefile, and in a KMZ; nothing else may.
_SHAPEFILE_PARTS = (
    *(".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".qpj", ".qmd", ".sbn", ".sbx", ".atx"),
    *(".shp.xml", ".idm", ".ind", ".txt", ".csv", ".lyr", ".sld", ".qml"),
)
_KMZ_PARTS = (".kml", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_MACROS = ("vbaproject.bin", "vbadata.xml")


def judged(path: Path) -> Kind:
    """Return the kind of office document a zip file is.

    Raises `FileRefused` for any other archive and for one built to harm.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            kind = _kind(archive, {entry.filename for entry in entries})
            _unpack(archive, entries, path.stat().st_size)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise FileRefused("broken", "The document is damaged and cannot be read.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise FileRefused("encrypted", "The document is encrypted or packed oddly.") from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused("zip-bomb", f"The document has more than {MOST_ENTRIES} parts.")
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        slips = name.startswith("/") or ".." in name.split("/") or set(name) & {"\\", "\x00", ":"}
        if slips or stat.S_ISLNK(entry.external_attr >> 16) or name.lower() in seen:
            raise FileRefused("zip-slip", "A part of the document has a path that leads outside.")
        if entry.flag_bits & 1:
            raise FileRefused("encrypted", "The document is encrypted; send it open.")
        if name.lower().rsplit("/", 1)[-1] in _MACROS:
            raise FileRefused("macro", "The document holds macros; save it without and send again.")
        seen.add(name.lower())
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused("zip-bomb", "Unpacked the document would be too large.")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        for part, kind in BY_PART.items():
            if part in names:
                return kind
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind_of = BY_MIMETYPE.get(archive.read("mimetype").strip())
        if kind_of:
            return kind_of
    if map_data := _map_data({name.lower() for name in names if not name.endswith("/")}):
        return map_data
    raise FileRefused("archive", "Archives are not accepted; send the files one by one.")


def _map_data(names: set[str]) -> Kind | None:
    """Return the kind of an archive that holds a shapefile or a KML and nothing strange to it."""
    for needed, parts, kind in (
        (".shp", _SHAPEFILE_PARTS, SHAPEFILE),
        (".kml", _KMZ_PARTS, KMZ),
    ):
        whole = all(name.endswith(parts) for name in names)
        if whole and any(name.endswith(needed) for name in names):
            return kind
    return None


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = 0
    for entry in entries:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED or (
                    unpacked > RATIO_COUNTS_FROM and unpacked > packed * MOST_RATIO
                ):
                    raise FileRefused("zip-bomb", "Unpacked the document would be too large.")
