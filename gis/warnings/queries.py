"""All SQL of warnings."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.warnings.rules import Finding
from kernel.api import Tx

_WARNING = (
    "select w.id, w.feed_id, w.kind, w.subject, w.colour, w.zh, w.en, w.figures, w.districts, "
    "st_x(w.shape) as lon, st_y(w.shape) as lat, w.observed_at, w.until, w.exercise, "
    "w.organisation_id, w.scope_id, w.issued_at, w.raised_at, w.changed_at, w.acknowledged_at, "
    "w.acknowledged_by, w.lifted_at, w.version, f.code as feed_code, f.zh as feed_zh, "
    "f.en as feed_en from gis.warning w join gis.feed f on f.id = w.feed_id"
)


async def listed(
    tx: Tx, *, lifted: bool, feed: UUID | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible warnings, newest first, `limit + 1` of them."""
    return await tx.rows(
        _WARNING
        + f" where w.lifted_at is {'not ' if lifted else ''}null"
        + (" and w.feed_id = :feed" if feed else "")
        + (" and (w.issued_at, w.id) < (:at, :id)" if after else "")
        + " order by w.issued_at desc, w.id desc limit :most",
        most=limit + 1,
        **({"feed": feed} if feed else {}),
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def one(tx: Tx, warning: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible warning, locked on demand."""
    return await tx.row(
        _WARNING + " where w.id = :id" + (" for update of w" if lock else ""), id=warning
    )


async def standing(tx: Tx, feed: UUID) -> dict[tuple[str, str], Any]:
    """Lock and return the warnings of a feed that stand, by kind and subject."""
    rows = await tx.rows(
        _WARNING + " where w.feed_id = :feed and w.lifted_at is null for update of w", feed=feed
    )
    return {(row.kind, row.subject): row for row in rows}


async def run_out(tx: Tx, most: int) -> list[Any]:
    """Lock and return standing warnings that heard nothing more in their time."""
    return await tx.rows(
        _WARNING + " where w.lifted_at is null and w.until <= :now "
        "order by w.until limit :most for update of w skip locked",
        now=tx.now,
        most=most,
    )


async def insert(tx: Tx, warning: UUID, feed: Any, found: Finding) -> None:
    """Store a new warning of a feed."""
    await tx.run(
        "insert into gis.warning (id, feed_id, kind, subject, colour, zh, en, figures, shape, "
        "districts, observed_at, until, exercise, organisation_id, scope_id, issued_at, raised_at, "
        "changed_at, version) values (:id, :feed, :kind, :subject, :colour, :zh, :en, "
        "cast(:figures as jsonb), st_setsrid(st_makepoint(:lon, :lat), 4326), "
        "cast(:districts as jsonb), :observed_at, :until, :exercise, :organisation, :scope, :now, "
        ":now, :now, 1)",
        **_values(found),
        kind=found.kind,
        subject=found.subject,
        id=warning,
        feed=feed.id,
        exercise=feed.exercise,
        organisation=feed.organisation_id,
        scope=feed.scope_id,
        now=tx.now,
    )


async def update(tx: Tx, warning: Any, found: Finding, *, worse: bool) -> None:
    """Write what is found now; a warning that became worse asks to be taken note of anew."""
    anew = "raised_at = :now, acknowledged_at = null, acknowledged_by = null, " if worse else ""
    await tx.run(
        "update gis.warning set colour = :colour, zh = :zh, en = :en, "
        "figures = cast(:figures as jsonb), shape = st_setsrid(st_makepoint(:lon, :lat), 4326), "
        f"districts = cast(:districts as jsonb), observed_at = :observed_at, until = :until, {anew}"
        "changed_at = :now, version = version + 1 where id = :id",
        **_values(found),
        id=warning.id,
        now=tx.now,
    )


async def acknowledge(tx: Tx, warning: UUID, by: dict[str, Any]) -> None:
    """Note who took note."""
    await tx.run(
        "update gis.warning set acknowledged_at = :now, acknowledged_by = cast(:by as jsonb), "
        "version = version + 1 where id = :id",
        by=_text(by),
        now=tx.now,
        id=warning,
    )


async def lift(tx: Tx, warning: UUID) -> None:
    """End a warning."""
    await tx.run(
        "update gis.warning set lifted_at = :now, changed_at = :now, version = version + 1 "
        "where id = :id",
        now=tx.now,
        id=warning,
    )


async def forget(tx: Tx, feed: UUID, before: datetime, most: int) -> int:
    """Delete warnings that were lifted long ago; their facts stay in the journal."""
    return await tx.run(
        "delete from gis.warning where id in (select id from gis.warning where feed_id = :feed "
        "and lifted_at < :before limit :most)",
        feed=feed,
        before=before,
        most=most,
    )


def _values(found: Finding) -> dict[str, Any]:
    lon, lat = found.place or (None, None)
    return {
        "colour": found.colour,
        "zh": found.zh,
        "en": found.en,
        "figures": _text(found.figures),
        "lon": lon,
        "lat": lat,
        "districts": _text(found.districts),
        "observed_at": found.observed_at,
        "until": found.until,
    }


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()
