"""The letters of map documents: our own cut of Noto Sans CJK; no machine needs Chinese fonts."""

from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
FONT = FONTS / "NotoSansCJKsc-map.otf"
FAMILY = "Noto Sans CJK SC"
