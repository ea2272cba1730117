"""Who sees an incident: moved to another organisation, shared with more, labelled.

The change of sight is the last thing in each use case: after it the asker may see nothing any more.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from incidents.fields import refused
from incidents.lifecycle import queries, rules
from incidents.lifecycle.schemas import AssignIn, LabelIn, MoveIn
from incidents.lifecycle.service import locked, record
from incidents.organisations import check_known, check_one_known, check_posts
from incidents.policies import check_answers_for
from kernel.api import Tx, scopes


async def move(tx: Tx, incident: UUID, body: MoveIn) -> dict[str, Any]:
    """Give an incident to another organisation; it leaves the screens of the one before."""
    tx.actor.require("incidents.assign")
    await check_one_known(tx, body.organisation_id, "/organisation_id")
    row = await locked(tx, incident)
    check_answers_for(tx.actor, row)
    rules.check_not_merged(row.state)
    assigned = rules.after_assignment(body.organisation_id, row.assigned, [], [])
    values = {"organisation_id": body.organisation_id, "assigned": assigned}
    await queries.set_fields(tx, incident, values)
    answer = await record(tx, "incident.moved", incident, reason=body.reason)
    await _resight(tx, row, rules.sight_of(body.organisation_id, assigned))
    return answer


async def assign(tx: Tx, incident: UUID, body: AssignIn) -> dict[str, Any]:
    """Call organisations in or release them."""
    tx.actor.require("incidents.assign")
    await check_known(tx, body.add, "/add")
    row = await locked(tx, incident)
    rules.check_not_merged(row.state)
    if row.organisation_id in body.remove:
        raise refused("/remove", "responsible", "the responsible organisation; move it instead")
    assigned = rules.after_assignment(row.organisation_id, row.assigned, body.add, body.remove)
    await queries.set_fields(tx, incident, {"assigned": assigned})
    about = tuple(dict.fromkeys([*body.add, *body.remove]))
    answer = await record(tx, "incident.assigned", incident, about=about, reason=body.reason)
    await _resight(tx, row, rules.sight_of(row.organisation_id, assigned))
    return answer


async def call_in(tx: Tx, incident: UUID, agency: UUID) -> None:
    """Call in the agency whose unit was sent, unless it is there (a reaction, never a person)."""
    row = await queries.one(tx, incident)
    if row is None or row.state == "merged":
        return
    if agency not in (row.organisation_id, *row.assigned):
        await assign(tx, incident, AssignIn(add=[agency]))


async def label(tx: Tx, incident: UUID, body: LabelIn) -> dict[str, Any]:
    """Open an incident to all, keep it internal, or restrict it to posts."""
    tx.actor.require("incidents.restrict")
    if body.label == "restricted" and not body.posts:
        raise refused("/posts", "required", "name the posts that may see it")
    await check_posts(tx, body.posts, "/posts")
    row = await locked(tx, incident)
    check_answers_for(tx.actor, row)
    posts = body.posts if body.label == "restricted" else []
    await queries.set_fields(tx, incident, {"label": body.label, "posts": posts})
    answer = await record(tx, "incident.changed", incident, reason=body.reason)
    sight = rules.sight_of(row.organisation_id, row.assigned)
    await scopes.change(tx, row.scope_id, label=body.label, sight=sight, named=posts)
    return answer


async def _resight(tx: Tx, row: Any, sight: Sequence[UUID]) -> None:
    await scopes.change(tx, row.scope_id, label=row.label, sight=sight, named=row.posts)
