"""Idempotent writes: the same key and request give the same answer, in the same transaction.

The key is claimed before the use case runs; a second request with the same key waits for the first
and then reads its answer, re-checked against present rights: by row security on its scope, and by
the permissions it was given to.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import orjson

from kernel.db import Tx
from kernel.errors import FieldError, Invalid, KeyReused, NotFound
from kernel.ids import LOOSE

# A key is a UUID or a short name; longer ones are a mistake.
MOST_KEY_CHARACTERS = 200
UNSEEN = "The record this key made is no longer visible to you."


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON body, fresh or kept."""

    status: int
    body: Any
    replayed: bool = False

    def without(self, *fields: str) -> "Answer":
        """Return the answer as it may be kept: lists emptied, anything else of these null."""
        if not isinstance(self.body, dict):
            return self
        blank: dict[str, Any] = {
            name: [] if isinstance(self.body[name], list) else None
            for name in fields
            if name in self.body
        }
        return replace(self, body=self.body | blank)


def request_hash(method: str, path: str, body: bytes) -> bytes:
    """Return what identifies a request under its key."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).digest()


def checked(key: str) -> str:
    """Return a usable key or raise `Invalid`."""
    if not key.isascii() or not key.isprintable() or len(key) > MOST_KEY_CHARACTERS:
        raise Invalid(
            "Idempotency-Key must be 1 to 200 printable ASCII characters.",
            errors=[
                FieldError("Idempotency-Key", "malformed", "1 to 200 printable ASCII characters")
            ],
        )
    return key


async def claim(tx: Tx, key: str, digest: bytes) -> Answer | None:
    """Claim a key for this transaction; return the kept answer when it was used before."""
    claimed = await tx.run(
        "insert into kernel.idempotency (principal, key, request_hash, permissions, created_at) "
        "values (:principal, :key, :digest, :permissions, :now) on conflict do nothing",
        principal=tx.actor.principal,
        key=key,
        digest=digest,
        permissions=sorted(tx.actor.permissions),
        now=tx.now,
    )
    if claimed:
        return None
    found = await before(tx, key, digest)
    if found is None:
        raise NotFound(UNSEEN)
    return found


async def before(tx: Tx, key: str, digest: bytes) -> Answer | None:
    """Return the answer a key was given, None when it was given none that is in sight."""
    kept = await tx.row(
        "select request_hash, status, answer, permissions from kernel.idempotency "
        "where principal = :principal and key = :key",
        principal=tx.actor.principal,
        key=key,
    )
    if kept is None:
        return None
    if not tx.actor.permissions.issuperset(kept.permissions):
        raise NotFound(UNSEEN)
    if kept.request_hash != digest:
        raise KeyReused("The key was used with another path or body; take a new key.")
    return Answer(kept.status, kept.answer, replayed=True)


async def keep(tx: Tx, key: str, answer: Answer) -> None:
    """Keep the answer with the scope of the last fact, so that sight of it follows the subject.

    What hangs on nothing yet is its maker's alone: by the key.
    """
    scopes = (fact.scope for fact in reversed(tx.facts) if fact.topic != "scopes")
    scope = next((each for each in scopes if each != LOOSE), None)
    await tx.run(
        "update kernel.idempotency set status = :status, answer = cast(:answer as jsonb) "
        "where principal = :principal and key = :key",
        status=answer.status,
        answer=orjson.dumps(answer.body).decode(),
        principal=tx.actor.principal,
        key=key,
    )
    if scope is not None:
        await tx.run(
            "select kernel.scope_answer(:principal, :key, :scope)",
            principal=tx.actor.principal,
            key=key,
            scope=scope,
        )
