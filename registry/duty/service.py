"""Use cases of the roster: plan, read, hand over, take over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import (
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    new_id,
    paging,
)
from registry.duty import queries, rules
from registry.duty.schemas import DutyFilter, DutyIn, HandOver, TakeOver
from registry.fields import instant
from registry.people import policies
from registry.people.posts import queries as posts

TOPIC = "duty"
READERS = ("registry.manage", "alarms.read", "units.read")
Answer = dict[str, Any]


async def find_many(tx: Tx, wanted: DutyFilter, now: datetime) -> Answer:
    """Return a page of the duties within sight that touch a moment or span, by post and start."""
    policies.require_any(tx.actor, READERS)
    start = wanted.from_ or wanted.at or now
    span = (start, wanted.until or start)
    if span[1] < span[0]:
        raise Invalid(
            "until lies before from.", errors=[FieldError("?until", "range", "before from")]
        )
    rows = await queries.listed(
        tx,
        span=span,
        organisation=wanted.organisation,
        post=wanted.post,
        after=paging.key_of(wanted.cursor, str, instant, UUID),
        limit=wanted.limit,
    )
    items = [state_of(row) for row in rows]
    return paging.page(
        items, wanted.limit, lambda item: (item["post"]["code"], item["from"], item["id"])
    )


async def plan(tx: Tx, body: DutyIn) -> Answer:
    """Put a holder of a post on its roster."""
    tx.actor.require("registry.manage")
    rules.check_span(body.from_, body.until, tx.now)
    found = await posts.several(tx, [body.post_id])
    if not found:
        raise Invalid(
            "There is no such post among yours.",
            errors=[FieldError("/post_id", "unknown", "no such post among yours")],
        )
    await _check_holder(tx, body.account_id, body.post_id, max(body.from_, tx.now))
    if await queries.overlaps(tx, body.account_id, body.post_id, (body.from_, body.until)):
        raise rules.DutyTaken(errors=[FieldError("/from", "taken", "on the roster already")])
    duty = new_id()
    values = {
        "post_id": body.post_id,
        "account_id": body.account_id,
        "organisation_id": found[0].organisation_id,
        "starts_at": body.from_,
        "ends_at": body.until,
        "phone": body.phone,
        "note": body.note,
    }
    await queries.insert(tx, values | {"id": duty})
    return await record(tx, "duty.planned", duty)


async def cancel(tx: Tx, duty: UUID) -> None:
    """Take an entry off the roster; one that stands now ends now."""
    tx.actor.require("registry.manage")
    row = await _locked(tx, duty)
    if row.ends_at <= tx.now:
        raise rules.DutyOver
    if row.starts_at < tx.now:
        await queries.end(tx, duty, tx.now)
        await record(tx, "duty.ended", duty)
        return
    await queries.delete(tx, duty)
    tx.record(NewFact("duty.cancelled", TOPIC, duty, None, row.organisation_id))


async def hand_over(tx: Tx, duty: UUID, body: HandOver) -> Answer:
    """Hand the own duty to another holder of the post."""
    policies.require_person(tx.actor)
    row = await _locked(tx, duty)
    if row.account_id != tx.actor.account_id:
        raise rules.NotOnDuty
    return await _passed_on(tx, row, body.account_id, body.note)


async def take_over(tx: Tx, duty: UUID, body: TakeOver) -> Answer:
    """Take a duty of a post that the asker holds."""
    policies.require_person(tx.actor)
    row = await _locked(tx, duty)
    assert tx.actor.account_id is not None
    return await _passed_on(tx, row, tx.actor.account_id, body.note)


async def _passed_on(tx: Tx, row: Any, to: UUID, note: str | None) -> Answer:
    present = rules.Duty(row.account_id, row.starts_at, row.ends_at)
    _, next_duty = rules.handed_over(present, to, tx.now)
    await _check_holder(tx, to, row.post_id, tx.now)
    if await queries.overlaps(tx, to, row.post_id, (next_duty.starts_at, next_duty.ends_at)):
        raise rules.DutyTaken(errors=[FieldError("/account_id", "taken", "on the roster already")])
    await queries.end(tx, row.id, tx.now)
    await record(tx, "duty.handed_over", row.id)
    duty = new_id()
    values = {name: getattr(row, name) for name in ("post_id", "organisation_id", "phone")}
    values |= {"account_id": to, "starts_at": tx.now, "ends_at": next_duty.ends_at, "note": note}
    await queries.insert(tx, values | {"id": duty})
    return await record(tx, "duty.taken_over", duty)


async def _check_holder(tx: Tx, account: UUID, post: UUID, at: datetime) -> None:
    if not await queries.holds(tx, account, post, at):
        raise rules.NotHolder(
            errors=[FieldError("/account_id", "not-holder", "does not hold the post then")]
        )


async def _locked(tx: Tx, duty: UUID) -> Any:
    row = await queries.lock(tx, duty)
    if row is None:
        raise NotFound
    return row


async def record(tx: Tx, kind: str, duty: UUID) -> Answer:
    """Record the present state of an entry; return the answer that shows it."""
    row = await queries.one(tx, duty)
    assert row is not None
    state = state_of(row)
    tx.record(NewFact(kind, TOPIC, duty, state, row.organisation_id, about=[row.post_id]))
    return state | {"version": await journal.version_after(tx, duty)}


def state_of(row: Any) -> Answer:
    """Return the public state of a roster entry."""
    return {
        "id": row.id,
        "post": {
            "id": row.post_id,
            "code": row.post_code,
            "name": row.post_name,
            "zh": row.post_zh,
            "en": row.post_en,
        },
        "organisation": {
            "id": row.organisation_id,
            "code": row.organisation_code,
            "zh": row.organisation_zh,
            "en": row.organisation_en,
        },
        "account": {"id": row.account_id, "name": row.account_name},
        "from": row.starts_at,
        "until": row.ends_at,
        "phone": row.phone,
        "note": row.note,
    }
