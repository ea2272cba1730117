"""Use cases of messages: send and read what is said about a subject.

What is talked about is known here by id and scope alone. Boards hold one subject per talk, its
count and last moment; the words stay in their table.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.api import (
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    files,
    new_id,
    paging,
)
from messages.talks import queries
from messages.talks.schemas import MessageFilter, MessageIn

TOPIC = "messages"
READ, SEND = "messages.read", "messages.send"
# Outside these years a moment in a cursor is none of ours.
FIRST_YEAR, LAST_YEAR = 2000, 2199
COLUMNS = ("id", "subject_id", "text", "files", "sender", "sent_at")
Answer = dict[str, Any]


async def say(tx: Tx, body: MessageIn) -> Answer:
    """Send a message about something on the boards that the sender sees. Raises `Invalid`."""
    tx.actor.require(SEND)
    scope = await queries.scope_of(tx, body.about)
    if scope is None:
        detail = "something on the boards that you may see"
        raise Invalid(f"/about: {detail}", errors=[FieldError("/about", "unknown", detail)])
    return await send(tx, body.about, scope, text=body.text, attached=body.files)


async def send(
    tx: Tx, subject: UUID, scope: UUID, *, text: str, attached: list[UUID] | None = None
) -> Answer:
    """Send a message about a subject whose sight the caller has checked. Raises `Invalid`."""
    hung = list(dict.fromkeys(attached or []))
    if not text and not hung:
        detail = "a message has words or files"
        raise Invalid(detail, errors=[FieldError("/text", "empty", detail)])
    for each in hung:
        await files.attach(tx, each, scope, about=[subject], personal=False)
    message = {
        "id": new_id(),
        "subject_id": subject,
        "scope_id": scope,
        "text": text,
        "files": hung,
        "sender": tx.actor.card(),
    }
    await queries.add(tx, message)
    talk = await queries.count(tx, new_id(), subject, scope)
    state = {"id": talk.id, "subject": subject, "count": talk.count, "last_at": talk.last_at}
    told = state | {"last": message["id"], "by": tx.actor.name}
    tx.record(NewFact("message.sent", TOPIC, talk.id, told, scope, [subject]))
    cards = await files.cards(tx, hung)
    return _answer(message | {"sent_at": tx.now}, cards)


async def find_many(tx: Tx, wanted: MessageFilter) -> Answer:
    """Return messages about something the asker sees. Raises `NotFound`."""
    tx.actor.require(READ)
    if not await queries.seen(tx, wanted.about):
        raise NotFound
    return await listed(tx, wanted)


async def listed(tx: Tx, wanted: MessageFilter) -> Answer:
    """Return messages about a subject whose sight the caller has checked."""
    if wanted.after is not None:
        rows = await queries.since(tx, wanted.about, wanted.after, wanted.limit)
    else:
        before = paging.key_of(wanted.cursor, _moment, UUID)
        key = (before[0], before[1]) if before else None
        rows = await queries.listed(tx, wanted.about, before=key, limit=wanted.limit)
    kept = [{name: getattr(row, name) for name in COLUMNS} for row in rows]
    cards = await files.cards(tx, [file for row in kept for file in row["files"]])
    items = [_answer(row, cards) for row in kept]
    found = paging.page(items, wanted.limit, lambda item: (item["sent_at"], item["id"]))
    return found if wanted.after is None else found | {"next": None}


async def close(tx: Tx, subject: UUID) -> None:
    """Take the talk of a subject that is over off the boards; it can still be read."""
    talk = await queries.end(tx, subject)
    if talk is not None:
        tx.record(NewFact("message.closed", TOPIC, talk.id, None, talk.scope_id, [subject]))


def _answer(row: Answer, cards: dict[UUID, Answer]) -> Answer:
    return {
        "id": row["id"],
        "about": row["subject_id"],
        "text": row["text"],
        "files": [cards[each] for each in row["files"] if each in cards],
        "sender": row["sender"],
        "sent_at": row["sent_at"],
    }


def _moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None or not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(text)
    return value
