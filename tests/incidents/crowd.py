"""Puts many reports straight into the tables: a busy day, without facts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from kernel.api import Database, new_id, system
from tests.incidents.duplicate_calls import DAY_S, Call

INSERT_REPORT = (
    "insert into incidents.report (id, number, channel, received_at, occurred_at, kind, state, "
    "organisation_id, place, scope_id, principal, content_hash, changed_at) values ($1, $2, "
    "'phone', $3, $3, $4, 'received', $5, st_setsrid(st_makepoint($6, $7), 4326), $5, 'crowd', "
    "'', $3)"
)
INSERT_WORDS = "insert into incidents.report_private (report_id, text) values ($1, $2)"


async def fill(db: Database, calls: Sequence[Call], end: datetime, hours: float) -> None:
    """Store calls as the reports of the last hours before `end`, received by the top desk."""
    pace = hours * 3600 / DAY_S
    start = end - timedelta(hours=hours)
    async with db.transaction(system("crowd")) as tx:
        root: UUID = await tx.value("select id from registry.organisation where parent_id is null")
        driver = await tx.driver()
        ids = [new_id() for _ in calls]
        reports = [
            (
                key,
                f"B-{one.id}",
                start + timedelta(seconds=one.at_s * pace),
                one.kind,
                root,
                one.lon,
                one.lat,
            )
            for key, one in zip(ids, calls, strict=True)
        ]
        await driver.executemany(INSERT_REPORT, reports)
        words = [(key, one.text) for key, one in zip(ids, calls, strict=True)]
        await driver.executemany(INSERT_WORDS, words)
