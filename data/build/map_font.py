"""Cuts the letters of map documents out of Noto Sans CJK: 8,105 characters, Latin, our own data.

Usage: python map_font.py NotoSansCJK-Regular.ttc TABLE (U+4E00<tab>一 a line). Provenance only, not
run by the system. Needs fonttools.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

DATA = Path(__file__).resolve().parents[1]
TARGET = DATA / "fonts" / "NotoSansCJKsc-map.otf"
FAMILY = "Noto Sans CJK SC"
# Latin with its accents, Greek, Cyrillic, punctuation, arrows, numbers in circles, shapes, kana,
# full width.
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2044), (0x2070, 0x209C),
    (0x20AC, 0x20AC), (0x2100, 0x214D), (0x2160, 0x217F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x266F), (0x3000, 0x30FF), (0x3200, 0x33FF),
    (0xFF01, 0xFFEE),
)  # fmt: skip


def wanted(table: Path) -> set[int]:
    """Return the code points to keep."""
    points = {point for low, high in BLOCKS for point in range(low, high + 1)}
    for line in table.read_text("utf-8").splitlines():
        points.add(ord(line.split("\t")[1]))
    for path in sorted(DATA.rglob("*")):
        if path.suffix in {".json", ".geojson", ".csv"}:
            points.update(map(ord, path.read_text("utf-8")))
        elif path.suffix == ".gz":
            points.update(map(ord, gzip.decompress(path.read_bytes()).decode("utf-8")))
    return points


def main() -> None:
    """Write the font."""
    collection = TTCollection(sys.argv[1])
    (font,) = (each for each in collection.fonts if each["name"].getDebugName(1) == FAMILY)
    options = subset.Options()
    options.layout_features = ["kern", "locl", "ccmp"]
    options.hinting = options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(Path(sys.argv[2])))
    cutter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    TARGET.parent.mkdir(exist_ok=True)
    font.save(TARGET)


if __name__ == "__main__":
    main()
