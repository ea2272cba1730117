"""Content on disk: whole or not at all, also when the disk is full."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kernel.files.errors import DiskFull, UploadGone, UploadLocked
from kernel.files.parts import Part
from kernel.files.store import GRACE_S, Store

LATER = timedelta(seconds=GRACE_S + 60)


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and path.name != ".lock"]


def put(store: Store, *content: bytes) -> str:
    with store.draft() as draft:
        for piece in content:
            draft.write(piece)
        whole = draft.finish()
        store.place(whole)
    return whole.sha256


@contextmanager
def file_size_limit(most: int) -> Iterator[None]:
    """A file system that takes `most` bytes per file and no more (EFBIG, as a quota would)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB where mounting is allowed, else a plain folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_content_lies_under_its_hash_and_drafts_are_gone(store: Store) -> None:
    sha256 = put(store, b"hello")
    assert store.path(sha256) == store.root / sha256[:2] / sha256
    assert store.path(sha256).read_bytes() == b"hello"
    assert files_under(store.root) == [store.path(sha256)]
    assert put(store, b"hello") == sha256
    assert files_under(store.root) == [store.path(sha256)]


def test_damaged_content_is_mended_by_the_same_content(store: Store) -> None:
    sha256 = put(store, b"hello")
    store.path(sha256).write_bytes(b"torn")
    put(store, b"hello")
    assert store.path(sha256).read_bytes() == b"hello"


def test_a_full_disk_refuses_and_leaves_nothing(small_disk: Path) -> None:
    if not os.path.ismount(small_disk):
        pytest.skip("mounting is not allowed here; the next test covers it by a quota")
    store = Store(small_disk / "files")
    kept = put(store, bytes(1024))
    with pytest.raises(DiskFull) as refusal:
        put(store, *(os.urandom(1024 * 1024) for _ in range(8)))
    assert refusal.value.status == 507
    assert refusal.value.code == "disk-full"
    assert files_under(store.root) == [store.path(kept)]
    put(store, os.urandom(1024))  # recovery without restart
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(bytes(free - 20 * 1024))
    with pytest.raises(DiskFull):
        put(store, b"the reserve is not eaten")
    (small_disk / "ballast").unlink()
    put(store, b"again")


def test_a_quota_refuses_and_leaves_nothing(store: Store) -> None:
    kept = put(store, b"before")
    with file_size_limit(100_000), pytest.raises(DiskFull):
        put(store, bytes(50_000), bytes(100_000))
    assert files_under(store.root) == [store.path(kept)]
    put(store, bytes(150_000))


def test_other_faults_of_the_disk_are_not_called_full(store: Store, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file stands where the folder should be")
    with pytest.raises(FileExistsError):
        store.new_draft()


def test_one_writer_at_a_time(store: Store) -> None:
    path = store.part_path("a")
    with Part(path) as first:
        first.stand_at(0)
        first.write(b"abc")
        with pytest.raises(UploadLocked):
            Part(path)
    with Part(path) as second:
        second.stand_at(2)
        second.write(b"C")
        assert second.whole().bytes == 3
    assert path.read_bytes() == b"abC"


def test_a_part_goes_back_to_what_was_kept_and_never_forward(store: Store) -> None:
    path = store.part_path("a")
    with Part(path) as part:
        part.stand_at(0)
        part.write(b"12345")
        part.stand_at(3)
    assert path.read_bytes() == b"123"
    with Part(path) as part, pytest.raises(UploadGone):
        part.stand_at(4)


def test_sweeping_takes_what_is_old_and_unnamed(store: Store) -> None:
    named, unnamed = put(store, b"named"), put(store, b"unnamed")
    draft = store.new_draft()
    draft.write(b"killed")
    part = store.part_path("dead")
    part.write_bytes(b"x")
    now = datetime.now(UTC)
    for moment, gone in ((now, False), (now + LATER, True)):
        for shard in store.shards():
            store.sweep_shard(shard, {named}, moment)
        store.sweep_drafts(moment)
        store.sweep_parts({"other"}, moment)
        assert store.path(unnamed).exists() is not gone
        assert part.exists() is not gone
    assert store.path(named).exists()
    assert files_under(store.root) == [store.path(named)]
    draft.drop()


def test_content_sent_again_is_young_again(store: Store) -> None:
    sha256 = put(store, b"x")
    old = (datetime.now(UTC) - LATER).timestamp()
    os.utime(store.path(sha256), (old, old))
    put(store, b"x")
    assert store.sweep_shard(sha256[:2], set(), datetime.now(UTC)) == 0
    assert store.path(sha256).exists()
