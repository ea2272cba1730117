"""All SQL of the register of feeds and of their messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gis.feeds.forms.model import Fault
from kernel.api import Tx

FIELDS = (
    "zh", "en", "url", "every_s", "late_after_s", "dead_after_s", "keep_days", "settings",
    "thresholds", "paused", "source", "licence",
)  # fmt: skip
_JSON = ("settings", "thresholds")
# What a message keeps of its refused rows: enough to see what is wrong with its source.
MOST_FAULTS = 50
_FEED = (
    "select f.id, f.code, f.form, f.exercise, f.organisation_id, f.scope_id, f.created_at, "
    "f.changed_at, f.removed_at, f.version, f.received_at, f.asked_at, f.next_at, f.etag, "
    "f.modified, f.digest, f.failures, f.error, f.told, "
    + ", ".join(f"f.{name}" for name in FIELDS)
    + " from gis.feed f"
)


async def listed(
    tx: Tx, *, removed: bool, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return visible feeds, the oldest first, `limit + 1` of them."""
    return await tx.rows(
        _FEED
        + f" where f.removed_at is {'not ' if removed else ''}null"
        + (" and (f.created_at, f.id) > (:at, :id)" if after else "")
        + " order by f.created_at, f.id limit :most",
        most=limit + 1,
        **({"at": after[0], "id": after[1]} if after else {}),
    )


async def one(tx: Tx, feed: UUID, *, lock: bool = False) -> Any | None:
    """Return one visible feed, locked on demand."""
    return await tx.row(_FEED + " where f.id = :id" + (" for update" if lock else ""), id=feed)


async def due(tx: Tx, most: int) -> list[Any]:
    """Lock and return feeds that are to be asked now."""
    return await tx.rows(
        _FEED + " where f.next_at <= :now and f.removed_at is null and not f.paused "
        "order by f.next_at limit :most for update skip locked",
        now=tx.now,
        most=most,
    )


async def turned(tx: Tx, most: int) -> list[Any]:
    """Lock and return feeds whose state is another than the boards were told."""
    return await tx.rows(
        _FEED + " where f.removed_at is null and f.received_at is not null and f.told <> case "
        "when f.received_at + make_interval(secs => f.dead_after_s) <= :now then 'dead' "
        "when f.received_at + make_interval(secs => f.late_after_s) <= :now then 'late' "
        "else 'ok' end order by f.id limit :most for update skip locked",
        now=tx.now,
        most=most,
    )


async def has_code(tx: Tx, code: str) -> bool:
    """Say whether there is a feed of a code, removed ones too."""
    return bool(await tx.value("select exists(select 1 from gis.feed where code = :c)", c=code))


async def keeping(tx: Tx) -> list[Any]:
    """Return every feed with the days it keeps, removed ones too."""
    return await tx.rows("select id, keep_days from gis.feed order by id")


async def standing(tx: Tx) -> int:
    """Return how many feeds are in service within sight."""
    return int(await tx.value("select count(*) from gis.feed where removed_at is null"))


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a feed."""
    names = ("id", "code", "form", "exercise", "organisation_id", "scope_id", "next_at", *FIELDS)
    marks = ", ".join(f"cast(:{n} as jsonb)" if n in _JSON else f":{n}" for n in names)
    await tx.run(
        f"insert into gis.feed ({', '.join(names)}, created_at, changed_at, version) "
        f"values ({marks}, :now, :now, 1)",
        **_written({name: values[name] for name in names}),
        now=tx.now,
    )


async def update(tx: Tx, feed: UUID, values: dict[str, Any], version: int) -> None:
    """Write the changeable fields of a feed and its new version."""
    parts = ", ".join(
        f"{name} = " + (f"cast(:{name} as jsonb)" if name in _JSON else f":{name}")
        for name in (*FIELDS, "next_at")
    )
    await tx.run(
        f"update gis.feed set {parts}, etag = null, modified = null, digest = null, "
        "changed_at = :now, version = :version where id = :id",
        **_written({name: values[name] for name in (*FIELDS, "next_at")}),
        now=tx.now,
        version=version,
        id=feed,
    )


async def set_removed(
    tx: Tx, feed: UUID, at: datetime | None, *, next_at: datetime | None, version: int
) -> None:
    """Take a feed out of service, or put it back."""
    await tx.run(
        "update gis.feed set removed_at = :at, next_at = :next_at, changed_at = :now, "
        "version = :version where id = :id",
        at=at,
        next_at=next_at,
        now=tx.now,
        version=version,
        id=feed,
    )


async def asked(tx: Tx, feed: UUID, next_at: datetime) -> None:
    """Note that a feed is being asked, and when it is asked next."""
    await tx.run(
        "update gis.feed set asked_at = :now, next_at = :next_at where id = :id",
        now=tx.now,
        next_at=next_at,
        id=feed,
    )


async def received(
    tx: Tx, feed: UUID, *, digest: bytes | None, etag: str | None, modified: str | None
) -> None:
    """Note a message that could be read."""
    await tx.run(
        "update gis.feed set received_at = :now, digest = coalesce(:digest, digest), "
        "etag = :etag, modified = :modified, failures = 0, error = null where id = :id",
        now=tx.now,
        digest=digest,
        etag=etag,
        modified=modified,
        id=feed,
    )


async def failed(tx: Tx, feed: UUID, error: dict[str, Any], next_at: datetime | None) -> None:
    """Note a message that could not be had or read."""
    await tx.run(
        "update gis.feed set failures = failures + 1, error = cast(:error as jsonb), "
        "next_at = :next_at where id = :id",
        error=orjson.dumps(error).decode(),
        next_at=next_at,
        id=feed,
    )


async def set_told(tx: Tx, feed: UUID, told: str, version: int) -> None:
    """Note which state the boards know."""
    await tx.run(
        "update gis.feed set told = :told, version = :version where id = :id",
        told=told,
        version=version,
        id=feed,
    )


async def add_message(tx: Tx, values: dict[str, Any], faults: list[Fault]) -> None:
    """Keep what was taken of a message."""
    kept = [{"row": each.row, "code": each.code, "detail": each.detail} for each in faults]
    await tx.run(
        "insert into gis.feed_message (id, feed_id, received_at, how, bytes, rows_read, taken, "
        "repeats, refused, faults, sender) values (:id, :feed, :now, :how, :bytes, :rows, :taken, "
        ":repeats, :refused, cast(:faults as jsonb), :sender)",
        **values,
        now=tx.now,
        faults=orjson.dumps(kept[:MOST_FAULTS]).decode(),
    )


async def messages(
    tx: Tx, feed: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return messages of a feed, newest first, `limit + 1` of them."""
    return await tx.rows(
        "select id, received_at, how, bytes, rows_read as rows, taken, repeats, refused, faults, "
        "sender from gis.feed_message where feed_id = :feed"
        + (" and (received_at, id) < (:at, :id)" if after else "")
        + " order by received_at desc, id desc limit :most",
        feed=feed,
        most=limit + 1,
        **({"at": after[0], "id": after[1]} if after else {}),
    )


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with the JSON ones as text."""
    return values | {name: orjson.dumps(values[name]).decode() for name in _JSON if name in values}
