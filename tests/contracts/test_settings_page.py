"""The page of settings is made from the code and names every variable the code reads."""

import re
from pathlib import Path

from kernel.settings import Settings
from kernel.settings_page import page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
# Handed from the supervisor to its children, never set by people.
INTERNAL = {"WANGLOU_LISTEN_FD"}
# Taken by parts of the system that come later; `make run` sets it already.
ANNOUNCED = {"WANGLOU_UNKNOWN_DEVICES"}
_NAME = re.compile(r"WANGLOU_[A-Z0-9_]*[A-Z0-9]")


def test_the_page_is_what_the_code_says() -> None:
    made = "python -m kernel.settings_page > docs/reference/settings.md"
    assert PAGE.read_text(encoding="utf-8") == page(), f"make it anew: {made}"


def test_every_setting_says_what_it_does() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


def test_every_variable_the_code_reads_stands_on_the_page() -> None:
    files = [ROOT / "Makefile", ROOT / "docker-compose.yml"]
    for folder in ("kernel", "server", "scripts"):
        files += [*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.sh")]
    read = {
        name
        for file in files
        if file.name != "settings_page.py"
        for name in _NAME.findall(file.read_text(encoding="utf-8"))
    }
    on_page = set(_NAME.findall(PAGE.read_text(encoding="utf-8")))
    assert read - INTERNAL - ANNOUNCED <= on_page
