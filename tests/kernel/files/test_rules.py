"""Names, ranges and the words of tus: pure."""

import base64
from email.parser import HeaderParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.api import Malformed, TooLarge
from kernel.files import names, ranges, tus
from kernel.files.errors import RangeImpossible, TusVersion


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\cmd.exe", "cmd.exe"),
        ("a\x00b.jpg", "b.jpg"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("现场照片 01.jpg", "现场照片 01.jpg"),
        ("..", "file"),
        ("", "file"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ('q"u<o>t?e*.txt', "q_u_o_t_e_.txt"),
    ],
)
def test_a_name_loses_its_path_and_what_hides(given_name: str, kept: str) -> None:
    assert names.clean(given_name) == kept


@given(st.text(max_size=400))
def test_every_cleaned_name_is_safe(name: str) -> None:
    kept = names.clean(name)
    assert 1 <= len(kept) <= names.MOST_CHARACTERS
    assert not set(kept) & set('/\\\x00\r\n"<>|*?:')
    assert kept not in (".", "..")
    assert names.disposition(kept).isascii()


def test_the_ending_tells_the_truth() -> None:
    assert names.with_extension("photo.jpg.exe", (".jpg", ".jpeg")) == "photo.jpg.jpg"
    assert names.with_extension("photo.JPEG", (".jpg", ".jpeg")) == "photo.JPEG"
    assert names.with_extension("scan", (".pdf",)) == "scan.pdf"


def test_the_name_is_handed_out_by_rfc_5987() -> None:
    header = HeaderParser().parsestr(f"Content-Disposition: {names.disposition('现场 1.jpg')}\n\n")
    assert header.get_content_disposition() == "attachment"
    assert "filename*=UTF-8''%E7%8E%B0%E5%9C%BA%201.jpg" in names.disposition("现场 1.jpg")
    assert 'filename="__ 1.jpg"' in names.disposition("现场 1.jpg")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-0", (0, 0)),
        ("bytes=2-", (2, 9)),
        ("bytes=2-99", (2, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("bytes=-", None),
        ("seconds=1-2", None),
        ("bytes=1e9-2", None),
    ],
)
def test_one_range(header: str | None, expected: tuple[int, int] | None) -> None:
    assert ranges.asked(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_range_past_the_end_is_refused(header: str) -> None:
    with pytest.raises(RangeImpossible) as refused:
        ranges.asked(header, 10)
    assert refused.value.headers["Content-Range"] == "bytes */10"


@given(st.text(max_size=40), st.integers(1, 10**6))
def test_no_range_header_breaks(header: str, size: int) -> None:
    try:
        asked = ranges.asked(header, size)
    except RangeImpossible:
        return
    assert asked is None or 0 <= asked[0] <= asked[1] < size


def test_tus_words() -> None:
    pairs = ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}"
        for name, value in {"filename": "现场.mp4", "id": "x"}.items()
    )
    assert tus.metadata({"upload-metadata": pairs + ",flag"}) == {
        "filename": "现场.mp4",
        "id": "x",
        "flag": "",
    }
    assert tus.length({"upload-length": "7"}) == 7
    assert tus.checksum({}) is None
    with pytest.raises(TusVersion):
        tus.check_version({"tus-resumable": "0.2.2"})
    with pytest.raises(TooLarge):
        tus.length({"upload-length": str(tus.MOST_BYTES + 1)})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"upload-length": "-1"},
        {"upload-length": "0"},
        {"upload-length": "1.5"},
        {"upload-length": "٣"},
    ],
)
def test_a_length_that_is_none_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        tus.length(headers)


@given(st.text(max_size=60))
def test_no_tus_header_breaks(text: str) -> None:
    for read in (tus.metadata, tus.checksum):
        try:
            read({"upload-metadata": text, "upload-checksum": text})
        except Malformed:
            continue
