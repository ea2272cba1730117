"""All shared GPX and KML files: taken, or refused with the right reason, and never a crash."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from gis.formats import reading
from gis.formats.model import Reading, Refused
from gis.imports import jobs
from gis.imports.running import LEFT_OUT
from tests.gis.conftest import As
from tests.gis.importing import PATH, begun, chosen, features_of, found, runtime_of

TRACES = Path("tests/data/traces")
FILES = sorted([*TRACES.glob("gpx/*.gpx"), *TRACES.glob("kml/*.kml")])
# What comes of each: how many features, and the faults that refuse it whole.
EXPECTED: dict[str, tuple[int, set[str]]] = {
    "gpxpy_around-visnjan-with-car.gpx": (1, set()),
    "gpxpy_cerknicko-jezero.gpx": (14, {"no-place"}),
    "gpxpy_cerknicko-without-times.gpx": (14, {"no-place"}),
    "gpxpy_gpx1.1_with_all_fields.gpx": (4, {"no-place"}),
    "gpxpy_gpx1.1_with_extensions_without_namespaces.gpx": (1, set()),
    "gpxpy_korita-zbevnica.gpx": (5, {"no-place"}),
    "gpxpy_track-with-empty-segment.gpx": (1, set()),
    "gpxpy_track_with_speed.gpx": (1, set()),
    "togeojson_Friday-Evening-Run.gpx": (1, set()),
    "togeojson_bad.gpx": (0, {"bad-shape"}),
    "togeojson_empty_ele.gpx": (0, {"no-length"}),
    "togeojson_empty_trk.gpx": (0, {"no-place"}),
    "togeojson_garmin_extensions.gpx": (4, {"no-place"}),
    "togeojson_gdal.gpx": (4, {"no-place"}),
    "togeojson_multitrackgpx.gpx": (3, set()),
    "togeojson_north_core.gpx": (10, set()),
    "togeojson_opencpn.gpx": (1, set()),
    "togeojson_osm.gpx": (2, {"no-length"}),
    "togeojson_run.gpx": (1, set()),
    "togeojson_run_gpxtpx.gpx": (1, set()),
    "togeojson_style.gpx": (21, set()),
    "togeojson_trek_no_rtept.gpx": (0, {"no-place"}),
    "togeojson_wpt.gpx": (40, set()),
    "togeojson_zero_elevation.gpx": (1, set()),
    "togeojson_addresses.kml": (2, {"no-place"}),
    "togeojson_bad.kml": (0, {"bad-shape"}),
    "togeojson_ground_overlay_quad.kml": (0, {"no-rows"}),
    "togeojson_gxmultitrack.kml": (3, set()),
    "togeojson_inline_style.kml": (3, set()),
    "togeojson_inline_style_mini.kml": (1, set()),
    "togeojson_linestring.kml": (2, set()),
    "togeojson_literal_color.kml": (1, set()),
    "togeojson_multigeometry.kml": (1, set()),
    "togeojson_multigeometry_discrete.kml": (2, set()),
    "togeojson_multitrack.kml": (3, set()),
    "togeojson_nogeomplacemark.kml": (0, {"no-place"}),
    "togeojson_non_gx_multitrack.kml": (3, set()),
    "togeojson_null_geometry.kml": (0, {"no-place"}),
    "togeojson_point_extra_coordinates.kml": (1, set()),
    "togeojson_point_id.kml": (1, set()),
    "togeojson_selfclosing.kml": (0, {"no-place"}),
    "togeojson_simpledata.kml": (2, set()),
    "togeojson_style.kml": (3, set()),
    "togeojson_styles.kml": (2, set()),
    "togeojson_timespan.kml": (1, set()),
    "togeojson_twopoints.kml": (2, set()),
}


def outcome(path: Path, folder: Path) -> tuple[int, set[str]]:
    """Return how many features a file holds, and the codes of its faults."""
    try:
        opened = reading.opened(path, path.name, folder, Reading())
        placed = list(opened.placed())
    except Refused as refused:
        return 0, {refused.code}
    faults = {each.fault.code for each in placed if each.fault is not None}
    return sum(len(each.parts) for each in placed), faults


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_trace_holds(path: Path, tmp_path: Path) -> None:
    assert outcome(path, tmp_path) == EXPECTED[path.name]


def test_none_is_missing() -> None:
    assert len(FILES) == 46
    assert {path.name for path in FILES} == EXPECTED.keys()


FEW = ("togeojson_bad.gpx", "togeojson_bad.kml", "togeojson_ground_overlay_quad.kml")
SOME = ("togeojson_wpt.gpx", "togeojson_multigeometry_discrete.kml", *FEW)


@pytest.mark.parametrize("name", SOME)
async def test_a_trace_through_the_door(name: str, who: As, gis_app: FastAPI) -> None:
    await through(name, who, gis_app)


@pytest.mark.slow
async def test_every_trace_through_the_door(who: As, gis_app: FastAPI) -> None:
    for path in FILES:
        await through(path.name, who, gis_app)


def content(name: str) -> bytes:
    """Return what a trace holds."""
    return next(path for path in FILES if path.name == name).read_bytes()


async def through(name: str, who: As, app: FastAPI) -> None:
    """Import a file by HTTP; with faults it is refused whole, then taken without those rows."""
    east, (count, faults) = await who("east"), EXPECTED[name]
    state = await begun(east, app, content(name), name)
    if not count:
        start = await east.post(f"{PATH}/{state['id']}/start")
        assert (state["state"], start.status_code) in {("failed", 409), ("ready", 422)}
        await east.post(f"{PATH}/{state['id']}/cancel")
        return
    if faults:
        assert {each["code"] for each in state["preview"]["faults"]} <= faults
        assert faults <= set(LEFT_OUT)
        state = await chosen(east, app, state["id"], without_place="leave-out")
    assert (await east.post(f"{PATH}/{state['id']}/start")).status_code == 200
    for _ in range(2):
        await jobs.run(runtime_of(app))
    state = await found(east, state["id"])
    assert state["state"] == "done", (name, state["problem"])
    assert len(await features_of(app, state["layer_id"])) == count
