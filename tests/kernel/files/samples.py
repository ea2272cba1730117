"""Content for the judge, made here: honest files and hostile ones."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    image = Image.radial_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def photo_with_secrets(orientation: int = 6) -> bytes:
    """A JPEG with GPS, camera, comment, XMP and a colour profile, lying on its side."""
    image = Image.new("RGB", (60, 40), "red")
    image.paste("blue", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "SECRETMAKE"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (23.0, 21.0, 14.25)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    out = io.BytesIO()
    image.save(
        out,
        "JPEG",
        exif=exif,
        comment=b"SECRETCOMMENT",
        xmp=b"<x:xmpmeta>SECRETXMP</x:xmpmeta>",
        icc_profile=b"SECRETICC" * 20,
    )
    return out.getvalue() + b"SECRETTAIL"


def png_header_only(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nearly nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**extra: bytes) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<document>" + b"text " * 200 + b"</document>",
            **extra,
        }
    )


def xlsx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def odt() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def bomb() -> bytes:
    """A document of 60 KB that unpacks to 60 MB."""
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<a/>",
            **{f"word/media/{n}.bin": bytes(20 * 2**20) for n in range(3)},
        }
    )


def lying_bomb() -> bytes:
    """A document whose directory claims 10 bytes for a part that unpacks to 60 MB."""
    raw = bytearray(docx(**{"word/media/a.bin": bytes(60 * 2**20)}))
    size = struct.pack("<I", 60 * 2**20)
    at = raw.rfind(size)
    raw[at : at + 4] = struct.pack("<I", 10)
    return bytes(raw)


def slip(name: str) -> bytes:
    return docx(**{name: b"x"})


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(60)
OGG = b"OggS\x00\x02" + bytes(60) + b"OpusHead" + bytes(40)
WEBM = (
    b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08\x42\x82\x84webm"
    + bytes(60)
)
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00\x00\x00\x08free" + bytes(60)
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  " + bytes(60)
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2" + bytes(60)
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(60)
MP3_BARE = (b"\xff\xfb\x90\x00" + bytes(413)) * 4
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(60)
GPX = b'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk/></gpx>'
KML = b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'
GEOJSON = b'{"type": "FeatureCollection", "features": []}'
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
XML_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><gpx>&b;</gpx>'
)
ELF = b"\x7fELF\x02\x01\x01" + bytes(100)
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100)
