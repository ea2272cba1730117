"""Tables as CSV for office programs: nothing in a cell is ever run as a formula; pure."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

# Office programs run cells that start so (OWASP, CSV injection); a leading ' makes them text.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"


def document(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows under their titles as UTF-8 CSV with a byte order mark."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(titles)
    writer.writerows([cell(value) for value in row] for row in rows)
    return (BOM + sheet.getvalue()).encode("utf-8")


def cell(value: Any) -> str:
    """Return a value as a cell that no program takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    text = str(value)
    if not isinstance(value, int | float) and text.lstrip(" ").startswith(DANGEROUS):
        return f"'{text}"
    return text


def local(moment: datetime | None, zone: str) -> str | None:
    """Return a moment as local time with its offset, to the second."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds") if moment else None
