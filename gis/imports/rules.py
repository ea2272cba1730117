"""Rules of imports: how columns become attributes, what a choice lacks, what a fault asks; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from gis.formats.limits import LONGEST_NAME
from gis.imports.schemas import ColumnIn, ImportChoices
from gis.layers.schemas import MOST_ATTRIBUTES, AttributeIn, LayerIn, small_attributes
from kernel.api import FieldError, Invalid

# What can be done about a fault, in both languages.
ADVICE = {
    "no-place": (
        "补上该行的位置，或选择跳过没有位置的行",
        "give the row a place, or leave out rows without one",
    ),
    "no-length": (
        "该线所有点重合；删除该行，或选择跳过没有位置的行",
        "remove the line, or leave out rows without a place",
    ),
    "bad-shape": ("在制图软件中修正该图形后重新导出", "mend the shape in the program it came from"),
    "bad-place": ("改正坐标，或另选坐标列", "correct the coordinates, or choose other columns"),
    "bad-row": ("检查分隔符和引号", "check delimiters and quotes"),
    "bad-value": ("改正该值，或把该列改为文本", "correct the value, or make the column text"),
    "encoding": ("另选文字编码（UTF-8 或 GBK）", "choose the other encoding (UTF-8 or GBK)"),
    "outside": ("另选坐标系", "choose another coordinate system"),
    "too-many-vertices": ("先简化该图形", "simplify the shape first"),
    "row-too-large": ("不导入过长的列", "leave out long columns"),
}
_OTHER = ("检查该行", "look at the row")
_CODE = re.compile(r"[^a-z0-9_-]+")


def advised(fault: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fault with what to do about it."""
    zh, en = ADVICE.get(str(fault["code"]), _OTHER)
    return {**fault, "zh": zh, "en": en}


def columns_of(
    choices: ImportChoices,
    preview: Mapping[str, Any],
    present: Sequence[Mapping[str, Any]] | None = None,
) -> list[ColumnIn]:
    """Return what becomes of every column that is kept, names filled in.

    `present` are the attributes of a layer that is appended to: only columns that fit one are kept.
    """
    chosen = {column.source: column for column in choices.columns or ()}
    found = []
    for told in preview["columns"]:
        column = chosen.get(told["name"], ColumnIn(source=told["name"], type=told["type"]))
        if choices.columns is not None and told["name"] not in chosen:
            continue
        if not column.skip:
            found.append(_named(column))
    unknown = chosen.keys() - {told["name"] for told in preview["columns"]}
    if unknown:
        raise refused("/columns", "unknown", f"the file has no column {min(unknown)[:80]}")
    return found if present is None else _fitting(found, present)


def _named(column: ColumnIn) -> ColumnIn:
    name = column.name or shown_name(column.source)
    titles = {"zh": column.zh or name[:120], "en": column.en or name[:120]}
    return column.model_copy(update={"name": name, **titles})


def shown_name(source: str) -> str:
    """Return a column's own name as an attribute may be called."""
    plain = "".join(c for c in source if c >= " " and c != "\x7f").strip()
    return plain[:LONGEST_NAME].strip() or "column"


def _fitting(columns: Iterable[ColumnIn], present: Sequence[Mapping[str, Any]]) -> list[ColumnIn]:
    """Give columns the name and type of the attribute they are called like."""
    by_name = {
        str(name): attribute
        for attribute in present
        for name in (attribute["en"], attribute["zh"], attribute["name"])
    }
    return [
        column.model_copy(
            update={
                "name": by_name[str(column.name)]["name"],
                "type": by_name[str(column.name)]["type"],
            }
        )
        for column in columns
        if column.name in by_name
    ]


def layer_form(
    choices: ImportChoices, preview: Mapping[str, Any], name: str, columns: Sequence[ColumnIn]
) -> LayerIn:
    """Return the new layer. Raises `Invalid` for what it lacks or cannot have."""
    title = shown_name(PurePath(name).stem)[:120]
    code = choices.code or _code(name)
    fields: dict[str, Any] = {
        "zh": choices.zh or title,
        "en": choices.en or choices.zh or title,
        **choices.model_dump(
            include={
                "about_zh", "about_en", "group", "organisation_id", "sight", "posts", "source",
                "licence", "fictional",
            }
        ),
        **contents(choices, preview, columns),
    }  # fmt: skip
    if code:
        fields["code"] = code
    return _layer(fields, choices)


def _layer(fields: dict[str, Any], choices: ImportChoices) -> LayerIn:
    try:
        return LayerIn.model_validate(fields | {"style": choices.style.stored()})
    except ValueError as error:
        raise Invalid(
            "The layer cannot be made so.",
            errors=[
                FieldError(
                    "/" + "/".join(map(str, each["loc"])), str(each["type"]), str(each["msg"])
                )
                for each in getattr(error, "errors", list)()
            ],
        ) from error


def contents(
    choices: ImportChoices, preview: Mapping[str, Any], columns: Sequence[ColumnIn]
) -> dict[str, Any]:
    """Return what a layer says of its features: attributes, geometry, where they came from."""
    attributes = [
        AttributeIn(name=str(each.name), type=each.type, zh=str(each.zh), en=str(each.en))
        for each in columns
    ]
    if len(attributes) > MOST_ATTRIBUTES:
        raise refused("/columns", "too-many", f"leave out some: at most {MOST_ATTRIBUTES}")
    try:
        small_attributes(attributes)
    except ValueError as error:
        raise refused("/columns", "attributes", f"leave out or rename some: {error}") from error
    return {
        "attributes": [each.model_dump(exclude_none=True) for each in attributes],
        "geometry": preview["geometry"],
        "srid": preview["crs"]["epsg"] or 4326,
        "datum": preview["datum"],
        "source": choices.source,
        "licence": choices.licence,
    }


def _code(name: str) -> str | None:
    """Return a code made of a file's name when it has Latin letters enough."""
    plain = _CODE.sub("-", PurePath(name).stem.lower()).strip("-_")
    return plain[:40] if len(plain) > 2 and plain[0].isalpha() else None


def check_ready(choices: ImportChoices, preview: Mapping[str, Any]) -> None:
    """Refuse to start while a question is open or nothing can be taken. Raises `Invalid`."""
    question = preview["question"]
    if question["suspected"] and choices.datum is None:
        raise refused(
            "/datum",
            "question",
            f"the places look like {question['suspected']}: choose the datum yourself",
        )
    if preview["geometry"] is None:
        raise refused("/file", "no-rows", "no row of the file has a place")
    if preview["coordinates"] is None and preview["format"] in {"csv", "xlsx"}:
        raise refused("/coordinates", "required", "say which columns hold the place")
    if choices.into != "new" and choices.layer_id is None:
        raise refused("/layer_id", "required", "say which layer")
    for pointer, name in (("/since", choices.since), ("/until", choices.until)):
        if (name is None) != (choices.since is None and choices.until is None) and name is None:
            raise refused(pointer, "required", "a span of time has two ends")


def refused(pointer: str, code: str, detail: str) -> Invalid:
    """Return the refusal of one choice."""
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


def reading_of(choices: ImportChoices, lon: float, zone: str) -> dict[str, Any]:
    """Return how the child is to read the file."""
    told = choices.model_dump(include={"layers", "encoding", "delimiter", "crs", "datum"})
    place = choices.coordinates.model_dump() if choices.coordinates else None
    return told | {"coordinates": place, "lon": lon, "zone": zone}


def fits(kind: str, geometry: str) -> bool:
    """Say whether features of a geometry may join a layer of a kind."""
    return kind in {"mixed", geometry}
