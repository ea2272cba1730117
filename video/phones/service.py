"""Use cases of phones that show what they see: begin, go on, end; each is a source of its own.

Who may, and what is shown, is decided by whoever calls: links and incidents are not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from kernel.api import NotFound, Tx, new_id
from video.phones import queries, rules
from video.sources import queries as sources
from video.sources import service as register
from video.sources.rules import PHONE_LOOK

Answer = dict[str, Any]
# More at one incident and nobody watches them all.
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Showing:
    """Whose phone shows what, to whom, and until when it may."""

    sender: Literal["link", "account"]
    sender_id: UUID
    zh: str
    en: str
    incident_id: UUID | None
    report_id: UUID | None
    organisation_id: UUID
    scope_id: UUID
    ends_at: datetime


async def start(tx: Tx, what: Showing, take: UUID) -> UUID:
    """Begin to show, or go on, or do nothing when this take is under way; return the source.

    Raises `PhoneEnded`, `RateLimited`.
    """
    await queries.alone(tx, what.sender_id)
    row = await queries.of_sender(tx, what.sender_id, what.incident_id)
    if row is None:
        return await _first(tx, what, take)
    if not rules.check_take(row, take):
        return UUID(str(row.source_id))
    paced_from, begun = rules.pace(row, tx.now)
    again: Answer = {"paced_from": paced_from, "begun": begun}
    again |= {"incident_id": what.incident_id, "report_id": what.report_id, "take": take}
    again |= {"past": rules.past(row, take), "ends_at": what.ends_at}
    await queries.begin(tx, row.source_id, again)
    owner = (what.organisation_id, what.scope_id)
    await sources.set_owner(tx, row.source_id, owner, row.version)
    look = tx.now + PHONE_LOOK
    await sources.set_removed(tx, row.source_id, None, next_look=look, version=row.version + 1)
    await register.record(tx, row.source_id, "phone.started")
    return UUID(str(row.source_id))


async def _first(tx: Tx, what: Showing, take: UUID) -> UUID:
    source = new_id()
    await sources.insert(
        tx,
        {
            "id": source, "zh": what.zh, "en": what.en, "kind": "whip", "camera_id": None,
            "organisation_id": what.organisation_id, "scope_id": what.scope_id, "address": None,
            "file_id": None, "sound": True, "look_every_s": 10, "paused": False,
            "next_look": tx.now + PHONE_LOOK, "sender_id": what.sender_id,
        },
    )  # fmt: skip
    await queries.insert(
        tx,
        {
            "source_id": source, "sender": what.sender, "incident_id": what.incident_id,
            "report_id": what.report_id, "take": take, "ends_at": what.ends_at,
        },
    )  # fmt: skip
    await register.record(tx, source, "phone.started")
    return source


async def end(tx: Tx, source: UUID, why: rules.Why) -> None:
    """Show no more; the source leaves the boards. Raises `NotFound`."""
    row = await queries.one(tx, source)
    if row is None:
        raise NotFound
    await queries.alone(tx, row.sender_id)
    row = await queries.one(tx, source)
    if row is None or row.ended_at is not None:
        return
    await queries.end(tx, source, why)
    await sources.set_removed(tx, source, tx.now, next_look=None, version=row.version + 1)
    await register.record(tx, source, "phone.ended")


async def of_sender(tx: Tx, sender: UUID, incident: UUID | None) -> Any | None:
    """Return the phone of a sender, None when it never showed this."""
    return await queries.of_sender(tx, sender, incident)


async def seen(tx: Tx, source: UUID) -> Any:
    """Return a visible phone. Raises `NotFound`."""
    row = await queries.one(tx, source)
    if row is None:
        raise NotFound
    return row


async def use(tx: Tx, source: UUID) -> dict[str, bool]:
    """Say whether what a phone shows stands in a meeting (`in_meeting`), and is `recorded`."""
    row = await queries.use(tx, source)
    return {"in_meeting": row.in_meeting, "recorded": row.recorded}


async def of_links(tx: Tx) -> list[Any]:
    """Return the phones of one-time links that show now."""
    return await queries.of_links(tx)


async def live(
    tx: Tx, *, incidents: Sequence[UUID], report: UUID | None
) -> list[tuple[Any, Answer]]:
    """Return the phones that show one of these incidents, or came of a report; their sources."""
    rows = await queries.live(tx, incidents=incidents, report=report, most=MOST_LISTED)
    found = [await register.show(tx, row.source_id) for row in rows]
    return list(zip(rows, found, strict=True))


async def follow(tx: Tx, sender: UUID, about: tuple[UUID | None, UUID | None], scope: UUID) -> None:
    """Give what a link shows the incident, report and scope the link has now."""
    row = await queries.of_sender(tx, sender, None)
    if row is None:
        return
    await queries.set_about(tx, row.source_id, *about)
    owner = (row.organisation_id, scope)
    await sources.set_owner(tx, row.source_id, owner, row.version + 1)
    if row.removed_at is None:
        await register.record(tx, row.source_id, "source.changed")
