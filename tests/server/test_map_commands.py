"""`wanglou import` and `wanglou export`: the same as over HTTP, with exit codes and JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kernel.api import Settings
from server.cli import app
from tests.harness.cities import TestCity
from tests.registry import town

TABLE = "名称,经度,纬度,级别\n金平站,116.703,23.365,2\n龙湖站,116.745,23.361,1\n"


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The small city."""
    return town.CITY


@pytest.fixture(scope="module", autouse=True)
def city(settings: Settings) -> Iterator[None]:
    """The small city, reached by the environment as on a machine of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("database_url", "redis_url", "home"):
            patch.setenv(f"WANGLOU_{name.upper()}", str(getattr(settings, name)))
        yield


def run(*arguments: str, code: int = 0) -> Any:
    """Run a command with --json; return its answer."""
    ended = CliRunner().invoke(app, [*arguments, "--json"])
    assert ended.exit_code == code, ended.output
    return json.loads(ended.stdout.strip().splitlines()[-1])


def test_in_and_out_again(tmp_path: Path) -> None:
    source = tmp_path / "站.csv"
    source.write_bytes(TABLE.encode("gbk"))
    seen = run("import", str(source), "--preview")
    assert (seen["state"], seen["preview"]["encoding"]) == ("ready", "gb18030")
    made = run("import", str(source), "--code", "posts", "--name", "站点", "--sight", "open")
    assert (made["state"], made["progress"]["done"]) == ("done", 2)
    refused = run("import", str(source), "--code", "posts", code=1)
    assert refused["code"] == "import-failed"
    assert run("import", str(source), "--append", "posts")["progress"]["done"] == 2
    target = tmp_path / "out.xlsx"
    told = run("export", "posts", str(target), "--filter", "级别 = 2", "--bbox", "116,23,117,24")
    assert (told["features"], told["bytes"]) == (2, target.stat().st_size)
    again = run("import", str(target), "--replace", "posts")
    assert again["progress"]["done"] == 2
    assert run("export", "posts", str(tmp_path / "out.gpkg"))["features"] == 2


def test_refusals_say_why(tmp_path: Path) -> None:
    source = tmp_path / "bad.csv"
    source.write_text("名称,经度,纬度\n站,116.7,x\n", encoding="utf-8")
    refused = run("import", str(source), code=1)
    assert (refused["ok"], refused["code"]) == (False, "invalid")
    source.write_text("名称,经度,纬度\n站,116.7,x\n站,116.7,23.4\n", encoding="utf-8")
    refused = run("import", str(source), code=1)
    assert refused["code"] == "import-failed"
    assert "row 1" in refused["detail"]
    assert "改正坐标" in refused["detail"]
    assert run("import", str(tmp_path / "none.csv"), code=1)["detail"].endswith("is no file")
    assert run("export", "nothing", str(tmp_path / "x.csv"), code=1)["code"] == "not-found"
    wrong = CliRunner().invoke(app, ["import"])
    assert wrong.exit_code == 2
