"""Feeds that must not fall silent: signs of life in, health out, one alarm for each dead one.

Whoever owns a feed calls `beat` in passing. Silence counts from the moment somebody watches: after
a stop of the whole server no feed is called dead before it had time to speak.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from kernel.db import Tx

FeedState = Literal["live", "stale", "dead"]
# Watching is broken when the watcher itself was away for so long.
WATCH_GAP = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and the silence, in seconds, after which it counts as dead.

    One from outside has an organisation that keeps it and a scope of who sees its alarm (None = all
    signed in); the silence of a quiet one raises none.
    """

    name: str
    zh: str
    en: str
    dead_after_s: int
    organisation_id: UUID | None = None
    scope_id: UUID | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is now; `age_s` is the time since its last sign of life."""

    feed: Feed
    age_s: float
    state: FeedState
    beat_at: datetime


def feed_state(silence_s: float, dead_after_s: int) -> FeedState:
    """Judge a silence: stale from half the limit on, so that a screen can warn first."""
    if silence_s >= dead_after_s:
        return "dead"
    return "stale" if silence_s * 2 >= dead_after_s else "live"


def watched_since(since: datetime | None, seen_at: datetime | None, now: datetime) -> datetime:
    """Return since when feeds are watched without a break."""
    if since is None or seen_at is None or not timedelta(0) <= now - seen_at <= WATCH_GAP:
        return now
    return since


_BEAT = (
    "insert into kernel.feed (name, zh, en, dead_after_s, organisation_id, scope_id, quiet, "
    "beat_at) values (:name, :zh, :en, :dead_after, :organisation, :scope, :quiet, :now) "
    "on conflict (name) do update set zh = excluded.zh, en = excluded.en, "
    "dead_after_s = excluded.dead_after_s, organisation_id = excluded.organisation_id, "
    "scope_id = excluded.scope_id, quiet = excluded.quiet, beat_at = excluded.beat_at"
)


async def beat(tx: Tx, feed: Feed) -> None:
    """Note a sign of life of a feed."""
    await tx.run(_BEAT, **_columns(feed), now=tx.now)


async def describe(tx: Tx, feed: Feed) -> None:
    """Give a feed that is watched other names or another limit; no sign of life."""
    await tx.run(
        "update kernel.feed set zh = :zh, en = :en, dead_after_s = :dead_after, "
        "organisation_id = :organisation, scope_id = :scope, quiet = :quiet where name = :name",
        **_columns(feed),
    )


def _columns(feed: Feed) -> dict[str, Any]:
    return {
        "name": feed.name,
        "zh": feed.zh,
        "en": feed.en,
        "dead_after": feed.dead_after_s,
        "organisation": feed.organisation_id,
        "scope": feed.scope_id,
        "quiet": feed.quiet,
    }


async def last_beat(tx: Tx, feed: Feed) -> datetime | None:
    """Return the last sign of life of a feed, None when there was none yet."""
    found: datetime | None = await tx.value(
        "select beat_at from kernel.feed where name = :name", name=feed.name
    )
    return found


async def watch(tx: Tx) -> None:
    """Note that somebody watches now."""
    row = await tx.row("select since, seen_at from kernel.watch for update")
    since = watched_since(row.since if row else None, row.seen_at if row else None, tx.now)
    await tx.run(
        "insert into kernel.watch (since, seen_at) values (:since, :now) "
        "on conflict (one) do update set since = excluded.since, seen_at = excluded.seen_at",
        since=since,
        now=tx.now,
    )


async def health(tx: Tx) -> list[Health]:
    """Return how each known feed is now, by name."""
    rows = await tx.rows(
        "select f.name, f.zh, f.en, f.dead_after_s, f.organisation_id, f.scope_id, f.quiet, "
        "f.beat_at, w.since "
        "from kernel.feed f left join kernel.watch w on true order by f.name"
    )
    return [_health(row, tx.now) for row in rows]


def _health(row: Any, now: datetime) -> Health:
    heard = max(row.beat_at, row.since) if row.since else row.beat_at
    silence = max((now - heard).total_seconds(), 0.0)
    age = max((now - row.beat_at).total_seconds(), 0.0)
    feed = Feed(
        row.name,
        row.zh,
        row.en,
        row.dead_after_s,
        row.organisation_id,
        row.scope_id,
        quiet=row.quiet,
    )
    return Health(feed, age, feed_state(silence, row.dead_after_s), row.beat_at)


async def forget(tx: Tx, name: str) -> None:
    """Stop watching a feed that was taken out of service."""
    await tx.run("delete from kernel.feed where name = :name", name=name)
