"""Judges received content and makes what will be stored of it. Runs in a thread; no database."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from kernel.files import documents, kinds, names, pictures, texts
from kernel.files.errors import FileRefused
from kernel.files.kinds import HEAD_BYTES, Kind
from kernel.files.store import Store, Whole, tail

# A PDF ends with %%EOF, give or take what scanners append.
PDF_TAIL_BYTES = 2_048


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: type and name by content, size and hash of the stored bytes."""

    media_type: str
    name: str
    bytes: int
    sha256: str
    width: int | None = None
    height: int | None = None


def keep(store: Store, received: Whole, name: str) -> Kept:
    """Judge what was received, clean it, and put it in place on disk.

    Raises `FileRefused` with the reason, `DiskFull`.
    """
    kind = judged(received, name)
    if kind.group == "picture":
        return _keep_picture(store, received, kind, name)
    store.place(received)
    return Kept(
        kind.media_type,
        names.with_extension(name, kind.extensions),
        received.bytes,
        received.sha256,
    )


def judged(received: Whole, name: str) -> Kind:
    """Tell the kind of content; raise `FileRefused` with the reason."""
    if received.bytes == 0:
        raise FileRefused("empty", "The file is empty.")
    with received.path.open("rb") as content:
        head = content.read(HEAD_BYTES)
    kind = _told(head)
    if kind is None:
        return texts.judged(received.path, name)
    if kind.group == "zip":
        return documents.judged(received.path)
    _refuse_second_face(received.path, head, kind)
    if kind.group == "pdf" and b"%%EOF" not in tail(received.path, PDF_TAIL_BYTES):
        raise FileRefused("broken", "The PDF is incomplete.")
    return kind


def _told(head: bytes) -> Kind | None:
    """Return the kind by magic number, None for text; refuse what is dangerous in any case."""
    if kinds.executable(head):
        raise FileRefused("executable", "Programs and scripts are not accepted.")
    if kinds.archive(head):
        raise FileRefused("archive", "Archives are not accepted; send the files one by one.")
    if kinds.heif(head):
        raise FileRefused("heif", "HEIC and AVIF cannot be shown everywhere; send JPEG.")
    kind = kinds.binary(head)
    page = kinds.markup(head)
    if page and kind is None:
        raise FileRefused(page, "Web pages and SVG can hold scripts and are not accepted.")
    if page:
        raise FileRefused("polyglot", "The content is two types at once.")
    return kind


def _refuse_second_face(path: Path, head: bytes, kind: Kind) -> None:
    """Refuse content that is also a zip archive or a PDF: two readers would see two files."""
    if kind.group != "pdf" and b"%PDF-" in head[:1024]:
        raise FileRefused("polyglot", "The content is two types at once.")
    try:
        with zipfile.ZipFile(path) as archive:
            double = bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        double = False
    if double:
        raise FileRefused("polyglot", "The content is two types at once.")


def _keep_picture(store: Store, received: Whole, kind: Kind, name: str) -> Kept:
    with store.draft() as draft, store.draft() as small:
        kind, size = pictures.re_encode(received.path, kind, draft, small)
        content = draft.finish()
        store.place(content)
        store.place(small.finish(), preview_of=content.sha256)
    return Kept(
        kind.media_type,
        names.with_extension(name, kind.extensions),
        content.bytes,
        content.sha256,
        size.width,
        size.height,
    )
