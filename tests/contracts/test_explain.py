"""No hot query reads a whole table, however much the years have gathered."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from command.tasks import jobs as task_jobs
from command.tasks import service as tasks
from command.tasks.schemas import TaskFilter
from gis.analysis.saved import service as saved
from gis.analysis.saved.schemas import SavedFilter
from gis.roads.closures import queries as closures
from gis.tiles import overviews
from incidents.attachments import service as attachments
from incidents.duplicates import queries as duplicates
from incidents.duplicates import service as duplicate_search
from incidents.fields import Location
from incidents.intake import service as intake
from incidents.intake.schemas import Draft, ReportFilters
from incidents.lifecycle import service as lifecycle
from incidents.links import service as links
from incidents.nearby import service as nearby
from incidents.search import service as search
from incidents.search.schemas import IncidentFilters
from incidents.timeline import service as timeline
from incidents.watch import jobs as watch
from kernel.access import sessions
from kernel.alarms import queries as alarm_queries
from kernel.alarms import service as alarms
from kernel.api import NIL, Tx, journal, new_id, system
from kernel.journal import audit, tail
from kernel.live import readings
from kernel.live.reader import BATCH_FACTS
from kernel.web import paging
from registry.resources import service as resources
from registry.resources.schemas import ResourceFilter
from registry.units import checks as unit_checks
from registry.units import service as units
from registry.units.schemas import UnitFilter
from tests.contracts import crowded_video, hot_video
from tests.contracts.crowded import AREAS, FACTS, MANY, crowd, district, thing
from tests.contracts.hot_maps import BOX, FEED_JOBS, FEEDS, FENCES, LAYER, READS, TRACKING
from tests.contracts.plans import RUNS, Plans, Step, explained, plans_of, somebody
from tests.harness.clock import START
from tests.harness.servers import DatabaseUrls

FILL_TIMEOUT_S = 600
SPOT = (116.66, 23.40)


@pytest.fixture(scope="module")
def test_city() -> None:
    """None: the load of years is planted instead."""


@pytest.fixture(scope="module")
def crowded(database_urls: DatabaseUrls) -> DatabaseUrls:
    asyncio.run(crowd(database_urls.superuser, *crowded_video.STEPS))
    return database_urls


def following(hour: int) -> str:
    """The cursor of a page deep in a list."""
    moment = START - timedelta(days=30, hours=hour)
    return paging.cursor_of(moment, thing("1", MANY // 2))


# In sight of the district that asks: number 8 of each kind, and the report linked to it.
INCIDENT, REPORT = thing("2", 8), thing("1", 7)
DRAFT = Draft(
    text="东门二楼着火，有浓烟", location=Location(lon=SPOT[0], lat=SPOT[1]), kind="20201"
)
HOUR = timedelta(hours=1)

HOT: dict[str, Step] = {
    "reports near": lambda tx: duplicates.near(tx, SPOT, START, radius_m=1000, window=HOUR),
    "reports without a place": lambda tx: duplicates.recent(tx, START, window=HOUR),
    "incidents near": lambda tx: duplicates.open_incidents(tx, SPOT, START, radius_m=1000),
    "others near": lambda tx: duplicates.others(tx, SPOT, START, classes=["202"], radius_m=1000),
    "duplicates while typing": lambda tx: duplicate_search.find(tx, DRAFT),
    "reports, newest": lambda tx: intake.find_many(tx, ReportFilters()),
    "reports, deep": lambda tx: intake.find_many(tx, ReportFilters(cursor=following(1))),
    "reports of an incident": lambda tx: intake.find_many(tx, ReportFilters(incident=INCIDENT)),
    "reports that wait": lambda tx: intake.find_many(tx, ReportFilters(state="received")),
    "own reports": lambda tx: intake.find_own(tx, 100),
    "one report": lambda tx: intake.find(tx, REPORT),
    "incidents, newest": lambda tx: search.find_many(tx, IncidentFilters()),
    "incidents, open": lambda tx: search.find_many(tx, IncidentFilters(state="open")),
    "incidents in a box": lambda tx: search.find_many(tx, IncidentFilters(bbox=BOX)),
    "one incident": lambda tx: lifecycle.find(tx, INCIDENT),
    "what stands near": lambda tx: nearby.near_incident(tx, INCIDENT, "resources", 10),
    "attachments": lambda tx: attachments.of_incident(tx, INCIDENT),
    "links": lambda tx: links.listed(tx, report=REPORT, incident=None),
    "timeline": lambda tx: timeline.of_incident(tx, INCIDENT, None, 100),
    "timeline of a report": lambda tx: timeline.of_report(tx, REPORT, None, 100),
    "units in a box": lambda tx: units.find_many(tx, UnitFilter(bbox=BOX)),
    "units of an incident": lambda tx: units.of_incident(tx, INCIDENT),
    "resources in a box": lambda tx: resources.find_many(tx, ResourceFilter(bbox=BOX)),
    "resources nearest": lambda tx: resources.find_many(
        tx, ResourceFilter(near="116.66,23.40", kind=["camera"], limit=10)
    ),
    "closures that stand": closures.standing,
    "closures, present": lambda tx: closures.listed(tx, ended=False, after=None, limit=100),
    "closures, over": lambda tx: closures.listed(tx, ended=True, after=None, limit=100),
    "answers kept": lambda tx: saved.find_many(tx, SavedFilter()),
    "answers of an incident": lambda tx: saved.find_many(tx, SavedFilter(incident=INCIDENT)),
    "orders, newest": lambda tx: tasks.find_many(tx, TaskFilter()),
    "orders, open": lambda tx: tasks.find_many(tx, TaskFilter(open=True)),
    "orders, overdue": lambda tx: tasks.find_many(tx, TaskFilter(overdue=True)),
    "orders of an incident": lambda tx: tasks.find_many(tx, TaskFilter(incident=INCIDENT)),
    "orders to a unit": lambda tx: tasks.find_many(tx, TaskFilter(unit=thing("3", 8), open=True)),
    "orders to a desk": lambda tx: tasks.find_many(
        tx, TaskFilter(organisation=district(1), open=True)
    ),
    "version": lambda tx: journal.version_of(tx, INCIDENT),
    "state at a version": lambda tx: journal.state_at(tx, INCIDENT, 2),
    "alarms, open": lambda tx: alarms.listed(tx, "open", about=None, before=None, limit=100),
    "alarms of an incident": lambda tx: alarms.listed(
        tx, "open", about=INCIDENT, before=None, limit=100
    ),
    "audit, newest": lambda tx: audit.listed(tx, cursor=None, limit=100, **NO_FILTERS),
    "audit of a subject": lambda tx: audit.listed(
        tx, cursor=None, limit=100, **NO_FILTERS | {"subject": INCIDENT}
    ),
}
NO_FILTERS: dict[str, Any] = dict.fromkeys(("kind", "actor", "subject", "since", "until"))


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", HOT)
async def test_no_hot_query_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), HOT[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("reports near", "report_place"),
        ("incidents near", "incident_place"),
        ("others near", "report_place"),
        ("units in a box", "unit_place"),
        ("resources in a box", "resource_place"),
        ("resources nearest", "resource_place"),
        ("timeline", "fact_0_about_idx"),
        ("audit of a subject", "fact_0_about_idx"),
    ],
)
async def test_the_index_made_for_it_serves(crowded: DatabaseUrls, name: str, index: str) -> None:
    assert index in (await plans_of(crowded, somebody(), HOT[name])).indexes()


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", READS)
async def test_no_read_of_features_reads_the_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), READS[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("items in a box", "feature_shape"),
        ("items filtered in a box", "feature_shape"),
        ("items filtered by a shape", "feature_shape"),
        ("items at a moment in a box", "feature_shape"),
        ("tile", "feature_shape"),
        ("tile of an overview", "overview_pkey"),
        ("tile of an overview", "feature_pkey"),
        ("tile of areas", "overview_box"),
        ("items of a small layer", "feature_page"),
    ],
)
async def test_the_index_made_for_features_serves(
    crowded: DatabaseUrls, name: str, index: str
) -> None:
    assert index in (await plans_of(crowded, somebody(), READS[name])).indexes()


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", FEEDS)
async def test_no_read_of_feeds_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), FEEDS[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", TRACKING)
async def test_no_read_of_devices_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), TRACKING[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", FENCES)
async def test_no_read_of_geofences_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), FENCES[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("layer", [LAYER, AREAS], ids=["points", "areas"])
async def test_an_edit_makes_no_whole_overview_anew(crowded: DatabaseUrls, layer: UUID) -> None:
    plans = Plans()
    move = (
        "update gis.feature set shape = st_translate(shape, 0.01, 0) where id = "
        "(select id from gis.feature where layer_id = :layer order by id limit 1)"
    )
    async with explained(crowded, plans) as db, db.transaction(system("test")) as tx:
        for _ in range(RUNS):
            await tx.run(move, layer=layer)
            await overviews.refresh(tx, layer)
        await tx.session.rollback()
    assert "overview_pkey" in plans.indexes()
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", hot_video.ASKED)
async def test_no_read_of_video_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = await plans_of(crowded, somebody(), hot_video.ASKED[name])
    assert plans.whole_reads() == []


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", hot_video.FOLLOWED)
async def test_no_look_at_video_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    plans = Plans()
    async with explained(crowded, plans) as db, db.transaction(system("test")) as tx:
        for _ in range(RUNS):
            await hot_video.FOLLOWED[name](tx)
        await tx.session.rollback()
    assert plans.told
    assert plans.whole_reads() == []


MOMENT = datetime(2026, 11, 10, 8, tzinfo=UTC)
EVERYTHING = ["incidents", "reports"]
BOARDS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "board now": (readings._PRESENT, (EVERYTHING, NIL, None)),
    "some subjects": (readings._PRESENT, (EVERYTHING, NIL, [INCIDENT])),
    "board at a past moment": (readings._PAST, (EVERYTHING, NIL, MOMENT, None)),
    "what was missed": (readings._PAGE, (FACTS - 3000, FACTS, EVERYTHING, NIL, None, 200)),
    "replay of a sparse topic": (readings._PAGE, (FACTS - 5000, FACTS, ["walls"], NIL, None, 200)),
}


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", BOARDS)
async def test_no_board_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    sql, parameters = BOARDS[name]

    async def read(tx: Tx) -> None:
        assert isinstance(await (await tx.driver()).fetch(sql, *parameters), list)

    plans = await plans_of(crowded, somebody(), read)
    assert plans.whole_reads() == []


CLASSES = tail.Classes((f"{{{district(1)}}}", None), ("{}", "{}"))
SIGHT = ([district(1)], [], None)
BEHIND: dict[str, Step] = {
    "journal tail": lambda tx: _driven(tx, tail.batch, CLASSES, FACTS - 100, 500),
    "what moved": lambda tx: _driven(tx, tail.moved, CLASSES, [FACTS - 5], EVERYTHING),
    "head": lambda tx: _driven(tx, tail.head),
    "the moment's place": lambda tx: _fetched(tx, readings._LAST_AT, MOMENT),
    "open subjects": lambda tx: _driven(tx, tail.open_subjects, CLASSES, EVERYTHING),
    "rights changed": lambda tx: _fetched(tx, readings._RIGHTS_CHANGED, FACTS - 1000, new_id()),
    "sight changed": lambda tx: _fetched(
        tx, readings._SIGHT_CHANGED, FACTS - 1000, EVERYTHING, NIL, *SIGHT, BATCH_FACTS
    ),
    "alarms that are due": lambda tx: alarm_queries.to_do(tx, START, 100),
    "a session": lambda tx: sessions.alive(tx, "x"),
}


async def _driven(tx: Tx, step: Callable[..., Awaitable[Any]], *more: Any) -> Any:
    return await step(await tx.driver(), *more)


async def _fetched(tx: Tx, sql: str, *parameters: Any) -> Any:
    return await (await tx.driver()).fetch(sql, *parameters)


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", BEHIND)
async def test_no_reader_behind_the_scenes_reads_a_whole_table(
    crowded: DatabaseUrls, name: str
) -> None:
    plans = await plans_of(crowded, system("test"), BEHIND[name])
    assert plans.whole_reads() == []


WATCHES: dict[str, Step] = {
    "incidents": watch.watch_incidents,
    "reports": watch.watch_reports,
    "orders": task_jobs.watch_tasks,
    "orders that leave": lambda tx: task_jobs.clear_tasks(tx, HOUR),
    "crews": unit_checks.watch,
    **FEED_JOBS,
}


@pytest.mark.timeout(FILL_TIMEOUT_S)
@pytest.mark.parametrize("name", WATCHES)
async def test_no_watch_reads_a_whole_table(crowded: DatabaseUrls, name: str) -> None:
    """Every ten seconds, whatever years have gathered."""
    plans = Plans()
    async with explained(crowded, plans) as db, db.transaction(system("test")) as tx:
        await WATCHES[name](tx)
        await tx.session.rollback()
        tx.facts.clear()
    assert plans.told
    assert plans.whole_reads() == []
