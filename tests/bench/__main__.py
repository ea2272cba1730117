"""`make bench`: runs every benchmark, prints one table and writes `bench-results.json`.

`python -m tests.bench journal live` runs some of them. Each module has
`async def run() -> list[Row]` and starts its own servers.
"""

import asyncio
import importlib
import importlib.util
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.row import Row

MODULES = (
    "journal",
    "live",
    "duplicates",
    "facts",
    "tiles",
    "roads",
    "items",
    "geocode",
    "dispatch",
    "geofences",
    "protocols",
    "moving_map",
    "positions",
    "positions_http",
    "san_francisco",
    "moving",
    "tracks",
    "media",
    "meeting",
    "cameras",
)
RESULTS = Path("bench-results.json")


def main() -> int:
    """Run the named benchmarks, or all; exit code 1 when a goal is missed."""
    names = sys.argv[1:] or [name for name in MODULES if _exists(name)]
    rows: list[Row] = []
    for name in names:
        print(f"· {name}", flush=True)
        rows += asyncio.run(importlib.import_module(f"tests.bench.{name}").run())
    _show(rows)
    RESULTS.write_text(json.dumps(_document(rows), indent=2, ensure_ascii=False) + "\n")
    return 1 if any(row.ok is False for row in rows) else 0


def _exists(name: str) -> bool:
    return importlib.util.find_spec(f"tests.bench.{name}") is not None


def _document(rows: list[Row]) -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "rows": [{**asdict(row), "share": row.share} for row in rows],
    }


def _show(rows: list[Row]) -> None:
    table = Table()
    for column in ("what", "measured", "unit", "limit in this run", "share", "goal", ""):
        table.add_column(column, justify="left" if column in ("what", "unit", "goal") else "right")
    for row in rows:
        table.add_row(
            row.name,
            f"{row.value:,.1f}",
            row.unit,
            "" if row.limit is None else f"{row.limit:,.1f}",
            "" if row.share is None else f"{row.share:.0%}",
            row.goal,
            {True: "ok", False: "MISSED", None: ""}[row.ok],
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    sys.exit(main())
