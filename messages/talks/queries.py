"""All SQL of messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

# Topics whose talk has a door of its own, which knows who was sent out.
OWN_DOORS = ["rooms"]
_MESSAGE = "select m.id, m.subject_id, m.text, m.files, m.sender, m.sent_at from messages.message m"


async def scope_of(tx: Tx, subject: UUID) -> UUID | None:
    """Return the scope of a subject that stands on boards within the asker's sight."""
    found: UUID | None = await tx.value(
        "select scope_id from kernel.subject_state "
        "where drill = :drill and subject = :subject and state is not null "
        "and topic <> all(:shut)",
        drill=tx.drill,
        subject=subject,
        shut=OWN_DOORS,
    )
    return found


async def seen(tx: Tx, subject: UUID) -> bool:
    """Say whether the asker sees a subject, on boards or no longer."""
    return bool(
        await tx.value(
            "select true from kernel.subject_state where drill = :drill and subject = :subject "
            "and topic <> all(:shut)",
            drill=tx.drill,
            subject=subject,
            shut=OWN_DOORS,
        )
    )


async def add(tx: Tx, values: dict[str, Any]) -> None:
    """Keep a message."""
    await tx.run(
        "insert into messages.message (id, subject_id, drill, scope_id, text, files, sender, "
        "sent_at) values (:id, :subject_id, :drill, :scope_id, :text, :files, "
        "cast(:sender as jsonb), :now)",
        **values | {"sender": orjson.dumps(values["sender"]).decode()},
        drill=tx.drill,
        now=tx.now,
    )


async def count(tx: Tx, talk: UUID, subject: UUID, scope: UUID) -> Any:
    """Count one message more of a subject's talk; return the talk as it is then."""
    return await tx.row(
        "insert into messages.talk as t (id, subject_id, drill, scope_id, count, last_at) "
        "values (:id, :subject, :drill, :scope, 1, :now) "
        "on conflict (drill, subject_id) do update "
        "set count = t.count + 1, last_at = :now, scope_id = :scope "
        "returning t.id, t.count, t.last_at",
        id=talk,
        subject=subject,
        scope=scope,
        drill=tx.drill,
        now=tx.now,
    )


async def end(tx: Tx, subject: UUID) -> Any | None:
    """Return the talk of a subject, None when nothing was said."""
    return await tx.row(
        "select id, scope_id from messages.talk where drill = :drill and subject_id = :subject",
        drill=tx.drill,
        subject=subject,
    )


async def listed(
    tx: Tx, subject: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return messages about a subject, newest first, `limit + 1` of them."""
    return await tx.rows(
        f"{_MESSAGE} where m.subject_id = :subject and m.drill = :drill"
        + (" and (m.sent_at, m.id) < (:at, cast(:id as uuid))" if before else "")
        + " order by m.sent_at desc, m.id desc limit :most",
        subject=subject,
        drill=tx.drill,
        most=limit + 1,
        **({"at": before[0], "id": before[1]} if before else {}),
    )


async def since(tx: Tx, subject: UUID, after: UUID, limit: int) -> list[Any]:
    """Return messages sent after one of the same subject, oldest first."""
    return await tx.rows(
        f"{_MESSAGE} where m.subject_id = :subject and m.drill = :drill and (m.sent_at, m.id) > "
        "(select a.sent_at, a.id from messages.message a "
        "where a.id = :after and a.subject_id = :subject) "
        "order by m.sent_at, m.id limit :most",
        subject=subject,
        drill=tx.drill,
        after=after,
        most=limit + 1,
    )
