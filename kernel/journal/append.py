"""Writes the facts of a transaction as its last act.

Order: the advisory lock first, then a new statement that reads the last fact, so that the order of
`seq` is the order of commits and the chain has no gap. Nothing may wait for a lock after that.
"""

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import text

from kernel.journal.fact import Appended, NewFact
from kernel.jsonio import to_json

if TYPE_CHECKING:
    from kernel.db import Tx

# A state is a read model that every screen receives: 16 KB keeps a board of 2,000 subjects small.
STATE_BYTES = 16_384
SALT_BYTES = 16

_LOCK = text("select pg_advisory_xact_lock(kernel.journal_lock())")
_APPEND = text(
    "select new_seq, new_at, new_version from kernel.append_facts(cast(:batch as jsonb), :clock)"
)


class StateTooLarge(ValueError):
    """A state over 16 KB: a bug of the package that recorded it."""


async def append(tx: "Tx") -> list[Appended]:
    """Append `tx.facts` in order; return where they landed."""
    if not tx.facts:
        return []
    batch = to_json([_row(fact, tx) for fact in tx.facts]).decode()
    await tx.session.execute(_LOCK)
    result = await tx.session.execute(_APPEND, {"batch": batch, "clock": tx.now})
    return [Appended(row.new_seq, row.new_at, row.new_version) for row in result]


def _row(fact: NewFact, tx: "Tx") -> dict[str, Any]:
    if fact.state is not None and len(to_json(fact.state)) > STATE_BYTES:
        raise StateTooLarge(f"{fact.kind} of {fact.subject}")
    row: dict[str, Any] = {
        "kind": fact.kind,
        "topic": fact.topic,
        "subject": fact.subject,
        "drill": tx.drill,
        "about": list(dict.fromkeys(fact.about)),
        "state": fact.state,
        "scope": fact.scope,
        "actor": tx.actor.card(),
        "cause": fact.cause,
    }
    if fact.restricted is not None:
        body, salt, mac = sealed(fact.restricted)
        row |= {"restricted": body, "salt": salt.hex(), "mac": mac.hex()}
    return row


def sealed(restricted: Any) -> tuple[str, bytes, bytes]:
    """Return a restricted part as canonical text, its fresh salt and its HMAC-SHA256."""
    body = to_json(restricted, sort_keys=True)
    salt = secrets.token_bytes(SALT_BYTES)
    return body.decode(), salt, hmac.new(salt, body, hashlib.sha256).digest()


async def version_of(tx: "Tx", subject: UUID) -> int | None:
    """Return the present version of a visible subject, None when there is none."""
    return await tx.value(  # type: ignore[no-any-return]
        "select version from kernel.subject_state where drill = :drill and subject = :subject",
        drill=tx.drill,
        subject=subject,
    )


async def present_state(tx: "Tx", topic: str, subject: UUID) -> dict[str, Any] | None:
    """Return what boards hold of a visible subject, None when they hold nothing."""
    return await tx.value(  # type: ignore[no-any-return]
        "select state from kernel.subject_state "
        "where drill = :drill and subject = :subject and topic = :topic",
        drill=tx.drill,
        subject=subject,
        topic=topic,
    )


async def state_at(tx: "Tx", subject: UUID, version: int) -> dict[str, Any] | None:
    """Return the state a visible subject had at a version, None when unknown."""
    return await tx.value(  # type: ignore[no-any-return]
        "select state from kernel.fact where subject = :subject and version = :version"
        " and drill = :drill",
        drill=tx.drill,
        subject=subject,
        version=version,
    )


async def version_after(tx: "Tx", subject: UUID) -> int:
    """Return the version a subject will have once the facts recorded so far stand.

    Exact while the caller holds a lock on the subject's own row, as every service does.
    """
    recorded = sum(1 for fact in tx.facts if fact.subject == subject)
    return (await version_of(tx, subject) or 0) + recorded
