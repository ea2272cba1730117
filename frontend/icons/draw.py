"""Draws the icons of the phone pages: `.venv/bin/python frontend/icons/draw.py` (Debian's Chromium)."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "public" / "icons"
ICONS = (
    ("field.svg", "field-192.png", 192),
    ("field.svg", "field-512.png", 512),
    ("field-maskable.svg", "field-maskable-512.png", 512),
    ("field-maskable.svg", "field-180.png", 180),
)


def main() -> None:
    """Write every size as PNG."""
    TARGET.mkdir(exist_ok=True)
    chromium = os.environ.get("WANGLOU_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for source, name, size in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            drawing = (HERE / source).read_text(encoding="utf-8")
            page.set_content(
                f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawing}"
            )
            page.screenshot(path=str(TARGET / name), omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
