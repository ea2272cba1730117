"""Reads CSV and workbooks: delimiter and encoding told from the content, place from the columns."""

import csv
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import shapely
from openpyxl.utils.exceptions import InvalidFileException

from gis.formats import archives, columns, limits
from gis.formats.model import Book, Coordinates, Fault, Reading, Refused, Row

DELIMITERS = ",;\t|"
# Enough rows to tell what a table holds.
LOOKED_AT = 200
ENCODINGS = ("utf-8", "gb18030")
Line = Sequence[Any]


def opened_csv(path: Path, reading: Reading) -> Book:
    """Open delimited text. Raises `Refused`."""
    raw = path.read_bytes()
    encoding = reading.encoding or encoding_of(raw)
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused("encoding", f"The text is not in {encoding}: {error}.") from error
    delimiter = reading.delimiter or delimiter_of(text)
    book = Book("csv", {}, encoding=encoding, delimiter=delimiter)
    _add(book, "table", lambda: csv.reader(io.StringIO(text), delimiter=delimiter), reading)
    return book


def encoding_of(raw: bytes) -> str:
    """Return the encoding a text is in, by what can be decoded. Raises `Refused`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for name in ENCODINGS:
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    raise Refused("encoding", "The text is neither UTF-8 nor GB 18030 (GBK).")


def delimiter_of(text: str) -> str:
    """Return the delimiter that parts the first line most often, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    parts = {each: _parts(first, each) for each in DELIMITERS}
    return max(DELIMITERS, key=lambda each: parts[each])


def _parts(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:  # a part longer than any value may be
        return 0


def opened_xlsx(path: Path, reading: Reading) -> Book:
    """Open a workbook; each sheet with more than its titles is a layer. Raises `Refused`."""
    archives.names(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which nobody reads here
            # By content: the name in our folder has no ending that the library would know.
            content = io.BytesIO(path.read_bytes())
            workbook = openpyxl.load_workbook(content, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise Refused("broken", "The workbook is damaged and cannot be read.") from error
    book = Book("xlsx", {})
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible" and len(list(islice(_cells(sheet), 2))) > 1:
            _add(book, sheet.title, partial(_cells, sheet), reading)
    if not book.layers:
        raise Refused("no-rows", "The workbook holds no sheet with titles and rows.")
    return book


def _cells(sheet: Any) -> Iterator[Line]:
    """Yield the rows of a sheet from its first that is not empty."""
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(values_only=True):
        if any(cell is not None for cell in cells):
            yield cells


def _add(book: Book, name: str, lines: Callable[[], Iterator[Line]], reading: Reading) -> None:
    """Add a table as a layer when its place is known. Raises `Refused`."""
    try:
        looked_at = list(islice(lines(), LOOKED_AT + 1))
    except csv.Error as error:
        raise Refused("broken", f"The table cannot be read: {error}.") from error
    if len(looked_at) < 2:
        raise Refused("no-rows", "The table holds no rows below its titles.")
    titles = _titles(looked_at[0])
    place = reading.coordinates or columns.guessed(titles, looked_at[1:])
    if place is not None and not place.used <= set(titles):
        lacking = sorted(place.used - set(titles))
        raise Refused("no-column", f"The table has no column {', '.join(lacking)[:200]}.")
    book.coordinates = book.coordinates or place
    book.layers[name] = partial(_rows, lines, titles, place)


def _titles(cells: Line) -> list[str]:
    """Return the titles, each once; a column without one is called by its number."""
    while cells and (cells[-1] is None or cells[-1] == ""):  # formatted, but empty
        cells = cells[:-1]
    if len(cells) > limits.MOST_COLUMNS:
        raise Refused("too-wide", f"The table has more than {limits.MOST_COLUMNS} columns.")
    titles: list[str] = []
    for number, cell in enumerate(cells, 1):
        title = "" if cell is None else str(cell).strip().removeprefix("\ufeff")
        title = title or f"column{number}"
        titles.append(title if title not in titles else f"{title}_{number}")
    return titles


def _rows(
    lines: Callable[[], Iterator[Line]], titles: list[str], place: Coordinates | None
) -> Iterator[Row]:
    try:
        for number, cells in enumerate(islice(lines(), 1, None), 1):
            if any(cell is not None and cell != "" for cell in cells):
                yield _row(number, cells, titles, place)
    except csv.Error as error:
        raise Refused("broken", f"The table cannot be read: {error}.") from error


def _row(number: int, cells: Line, titles: list[str], place: Coordinates | None) -> Row:
    all_values = {title: _cell(cell) for title, cell in zip(titles, cells, strict=False)}
    used = place.used if place else set()
    values = {title: value for title, value in all_values.items() if title not in used}
    row = Row(number, None, values)
    if place is None:
        return row
    if len(cells) > len(titles) and any(cell not in {None, ""} for cell in cells[len(titles) :]):
        row.fault = Fault("bad-row", "The row has more cells than there are titles.")
        return row
    try:
        row.shape = _shape(all_values, place)
    except ValueError as error:
        row.fault = Fault("bad-place", f"{error}.", next(iter(place.card().values())))
    except shapely.errors.GEOSException as error:
        row.fault = Fault("bad-shape", f"{str(error)[:200]}.", place.wkt)
    return row


def _cell(value: Any) -> Any:
    """Undo what our own sheets put before a cell that looks like a formula."""
    if isinstance(value, str) and value[:1] == "'" and value[1:2] in set("=+-@\t\r\n＝＋－＠"):
        return value[1:]
    return value


def _shape(values: dict[str, Any], place: Coordinates) -> Any:
    if place.wkt:
        told = str(values.get(place.wkt) or "").strip()
        return shapely.from_wkt(
            told.partition(";")[2] if told.startswith("SRID=") else told or None
        )
    if place.pair:
        cell = values.get(place.pair)
        return shapely.Point(columns.pair(cell)) if cell not in {None, ""} else None
    lon, lat = values.get(place.lon or ""), values.get(place.lat or "")
    if lon in {None, ""} and lat in {None, ""}:
        return None
    return shapely.Point(columns.degrees(lon), columns.degrees(lat))
