"""Commands that bring files of map data in and out; the same services as over HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from server.commands.output import AsJson, Refused, answer, refusing
from server.commands.reach import reached

if TYPE_CHECKING:
    from kernel.api import Runtime, Settings

Layers = Annotated[list[str] | None, typer.Option("--layer", help="Layer in the file; repeatable.")]
Crs = Annotated[int | None, typer.Option(help="EPSG code of the coordinates.")]
Datum = Annotated[str | None, typer.Option(help="wgs84, cgcs2000, gcj02 or bd09.")]
Encoding = Annotated[str | None, typer.Option(help="utf-8 or gb18030 (GBK).")]


def import_layer(  # noqa: PLR0913 - one parameter an option of the command line
    file: Annotated[Path, typer.Argument(help="GeoPackage, shapefile (zip), GeoJSON, KML … XLSX.")],
    *,
    code: Annotated[str | None, typer.Option(help="Code of the new layer.")] = None,
    name: Annotated[str | None, typer.Option(help="Its name in Chinese.")] = None,
    name_en: Annotated[str | None, typer.Option(help="Its name in English.")] = None,
    group: Annotated[str, typer.Option(help="Its group in the layer tree.")] = "other",
    sight: Annotated[str, typer.Option(help="public, open or internal.")] = "internal",
    organisation: Annotated[str | None, typer.Option(help="Code of who keeps it.")] = None,
    layer: Layers = None,
    crs: Crs = None,
    datum: Datum = None,
    encoding: Encoding = None,
    lon: Annotated[str | None, typer.Option(help="Column of the longitude or easting.")] = None,
    lat: Annotated[str | None, typer.Option(help="Column of the latitude or northing.")] = None,
    wkt: Annotated[str | None, typer.Option(help="Column of the shape as WKT.")] = None,
    replace: Annotated[str | None, typer.Option(help="Code of a layer to replace.")] = None,
    append: Annotated[str | None, typer.Option(help="Code of a layer to add to.")] = None,
    leave_out: Annotated[bool, typer.Option(help="Leave out rows without a place.")] = False,
    preview: Annotated[bool, typer.Option(help="Only say what the file holds.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a file of map data as a layer: all of it, or nothing and the reason."""
    with refusing(as_json=as_json), reached() as settings:
        from gis.api import ImportWish, import_file

        if not file.is_file():
            raise Refused(f"{file} is no file")
        if replace and append:
            raise Refused("--replace and --append exclude each other")
        choices: dict[str, Any] = {
            "code": code, "zh": name, "en": name_en, "group": group, "sight": sight,
            "layers": layer, "crs": crs, "datum": datum, "encoding": encoding,
            "into": "replace" if replace else "append" if append else "new",
            "without_place": "leave-out" if leave_out else "refuse",
        }  # fmt: skip
        place = {key: value for key, value in (("lon", lon), ("lat", lat), ("wkt", wkt)) if value}
        choices |= {"coordinates": place} if place else {}
        given = {key: value for key, value in choices.items() if value is not None}
        wish = ImportWish(given, replace or append, organisation, preview)
        made = _in_runtime(settings, lambda runtime: import_file(runtime, file, wish))
        answer(made, as_json=as_json, text=_told(made))


def _told(made: dict[str, Any]) -> str:
    found = made["preview"]
    crs = f"{found['crs']['name']} ({found['crs']['known']}), datum {found['datum']}"
    lines = [f"{made['name']}: {found['format']}, {found['rows']} × {found['geometry']}, {crs}"]
    lines += [f"{count} × {note}" for note, count in (made["notes"] or found["notes"]).items()]
    if found["question"]["suspected"]:
        lines.append(f"the places look like {found['question']['suspected']}: choose --datum")
    if made["state"] == "done":
        lines.append(f"{made['progress']['done']} features in layer {made['layer_id']}")
    return "\n".join(lines)


def export_layer(
    layer: Annotated[str, typer.Argument(help="Code of the layer.")],
    target: Annotated[Path, typer.Argument(help="File to write; its ending is the format.")],
    *,
    bbox: Annotated[str | None, typer.Option(help="west,south,east,north in degrees.")] = None,
    cql: Annotated[str | None, typer.Option("--filter", help="CQL2 text.")] = None,
    crs: Crs = None,
    datum: Datum = None,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Export features of a layer to a file."""
    with refusing(as_json=as_json), reached() as settings:
        from gis.api import export_file

        if not target.absolute().parent.is_dir():
            raise Refused(f"{target.parent} is no folder")
        wanted: dict[str, Any] = {"filter": cql, "crs": crs, "datum": datum, "encoding": encoding}
        wanted["bbox"] = bbox.split(",") if bbox is not None else None
        given = {key: value for key, value in wanted.items() if value is not None}
        made = _in_runtime(settings, lambda runtime: export_file(runtime, layer, target, given))
        answer(made, as_json=as_json, text=f"{made['features']} features in {made['file']}")


def _in_runtime(
    settings: "Settings", step: Callable[["Runtime"], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    from kernel.api import SystemClock
    from server.app import opened

    async def run() -> dict[str, Any]:
        async with opened(settings, SystemClock()) as runtime:
            return await step(runtime)

    return asyncio.run(run())
