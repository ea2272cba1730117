"""Duplicates: recall and prompts on planted calls and the storm day, time among 20,000 reports."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from gis.api import load_gazetteer
from incidents.duplicates import service
from incidents.intake.schemas import Draft
from kernel.api import Actor, Database, SystemClock, system
from registry.api import load_city
from tests.bench.row import Row
from tests.harness.servers import Cluster
from tests.incidents.crowd import fill
from tests.incidents.duplicate_calls import Call, background, planted
from tests.incidents.judging import CITY, Figures, gazetteer, judged, storm_day

SEEDS = (1, 2, 3)
TRIES = 100
HOURS = 6.0


async def run() -> list[Row]:
    """Judge the scoring first, then time the search in a database."""
    return [*_judged(), *await _timed()]


def _judged() -> list[Row]:
    book = gazetteer()
    chosen = [judged(planted(seed), book, kind=True) for seed in SEEDS]
    words = [judged(planted(seed), book, kind=False) for seed in SEEDS]
    busy = sorted([*planted(4), *background(4)], key=lambda call: call.at_s)
    storm = [replace(call, role=call.role) for call in storm_day()]
    return [
        *_rows("planted, kind chosen", _mean(chosen), recall=0.95),
        *_rows("planted, words only", _mean(words), recall=0.9),
        *_rows("planted among 20,000 of a day, words only", judged(busy, book, kind=False), 0.9),
        *_rows("Montgomery storm day, kind chosen", judged(storm, book, kind=True), None),
    ]


def _mean(figures: list[Figures]) -> Figures:
    return Figures(
        statistics.mean(each.recall for each in figures),
        statistics.mean(each.prompts for each in figures),
        max(each.most for each in figures),
        statistics.mean(each.hard_negatives_prompted for each in figures),
    )


def _rows(name: str, figures: Figures, recall: float | None) -> list[Row]:
    share = figures.recall * 100
    goal = "" if recall is None else f"≥ {recall:.0%}"
    return [
        Row(
            f"duplicates found: {name}",
            share,
            "%",
            goal,
            ok=None if recall is None else figures.recall >= recall,
        ),
        Row(f"prompts per call: {name}", figures.prompts, "", "≤ 2", ok=figures.prompts <= 2),
        *(
            [Row(f"hard negatives prompted: {name}", figures.hard_negatives_prompted * 100, "%")]
            if figures.hard_negatives_prompted
            else []
        ),
    ]


async def _timed() -> list[Row]:
    servers = Cluster(durable=True)
    await asyncio.to_thread(servers.start)
    db = Database(servers.template.app, SystemClock())
    try:
        await _city(db)
        now = datetime.now(UTC)
        await fill(db, background(7), now, HOURS)
        return await _searches(db, planted(5)[:TRIES], now)
    finally:
        await db.close()
        await asyncio.to_thread(servers.stop)


async def _city(db: Database) -> None:
    """Load areas, gazetteer and organisations, without people."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("city.json", "organisations.json", "districts.geojson", "gazetteer.csv.gz"):
            (Path(folder) / name).symlink_to(CITY / name)
        await load_city(db, Path(folder), SystemClock(), demo=False)
    async with db.transaction(system("bench")) as tx:
        await load_gazetteer(tx, CITY)


async def _searches(db: Database, calls: list[Call], now: datetime) -> list[Row]:
    async with db.reading(system("bench")) as tx:
        rows = await tx.rows("select id, parent_id from registry.organisation")
    root: UUID = next(row.id for row in rows if row.parent_id is None)
    operator = Actor(
        kind="account",
        name="bench",
        account_id=root,
        organisation_id=root,
        organisations=frozenset(row.id for row in rows),
        permissions=frozenset({"reports.create", "reports.read", "personal.read"}),
    )
    took: list[float] = []
    busy: list[float] = []
    for number, call in enumerate([calls[0], *calls]):
        location = {"lon": call.lon, "lat": call.lat}
        draft = Draft.model_validate({"text": call.text, "location": location, "occurred_at": now})
        before = time.process_time()
        async with db.reading(operator) as tx:
            answer = await service.find(tx, draft)
        if number:  # the first builds the index of the gazetteer
            took.append(answer["elapsed_ms"])
            busy.append((time.process_time() - before) * 1000)
    took.sort()
    busy = [statistics.median(busy)]
    p95 = took[int(len(took) * 0.95)]
    return [
        Row("duplicates among 20,000 in 6 h, median", took[len(took) // 2], "ms", "≤ 100"),
        Row("duplicates among 20,000 in 6 h, processor time of the server", busy[0], "ms"),
        Row("duplicates among 20,000 in 6 h, p95", p95, "ms", "≤ 100", ok=p95 <= 100),
    ]
