"""What content is kept as, and what is refused with which reason."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kernel.files import judge
from kernel.files.errors import FileRefused
from kernel.files.store import Store
from tests.kernel.files import samples

# Pillow warns about broken metadata that we throw away anyhow.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def keep(store: Store, content: bytes, name: str = "x") -> judge.Kept:
    with store.draft() as draft:
        draft.write(content)
        return judge.keep(store, draft.finish(), name)


def refused(store: Store, content: bytes, name: str = "x") -> str:
    with pytest.raises(FileRefused) as found:
        keep(store, content, name)
    left = [path for path in store.root.rglob("*") if path.is_file() and path.name != ".lock"]
    assert not left
    return found.value.reason


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_name"),
    [
        (samples.picture("JPEG"), "a.jpg", "image/jpeg", "a.jpg"),
        (samples.picture("PNG", mode="RGBA"), "a.png", "image/png", "a.png"),
        (samples.picture("WEBP"), "a.webp", "image/webp", "a.webp"),
        (samples.picture("GIF", mode="P"), "a.gif", "image/png", "a.png"),
        (samples.PDF, "a.pdf", "application/pdf", "a.pdf"),
        (samples.PDF, "a.jpg", "application/pdf", "a.pdf"),
        ("一行\n二行".encode(), "a", "text/plain", "a.txt"),
        ("一行\n二行".encode("gb18030"), "a.txt", "text/plain", "a.txt"),
        (b"a,b\n1,2\n", "a.csv", "text/csv", "a.csv"),
        (samples.GPX, "t.gpx", "application/gpx+xml", "t.gpx"),
        (samples.KML, "t.xml", "application/vnd.google-earth.kml+xml", "t.kml"),
        (samples.GEOJSON, "t.geojson", "application/geo+json", "t.geojson"),
        (samples.WAV, "v.wav", "audio/wav", "v.wav"),
        (samples.OGG, "v.ogg", "audio/ogg", "v.ogg"),
        (samples.MP3, "v.mp3", "audio/mpeg", "v.mp3"),
        (samples.MP3_BARE, "v.mp3", "audio/mpeg", "v.mp3"),
        (samples.M4A, "v.m4a", "audio/mp4", "v.m4a"),
        (samples.MP4, "v.mp4", "video/mp4", "v.mp4"),
        (samples.MOV, "v.mov", "video/quicktime", "v.mov"),
        (samples.WEBM, "v.webm", "video/webm", "v.webm"),
    ],
)
def test_kept_by_content(
    store: Store, content: bytes, name: str, media_type: str, kept_name: str
) -> None:
    kept = keep(store, content, name)
    assert (kept.media_type, kept.name) == (media_type, kept_name)
    assert store.path(kept.sha256).stat().st_size == kept.bytes


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (samples.docx(), ".docx"),
        (samples.xlsx(), ".xlsx"),
        (samples.odt(), ".odt"),
    ],
)
def test_office_documents(store: Store, content: bytes, ending: str) -> None:
    assert keep(store, content, "plan").name == "plan" + ending


GEOPACKAGE = b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(200)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (GEOPACKAGE, ".gpkg"),
        (samples.zipped({"层/a.SHP": b"x", "层/a.dbf": b"x", "层/a.cpg": b"GBK"}), ".zip"),
        (samples.zipped({"doc.kml": b"<kml/>", "files/icon.png": b"x"}), ".kmz"),
    ],
)
def test_map_data_is_kept_as_it_is(store: Store, content: bytes, ending: str) -> None:
    kept = keep(store, content, "图层.bin")
    assert kept.name == f"图层{ending}"
    assert store.path(kept.sha256).read_bytes() == content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (samples.SVG, "svg"),
        (b"<svg onload=alert(1)>", "svg"),
        (b"<!DOCTYPE html><p>hi", "html"),
        (b"hello <script>alert(1)</script>", "html"),
        (b"<?php system($_GET[0]);", "html"),
        (b"<note>plain xml</note>", "unknown"),
        (samples.ELF, "executable"),
        (samples.EXE, "executable"),
        (b"#!/bin/sh\nrm -rf /\n", "executable"),
        (samples.HEIC, "heif"),
        (samples.XML_BOMB, "xml-dtd"),
        (b"<gpx><trk></gpx>", "broken"),
        (b"<gpx>" * 100, "broken"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (samples.zipped({"a.txt": b"x"}), "archive"),
        (samples.zipped({}), "archive"),
        (samples.zipped({"a.shp": b"x", "a.exe": b"x"}), "archive"),
        (samples.zipped({"a.kml": b"x", "inner.zip": b"x"}), "archive"),
        (b"SQLite format 3\x00" + bytes(100), "unknown"),
        (b"<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource>", "unknown"),
        (bytes(range(256)), "unknown"),
        (samples.PDF.replace(b"%%EOF", b""), "broken"),
        (samples.picture("JPEG")[:200], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "broken"),
        (samples.png_header_only(30_000, 30_000), "pixels"),
        (samples.png_header_only(8_000, 8_000), "pixels"),
        (samples.png_header_only(1, 40_000), "pixels"),
        (samples.bomb(), "zip-bomb"),
        (samples.slip("../../etc/cron.d/x"), "zip-slip"),
        (samples.slip("/etc/passwd"), "zip-slip"),
        (samples.slip("word\\..\\..\\x"), "zip-slip"),
        (samples.slip("C:/x"), "zip-slip"),
        (samples.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
        # two types at once
        (samples.picture("JPEG") + samples.docx(), "polyglot"),
        (samples.PDF + samples.zipped({"a.class": b"x"}), "polyglot"),
        (samples.MP4 + samples.zipped({"a.class": b"x"}), "polyglot"),
        (samples.picture("PNG")[:8] + b"<script>alert(1)</script>", "polyglot"),
        (samples.WAV[:44] + samples.PDF, "polyglot"),
        (samples.MP3[:10] + b"<html><body>", "polyglot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused_with_a_reason(store: Store, content: bytes, reason: str) -> None:
    assert refused(store, content, "innocent.jpg") == reason


def test_a_bomb_that_lies_about_its_size_is_cut_short(store: Store) -> None:
    assert refused(store, samples.lying_bomb()) in ("zip-bomb", "broken")


def test_an_encrypted_document_is_refused(store: Store) -> None:
    raw = bytearray(samples.docx())
    for magic, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(magic)
        raw[at + shift] |= 1
    assert refused(store, bytes(raw)) == "encrypted"


def test_a_picture_keeps_its_pixels_and_nothing_else(store: Store) -> None:
    kept = keep(store, samples.photo_with_secrets(), "p.jpg")
    content = store.path(kept.sha256).read_bytes()
    small = store.preview_path(kept.sha256).read_bytes()
    for raw in (content, small):
        assert b"SECRET" not in raw
        with Image.open(io.BytesIO(raw)) as image:
            assert not dict(image.getexif())
            assert image.size == (40, 60)
            assert image.getpixel((20, 10))[2] > 200
            assert image.getpixel((20, 50))[0] > 200
    assert (kept.width, kept.height) == (40, 60)


def test_png_texts_and_profiles_are_dropped(store: Store) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "SECRETAUTHOR")
    info.add_itxt("XML:com.adobe.xmp", "SECRETXMP")
    out = io.BytesIO()
    Image.new("RGBA", (9, 9)).save(out, "PNG", pnginfo=info, icc_profile=b"SECRETICC")
    kept = keep(store, out.getvalue())
    raw = store.path(kept.sha256).read_bytes()
    assert b"SECRET" not in raw
    assert b"tEXt" not in raw
    assert b"iCCP" not in raw


def test_a_deep_grey_png_stays_grey(store: Store) -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 32_768).save(out, "PNG")
    kept = keep(store, out.getvalue())
    with Image.open(store.path(kept.sha256)) as image:
        assert image.convert("L").getpixel((1, 1)) == 128


def test_a_moving_gif_becomes_its_first_frame(store: Store) -> None:
    frames = [Image.new("P", (20, 10), n) for n in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    kept = keep(store, out.getvalue())
    with Image.open(store.path(kept.sha256)) as image:
        assert image.format == "PNG"
        assert getattr(image, "n_frames", 1) == 1


def test_previews_are_small(store: Store) -> None:
    kept = keep(store, samples.picture("JPEG", (3000, 1500)))
    assert (kept.width, kept.height) == (3000, 1500)
    with Image.open(store.path(kept.sha256)) as image:
        assert image.size == (3000, 1500)
    with Image.open(store.preview_path(kept.sha256)) as image:
        assert image.size == (1024, 512)
        assert image.format == "JPEG"


def test_broken_exif_does_not_cost_the_photo(store: Store) -> None:
    out = io.BytesIO()
    Image.new("RGB", (5, 5)).save(out, "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xffgarbage")
    assert keep(store, out.getvalue()).media_type == "image/jpeg"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [
            samples.picture("JPEG"),
            samples.picture("PNG"),
            samples.picture("GIF", mode="P"),
            samples.picture("WEBP"),
            samples.docx(),
            samples.PDF,
            samples.GPX,
            samples.MP4,
        ]
    ),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    st.integers(0, 40),
)
def test_damaged_content_is_kept_or_refused_never_a_crash(
    store: Store, content: bytes, hits: list[tuple[int, int]], cut: int
) -> None:
    raw = bytearray(content[: len(content) - cut])
    for at, value in hits:
        raw[at % len(raw)] = value
    with suppress(FileRefused):
        keep(store, bytes(raw), "x.jpg")
