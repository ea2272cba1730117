"""Rows of a CSV message."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from gis.feeds.forms.model import Unreadable, text_of

# A cell of a reading is a word; a longer one is not of this form.
csv.field_size_limit(10_000)


def rows_of(data: bytes, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table by column; a short row has empty cells.

    Raises `Unreadable` when a needed column is missing.
    """
    reader = csv.DictReader(io.StringIO(text_of(data)), restval="")
    try:
        names = [name.strip() for name in reader.fieldnames or []]
        missing = [name for name in needed if name not in names]
        if missing:
            raise Unreadable(f"columns are missing: {', '.join(missing)}")
        reader.fieldnames = names
        yield from reader
    except csv.Error as error:
        raise Unreadable(f"no CSV: {error}") from error
