"""Programs of others read `/ogc` over real HTTP: the OGC's conformance tests, GDAL."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shapely

from gis.features import queries as features
from gis.features.queries import NewFeature
from gis.layers import service
from gis.layers.schemas import LayerIn
from kernel.api import Settings, SystemClock, Tx
from registry.api import People, TokenPart, organisations, tokens
from tests.contracts.city import MATRIX
from tests.contracts.running import Running
from tests.gis.ogc_layers import ATTRIBUTES
from tests.harness.cities import TestCity

ROOT = Path(__file__).resolve().parents[2]
SUITE = ROOT / ".tools" / "ogc" / "bin" / "python"
# Abstract tests of core in OGC 17-069r4, annex A.
CORE_TESTS = 29
# The suite looks at 5–20° E, 48–70° N, whatever a server holds.
PLACES = [(5 + n / 3, 49 + n / 6) for n in range(40)] + [(116.7, 23.4)]
MANY = 2_500
TIMEOUT_S = 300
HEARD: Any = {"capture_output": True, "text": True, "timeout": TIMEOUT_S}
POINTS, LINES, AREAS, HIDDEN = "conform-points", "conform-lines", "conform-areas", "conform-hidden"


@pytest.fixture(scope="module")
def test_city() -> TestCity:
    """The city of the access matrix."""
    return MATRIX


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[Running]:
    """The application on real HTTP, with layers of each kind and one of many features."""
    with Running(settings, SystemClock()) as server:
        server.do(_plant)
        yield server


async def _plant(tx: Tx) -> None:
    spots = [shapely.Point(*place) for place in PLACES]
    times = [(datetime(2020, 1, 1 + n % 28, tzinfo=UTC), None) for n in range(len(PLACES))]
    names = [{"名称": f"点{n}", "level": n, "depth": n / 2} for n in range(len(PLACES))]
    await _layer(tx, POINTS, "point", zip(spots, names, times, strict=True))
    lines = [shapely.LineString([place, (place[0] + 2, place[1] + 1)]) for place in PLACES]
    await _layer(tx, LINES, "line", ((each, {}, None) for each in lines))
    areas = [each.buffer(0.5) for each in spots]
    await _layer(tx, AREAS, "polygon", ((each, {}, None) for each in areas))
    many = (
        (shapely.Point(116.5 + n / 10_000, 23.3), {"名称": f"点{n}", "level": n}, None)
        for n in range(MANY)
    )
    await _layer(tx, "conform-many", "point", many)
    await _layer(tx, HIDDEN, "point", ((each, {}, None) for each in spots[:3]), sight="internal")


async def _layer(tx: Tx, code: str, kind: Any, rows: Any, sight: Any = "public") -> UUID:
    owner = await organisations.root(tx)
    form = LayerIn(
        code=code, zh=code, en=code, geometry=kind, sight=sight, organisation_id=owner["id"]
    )
    attributes = LayerIn.model_validate(form.model_dump() | {"attributes": ATTRIBUTES[:3]})
    layer = UUID(str((await service.publish(tx, attributes))["id"]))
    row = await service.locked(tx, layer)
    new = [NewFeature(shapely.to_wkb(shape), known, time) for shape, known, time in rows]
    await features.insert_many(tx, layer, new)
    tx.facts.clear()  # the fact of the whole layer follows
    await service.touched(tx, row, kind="layer.published")
    return layer


@pytest.mark.timeout(TIMEOUT_S)
def test_the_conformance_suite_passes(running: Running, tmp_path: Path) -> None:
    """`ogctests` features/core, in the environment that `make test` sets up for it."""
    assert SUITE.is_file(), "type: scripts/setup.sh ogc"
    report = tmp_path / "report.xml"
    (tmp_path / "pytest.ini").write_text("[pytest]\n")  # else it finds ours
    script = (
        "import sys; from ogctests.main import run_ogctests; "
        "sys.exit(run_ogctests('features/core', sys.argv[1], "
        "['-q', '-p', 'no:cacheprovider', '-c', 'pytest.ini', '-W', 'error::UserWarning', "
        # Counts come only when asked for: the suite warns that it has none to compare.
        "'-W', 'ignore:numberMatched', '--junitxml', sys.argv[2]]))"
    )
    ran = subprocess.run(
        [SUITE, "-c", script, f"{running.origin}/ogc", report],
        **HEARD, check=False, cwd=tmp_path, env=_environment(),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-8_000:] + ran.stderr[-2_000:]
    suite = ET.parse(report).getroot().find("testsuite")
    assert suite is not None
    counts = [int(suite.get(name, "-1")) for name in ("tests", "failures", "errors", "skipped")]
    assert counts == [CORE_TESTS, 0, 0, 0]


def gdal(script: str, *arguments: str) -> Any:
    """Run pyogrio's GDAL in a process of its own, as it waits for answers of this one."""
    code = f"import json, sys, pyogrio, pyogrio.raw\n{script}"
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        **HEARD, check=False, env=_environment(),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-4_000:]
    return json.loads(ran.stdout)


def _environment() -> dict[str, str]:
    names = ("PATH", "HOME", "LANG", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {"NO_PROXY": "*", "PYTHONDONTWRITEBYTECODE": "1"}


LAYERS = "print(json.dumps([str(name) for name, _ in pyogrio.list_layers(sys.argv[1])]))"
READ = """
options = json.loads(sys.argv[3])
if 'bbox' in options:
    options['bbox'] = tuple(options['bbox'])
import shapely
read = pyogrio.raw.read
meta, ids, shapes, fields = read(sys.argv[1], layer=sys.argv[2], return_fids=True, **options)
found = {name: [str(value) for value in values] for name, values in zip(meta['fields'], fields)}
wkt = [shapely.to_wkt(each) for each in shapely.from_wkb(shapes)]
print(json.dumps({'crs': meta['crs'], 'fields': found, 'many': len(ids), 'shapes': wkt[:3]}))
"""


def read(running: Running, layer: str, **options: Any) -> Any:
    return gdal(READ, f"OAPIF:{running.origin}/ogc", layer, json.dumps(options))


@pytest.mark.timeout(TIMEOUT_S)
def test_gdal_reads_every_page(running: Running) -> None:
    """GDAL's OAPIF driver, which QGIS's plugin world and ogr2ogr read with."""
    source = f"OAPIF:{running.origin}/ogc"
    assert {POINTS, LINES, AREAS, "conform-many"} <= set(gdal(LAYERS, source))
    told = read(running, "conform-many", PAGE_SIZE=500)
    assert told["many"] == MANY
    assert told["fields"]["名称"][:2] == ["点0", "点1"]
    assert sorted(int(each) for each in told["fields"]["level"]) == list(range(MANY))
    assert told["shapes"][0] == "POINT (116.5 23.3)"
    assert "4326" in told["crs"] or "CRS84" in told["crs"]
    assert read(running, AREAS)["shapes"][0].startswith("POLYGON")


@pytest.mark.timeout(TIMEOUT_S)
def test_gdal_filters_by_box_and_attribute(running: Running) -> None:
    boxed = read(running, "conform-many", bbox=[116.5, 23, 116.6, 24])
    assert boxed["many"] == 1_001
    equal = read(running, "conform-many", where='"level" = 7')
    assert equal["fields"]["名称"] == ["点7"]


@pytest.mark.timeout(TIMEOUT_S)
def test_gdal_comes_by_token_as_password(running: Running) -> None:
    assert HIDDEN not in gdal(LAYERS, f"OAPIF:{running.origin}/ogc")
    secret = running.do(_token)
    script = f"import os; os.environ['GDAL_HTTP_USERPWD'] = 'qgis:{secret}'\n{LAYERS}"
    assert HIDDEN in gdal(script, f"OAPIF:{running.origin}/ogc")


async def _token(tx: Tx) -> str:
    part = TokenPart(name="qgis", permissions=["layers.read"], days=1)
    return str((await tokens.add(tx, "operator", part, People()))["token"])
