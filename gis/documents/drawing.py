"""What the child does with an order: reads the scene from its frames, draws, says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from gis.documents.picture.content import Content
from gis.sandbox import frames

OUTPUT = "map"
# A page larger than this opens slowly and passes no mailbox.
MOST_PAGE_BYTES = 20 * 1024 * 1024
Say = Callable[[dict[str, Any]], None]


def follow(source: BinaryIO, say: Say, folder: Path) -> None:
    """Follow one order; the last word is `done` or `refused`."""
    try:
        content = _read(source)
        size = _draw(content, folder / OUTPUT)
    except MemoryError:
        detail = "The map needs more memory than one may take: choose less."
        say({"refused": {"code": "too-large", "detail": detail}})
        return
    if content.form == "html" and size > MOST_PAGE_BYTES:
        detail = f"The page would have {size // 2**20} MB: choose fewer layers or a smaller box."
        say({"refused": {"code": "too-large", "detail": detail}})
        return
    say({"done": {"bytes": size}})


def _read(source: BinaryIO) -> Content:
    order, blob = frames.read(source) or ({}, b"")
    parts = frames.cut(blob, [size for _, size in order["base"]])
    base = {name: part for (name, _), part in zip(order["base"], parts, strict=True)}
    content = Content(order, base)
    while arrived := frames.read(source):
        frame, blob = arrived
        if "end" in frame:
            break
        shapes = frames.cut(blob, [size for _, size in frame["rows"]])
        content.add(frame["layer"], [properties for properties, _ in frame["rows"]], shapes)
    return content


def _draw(content: Content, target: Path) -> int:
    if content.form == "html":
        from gis.documents.page.writing import page  # noqa: PLC0415 - only what is needed

        target.write_bytes(page(content))
    else:
        from gis.documents.picture.figure import Picture  # noqa: PLC0415 - only what is needed

        Picture(content).save(target)
    return target.stat().st_size
