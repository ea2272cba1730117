"""Merges incidents and takes them apart again: one link, no row moves, nothing is lost."""

from typing import Any
from uuid import UUID

from incidents.fields import refused
from incidents.lifecycle import queries, rules
from incidents.lifecycle.schemas import MergeIn
from incidents.lifecycle.service import locked, record
from incidents.policies import check_works_on
from kernel.api import NotFound, Tx


async def merge(tx: Tx, incident: UUID, body: MergeIn) -> dict[str, Any]:
    """Say that an incident is the same as another, which goes on for both."""
    tx.actor.require("incidents.manage")
    survivor = await queries.survivor(tx, body.into)
    if survivor is None or await queries.one(tx, survivor) is None:
        raise refused("/into", "unknown", "no such incident among yours")
    if survivor == incident:
        rules.check_merge(incident, survivor, [])
    if await queries.lock(tx, incident, survivor) < 2:
        raise NotFound
    row, other = await queries.one(tx, incident), await queries.one(tx, survivor)
    assert row is not None
    assert other is not None
    for each in (row, other):
        check_works_on(tx.actor, each)
    rules.check_merge(incident, survivor, [row.state, other.state])
    values = {"state": "merged", "state_before": row.state, "merged_into": survivor}
    await queries.set_fields(tx, incident, values)
    answer = await record(tx, "incident.merged", incident, about=(survivor,), reason=body.reason)
    await record(tx, "incident.changed", survivor, about=(incident,))
    return answer


async def unmerge(tx: Tx, incident: UUID, reason: str) -> dict[str, Any]:
    """Take a merged incident out again; it stands where it stood before."""
    tx.actor.require("incidents.manage")
    seen = await queries.one(tx, incident)
    if seen is None:
        raise NotFound
    if seen.merged_into is not None:
        await queries.lock(tx, incident, seen.merged_into)
    row = await locked(tx, incident)
    rules.check_merged_into(row.merged_into, seen.merged_into, row.state)
    values = {"state": row.state_before, "state_before": None, "merged_into": None}
    await queries.set_fields(tx, incident, values)
    answer = await record(
        tx, "incident.unmerged", incident, about=(seen.merged_into,), reason=reason
    )
    if await queries.one(tx, seen.merged_into) is not None:
        await record(tx, "incident.changed", seen.merged_into, about=(incident,))
    return answer
