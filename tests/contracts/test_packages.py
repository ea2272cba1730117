"""The packages of the tree: found here, owned by nobody else, held to the import contracts."""

import importlib
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "kernel",
    "registry",
    "approval",
    "exchange",
    "messages",
    "gis",
    "video",
    "incidents",
    "command",
    "server",
]
PRESENT = [name for name in FLOORS if (ROOT / name / "__init__.py").exists()]
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


@pytest.mark.parametrize("name", PRESENT)
def test_a_package_loads_from_this_repository(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    assert Path(module.__file__).is_relative_to(ROOT / name)


@pytest.mark.parametrize("name", FLOORS)
def test_no_other_distribution_owns_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"wanglou"}


def test_every_package_is_held_to_the_import_contracts() -> None:
    linted = CONFIGURATION["importlinter"]["root_packages"]
    assert sorted(linted) == sorted(PRESENT)
    protected = {
        module
        for contract in CONFIGURATION["importlinter"]["contracts"]
        for module in contract.get("protected_modules", [])
    }
    assert protected == {f"{name}.*" for name in PRESENT if name != "server"}


def test_every_top_level_package_is_known() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert found <= set(FLOORS)


def test_the_lock_file_names_no_registry() -> None:
    names = ("requirements.lock", "requirements-node.lock", "requirements-ogc.lock")
    for name in (*names, "requirements.in"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [line for line in lock.splitlines() if "==" in line]
    assert pinned
    assert lock.count("--hash=sha256:") >= len(pinned)
