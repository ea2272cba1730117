"""Use cases of warnings: follow what a feed told, show, take note, end what is no longer heard."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from gis.warnings import queries, rules
from gis.warnings.live import TOPIC, state_of
from gis.warnings.rules import Finding
from gis.warnings.schemas import WarningFilter
from kernel.api import NewFact, NotFound, Tx, journal, new_id, paging
from registry.api import instant, organisations

READ, NOTE = "layers.read", "warnings.acknowledge"
# Of one feed: thresholds that more pass are wrong, and each warning is a fact on every board.
MOST_STANDING = 50
Answer = dict[str, Any]
Subject = tuple[str, str]


async def find_many(tx: Tx, wanted: WarningFilter) -> Answer:
    """Return a page of warnings within sight, newest first."""
    tx.actor.require(READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        lifted=wanted.lifted,
        feed=wanted.feed,
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = await _states(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["issued_at"], item["id"]))


async def show(tx: Tx, warning: UUID) -> Answer:
    """Return one warning within sight, a lifted one too."""
    tx.actor.require(READ)
    row = await queries.one(tx, warning)
    if row is None:
        raise NotFound
    return (await _states(tx, [row]))[0] | {"version": row.version}


async def acknowledge(tx: Tx, warning: UUID) -> Answer:
    """Take note of a warning; whoever comes second sees who was first."""
    tx.actor.require(NOTE)
    row = await queries.one(tx, warning, lock=True)
    if row is None:
        raise NotFound
    if row.acknowledged_at is not None or row.lifted_at is not None:
        return await show(tx, warning)
    by = {"id": tx.actor.card()["id"], "name": tx.actor.name}
    await queries.acknowledge(tx, warning, by)
    return await _record(tx, warning, "warning.acknowledged")


async def follow(
    tx: Tx, feed: Any, told: Iterable[Subject], found: Iterable[Finding]
) -> tuple[list[UUID], int]:
    """Issue, change and lift the warnings of a feed by what it told.

    `told` are the subjects the message spoke of: whatever it said nothing of stays as it is. The
    same message again changes nothing. Returns the warnings that changed, and how many were not
    issued because so many stand that nobody would read more: the worst come first.
    """
    standing = await queries.standing(tx, feed.id)
    findings = {(each.kind, each.subject): each for each in found}
    changed, fresh, spoken = [], [], dict.fromkeys(told)
    for subject in spoken:
        row, finding = standing.get(subject), findings.get(subject)
        if row is None and finding is not None:
            fresh.append(finding)
        elif row is not None and (finding is None or _differs(row, finding)):
            await _turn(tx, row, finding)
            changed.append(row.id)
    left = sum(subject not in spoken or subject in findings for subject in standing)
    room = max(0, MOST_STANDING - left)
    fresh.sort(key=lambda finding: -rules.COLOURS.index(finding.colour))
    changed += [await _issue(tx, feed, finding) for finding in fresh[:room]]
    return changed, len(fresh[room:])


async def lift_all(tx: Tx, feed: UUID) -> None:
    """End every warning of a feed that leaves service."""
    for row in (await queries.standing(tx, feed)).values():
        await _lift(tx, row.id)


async def lift_run_out(tx: Tx, most: int) -> int:
    """End warnings that heard nothing more in their time; return how many."""
    rows = await queries.run_out(tx, most)
    for row in rows:
        await _lift(tx, row.id)
    return len(rows)


async def colours(tx: Tx, feed: UUID, kind: str) -> dict[str, str]:
    """Return the colours of the standing warnings of a feed by subject."""
    rows = await queries.standing(tx, feed)
    return {subject: row.colour for (each, subject), row in rows.items() if each == kind}


def _differs(row: Any, finding: Finding) -> bool:
    """Say whether a finding says something else than the warning that stands."""
    same = (row.colour, row.zh, row.observed_at, [each["code"] for each in row.districts])
    return same != (
        finding.colour,
        finding.zh,
        finding.observed_at,
        [each["code"] for each in finding.districts],
    )


async def _issue(tx: Tx, feed: Any, finding: Finding) -> UUID:
    warning = new_id()
    await queries.insert(tx, warning, feed, finding)
    await _record(tx, warning, "warning.issued")
    return warning


async def _turn(tx: Tx, row: Any, finding: Finding | None) -> None:
    """Change a standing warning to what is found now, or lift it."""
    if finding is None:
        await _lift(tx, row.id)
        return
    await queries.update(tx, row, finding, worse=rules.worse(finding.colour, row.colour))
    await _record(tx, row.id, "warning.changed")


async def _lift(tx: Tx, warning: UUID) -> None:
    await queries.lift(tx, warning)
    await _record(tx, warning, "warning.lifted")


async def _states(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [state_of(row, owners) for row in rows]


async def _record(tx: Tx, warning: UUID, kind: str) -> Answer:
    row = await queries.one(tx, warning)
    if row is None:
        raise NotFound
    (state,) = await _states(tx, [row])
    told = state if row.lifted_at is None else None
    tx.record(NewFact(kind, TOPIC, warning, told, row.scope_id))
    return state | {"version": await journal.version_after(tx, warning)}
