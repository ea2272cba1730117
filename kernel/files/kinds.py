"""What a file is, told from its first bytes. Pure; names and client claims play no part."""

import re
from dataclasses import dataclass
from typing import Literal

Group = Literal["picture", "pdf", "zip", "text", "media", "data"]
# Browsers sniff the first 1,445 bytes (WHATWG MIME sniffing); we look a little further.
HEAD_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Kind:
    """A type we keep: its media type, its usual endings, how it is checked further."""

    media_type: str
    extensions: tuple[str, ...]
    group: Group


JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), "picture")
PNG = Kind("image/png", (".png",), "picture")
WEBP = Kind("image/webp", (".webp",), "picture")
GIF = Kind("image/gif", (".gif",), "picture")
PDF = Kind("application/pdf", (".pdf",), "pdf")
ZIP = Kind("application/zip", (".zip",), "zip")
SHAPEFILE = Kind("application/zip", (".zip",), "zip")
KMZ = Kind("application/vnd.google-earth.kmz", (".kmz",), "zip")
GEOPACKAGE = Kind("application/geopackage+sqlite3", (".gpkg",), "data")
TEXT = Kind("text/plain", (".txt", ".log", ".md", ".json"), "text")
CSV = Kind("text/csv", (".csv", ".tsv"), "text")
GPX = Kind("application/gpx+xml", (".gpx",), "text")
KML = Kind("application/vnd.google-earth.kml+xml", (".kml",), "text")
GEOJSON = Kind("application/geo+json", (".geojson", ".json"), "text")
MP4 = Kind("video/mp4", (".mp4", ".m4v"), "media")
QUICKTIME = Kind("video/quicktime", (".mov",), "media")
WEBM = Kind("video/webm", (".webm",), "media")
MP3 = Kind("audio/mpeg", (".mp3",), "media")
OGG = Kind("audio/ogg", (".ogg", ".oga", ".opus"), "media")
WAV = Kind("audio/wav", (".wav",), "media")
M4A = Kind("audio/mp4", (".m4a",), "media")

# Picture brands of ISO base media: HEIC and AVIF, which not every screen of the hall can show.
HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
)
_EXECUTABLE = (
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)
_ARCHIVE = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"PK\x05\x06")
_SCRIPT = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|\?php)\b|<\?php",
    re.IGNORECASE,
)


def executable(head: bytes) -> bool:
    """Say whether a machine would run this (programs, scripts, old Office with macros)."""
    dos = head.startswith(b"MZ") and b"\x00" in head[:64]
    return dos or head.startswith(_EXECUTABLE)


def archive(head: bytes) -> bool:
    """Say whether this is an archive we cannot look into."""
    return head.startswith(_ARCHIVE) or head[257:262] == b"ustar"


def markup(head: bytes) -> str | None:
    """Return "svg" or "html" when a browser could take the content for a page, else None."""
    found = _SCRIPT.search(head)
    if not found:
        return None
    return "svg" if b"svg" in found.group(0).lower() else "html"


def heif(head: bytes) -> bool:
    """Say whether this is an HEIC or AVIF picture."""
    return head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS


def binary(head: bytes) -> Kind | None:
    """Return the kind a magic number stands for, None when there is none."""
    for magic, kind in (
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"GIF87a", GIF),
        (b"GIF89a", GIF),
        (b"%PDF-", PDF),
        (b"PK\x03\x04", ZIP),
        (b"OggS", OGG),
        (b"ID3", MP3),
    ):
        if head.startswith(magic):
            return kind
    found = _riff(head) or _iso_media(head) or _matroska(head) or _geopackage(head)
    return found or (MP3 if _mpeg_audio(head) else None)


def _geopackage(head: bytes) -> Kind | None:
    """A database file that says of itself that it is a GeoPackage; no other is kept."""
    known = head.startswith(b"SQLite format 3\x00") and head[68:72] in (b"GPKG", b"GP10", b"GP11")
    return GEOPACKAGE if known else None


def _riff(head: bytes) -> Kind | None:
    if head[:4] != b"RIFF":
        return None
    return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])


def _iso_media(head: bytes) -> Kind | None:
    if head[4:8] != b"ftyp" or heif(head):
        return None
    if head[8:12] in (b"M4A ", b"M4B "):
        return M4A
    return QUICKTIME if head[8:12] == b"qt  " else MP4


def _matroska(head: bytes) -> Kind | None:
    known = head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:64]
    return WEBM if known else None


def _mpeg_audio(head: bytes) -> bool:
    """Two MPEG audio frames in a row: one header alone is too weak a sign."""
    length = _frame_bytes(head[:4])
    return length > 0 and _frame_bytes(head[length : length + 4]) > 0


_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _frame_bytes(header: bytes) -> int:
    """Return the length of an MPEG layer III frame, 0 when the header is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate_index = header[1] >> 3 & 3, header[2] >> 2 & 3
    if version not in _RATES or rate_index == 3:
        return 0
    kbit = (_BITRATES if version == 3 else _BITRATES_2)[header[2] >> 4]
    factor = 144 if version == 3 else 72
    return factor * kbit * 1000 // _RATES[version][rate_index] + (header[2] >> 1 & 1 if kbit else 0)
