"""Which pages the documentation has: the Markdown files of `docs/`, as people read them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Folder, its title in Chinese and English.
GROUPS = (
    ("", "开始", "Start"),
    ("how-to", "怎样做", "How to"),
    ("reference", "参考", "Reference"),
    ("why", "为什么", "Why"),
    ("problems", "拒绝代码", "Refusals"),
)
# Files beside `docs/` that its pages point to.
PROJECT = "project"
BESIDE = ("README.md", "CHANGELOG.md")
# What a page may show or give beside other pages.
SHOWN = frozenset({".png", ".svg", ".jpg"})
GIVEN = frozenset({".json"})


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address below `docs/`, its file, its first heading."""

    address: str
    file: Path
    title: str


@cache
def pages() -> dict[str, tuple[Page, ...]]:
    """Return the pages by folder; read once: the files belong to the running version."""
    return {folder: _pages_of(folder) for folder, *_ in GROUPS}


def _pages_of(folder: str) -> tuple[Page, ...]:
    files = sorted((DOCS / folder).glob("*.md"), key=lambda file: (file.name != "README.md", file))
    return tuple(
        Page(
            f"{folder}/{file.name}".lstrip("/"), file, title_of(file.read_text("utf-8"), file.stem)
        )
        for file in files
    )


def page_of(address: str) -> Page | None:
    """Return the page of an address, None when there is none."""
    return next(
        (page for group in pages().values() for page in group if page.address == address), None
    )


def beside(address: str) -> Page | None:
    """Return a page of the project that stands beside the documentation, as `project/<name>`."""
    folder, _, name = address.partition("/")
    file = ROOT / name
    if folder != PROJECT or name not in BESIDE or not file.is_file():
        return None
    return Page(address, file, title_of(file.read_text("utf-8"), file.stem))


def file_of(address: str) -> Path | None:
    """Return a picture or document that pages show; nothing outside `docs/`."""
    file = (DOCS / address).resolve()
    if not file.is_relative_to(DOCS) or file.suffix not in SHOWN | GIVEN or not file.is_file():
        return None
    return file


def title_of(text: str, otherwise: str) -> str:
    """Return the first heading of a page."""
    for line in text.splitlines():
        if line.startswith("# "):
            return line.removeprefix("# ").replace("`", "").strip()
    return otherwise
