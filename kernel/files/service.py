"""Use cases of files: take in, hang on a subject, show, erase.

A fresh file hangs on nothing and is seen by its uploader alone; `attach` gives it the scope of the
subject it hangs on, and from then on whoever sees that subject sees the file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

from kernel.access.actor import Actor
from kernel.db import Tx
from kernel.errors import FieldError, Forbidden, Invalid, NotFound
from kernel.files import judge, names, queries
from kernel.files.errors import FileAttached, FileGone, FileTaken, LinkAllowance
from kernel.files.queries import Row
from kernel.files.store import Store, Whole
from kernel.ids import LOOSE, new_id
from kernel.journal.fact import NewFact
from kernel.runtime import Runtime
from kernel.web import idempotency
from kernel.web.deps import plain

TOPIC = "files"
# Decoding a picture takes 150 to 400 MB: two at a time fit beside the rest of a small server.
JUDGES = 2
# A witness sends some photos and a clip or two; a leaked link must not fill the disk.
LINK_FILES = 30
LINK_BYTES = 400 * 1024 * 1024
CARDS_MOST = 1_000

_SHA256 = re.compile(r"^[0-9a-f]{64}\Z")
_judges: RunVar[CapacityLimiter] = RunVar("wanglou_file_judges")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the client says about the file it sends."""

    name: str
    file_id: UUID | None = None
    sha256: str | None = None
    key: str | None = None


def store_of(runtime: Runtime) -> Store:
    """Return the content store of this installation."""
    return Store(runtime.settings.home / "files")


def check_may_upload(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor may send files."""
    if actor.kind != "link":
        actor.require("files.upload")
    elif actor.credential_id is None:
        raise Forbidden("This link cannot send files.")


def offered_id(text: str | None) -> UUID | None:
    """Return the id a client chose for its file; raise `Invalid` unless it is a UUIDv7."""
    if not text:
        return None
    try:
        chosen = UUID(text)
    except ValueError:
        chosen = LOOSE
    if chosen.version != 7 or chosen == LOOSE:
        raise Invalid(
            "The id of a file is a UUIDv7.", errors=[FieldError("/id", "uuid7", "UUIDv7")]
        )
    return chosen


def offered_hash(text: str | None) -> str | None:
    """Return the SHA-256 a client names for its file; raise `Invalid` unless it is one."""
    if text and not _SHA256.match(text.lower()):
        raise Invalid(
            "A SHA-256 has 64 hexadecimal digits.",
            errors=[FieldError("/sha256", "malformed", "64 hexadecimal digits")],
        )
    return text.lower() if text else None


async def keep(runtime: Runtime, received: Whole, offer: Offer) -> judge.Kept:
    """Judge received content and put it in place on disk, in a thread.

    Raises `Invalid` (hash differs), `FileRefused`, `DiskFull`.
    """
    if offer.sha256 and offer.sha256 != received.sha256:
        raise Invalid(
            "The bytes that arrived do not have the SHA-256 you named.",
            errors=[FieldError("/sha256", "differs", received.sha256)],
        )
    try:
        limiter = _judges.get()
    except LookupError:
        limiter = CapacityLimiter(JUDGES)
        _judges.set(limiter)
    return await anyio.to_thread.run_sync(
        judge.keep, store_of(runtime), received, names.clean(offer.name), limiter=limiter
    )


async def keep_own(runtime: Runtime, content: Whole, name: str, media_type: str) -> judge.Kept:
    """Put what this server wrote itself in place on disk: there is nothing to judge."""
    await anyio.to_thread.run_sync(store_of(runtime).place, content)
    return judge.Kept(media_type, names.clean(name), content.bytes, content.sha256)


async def accept(
    runtime: Runtime, actor: Actor, received: Whole, offer: Offer
) -> idempotency.Answer:
    """Take in one file: content first, then its row and fact in one transaction."""
    kept = await keep(runtime, received, offer)
    async with runtime.db.transaction(actor) as tx:
        if offer.key is None:
            row = await record(tx, kept, received, offer.file_id)
            return idempotency.Answer(201, plain(card_of(row)))
        digest = idempotency.request_hash(
            "POST", "/api/files", f"{offer.file_id} {received.sha256} {offer.name}".encode()
        )
        before = await idempotency.claim(tx, offer.key, digest)
        if before is not None:
            return before
        row = await record(tx, kept, received, offer.file_id)
        answer = idempotency.Answer(201, plain(card_of(row)))
        await idempotency.keep(tx, offer.key, answer)
        return answer


async def record(tx: Tx, kept: judge.Kept, received: Whole, file_id: UUID | None) -> Row:
    """Write the row of a file whose content is in place; the same id and content is no news.

    Raises `FileTaken` and `LinkAllowance`.
    """
    await check_allowance(tx, kept.bytes)
    row = Row(
        id=file_id or new_id(),
        name=kept.name,
        media_type=kept.media_type,
        bytes=kept.bytes,
        sha256=kept.sha256,
        received_sha256=received.sha256,
        width=kept.width,
        height=kept.height,
        state="ready",
        owner=tx.actor.owner,
        scope_id=LOOSE,
        personal=True,
        permission=None,
        created_at=tx.now,
        attached_at=None,
    )
    if await queries.add(tx, row):
        tx.record(_fact("file.stored", row))
        return row
    before = await queries.find(tx, row.id)
    if (
        before is None
        or before.owner != tx.actor.owner
        or before.received_sha256 != received.sha256
    ):
        raise FileTaken("Choose a new id; this one belongs to another file.")
    return before


async def check_allowance(tx: Tx, more: int) -> None:
    """Raise `LinkAllowance` when a link would send more than it may."""
    if tx.actor.kind != "link":
        return
    files, stored = await queries.sent_by(tx, tx.actor.owner)
    if files >= LINK_FILES or stored + more > LINK_BYTES:
        raise LinkAllowance(
            f"A link may send {LINK_FILES} files and {LINK_BYTES // 2**20} MB; ask for a new one."
        )


async def attach(
    tx: Tx,
    file_id: UUID,
    scope_id: UUID,
    *,
    permission: str | None = None,
    about: Sequence[UUID] = (),
    personal: bool = True,
) -> dict[str, Any]:
    """Hang a fresh file of the asker's own on a subject: it takes the subject's scope.

    `permission` is what reading the subject takes (None = sight alone); `personal` marks the file
    as part of the restricted part. A file that hangs there already is left as it is.
    Raises `NotFound` and `FileAttached`.
    """
    row = await queries.find(tx, file_id, lock=True)
    if row is None or row.state != "ready":
        raise _unknown(file_id)
    if row.attached_at is not None and row.scope_id == scope_id:
        return card_of(row)
    if row.attached_at is not None or row.owner != tx.actor.owner:
        raise FileAttached("Only its uploader can attach a file, and only once.")
    hung = replace(
        row, scope_id=scope_id, personal=personal, permission=permission, attached_at=tx.now
    )
    await queries.hang(tx, hung)
    tx.record(_fact("file.attached", hung, about))
    return card_of(hung)


async def move(tx: Tx, file_id: UUID, scope_id: UUID, *, about: Sequence[UUID] = ()) -> None:
    """Give an attached file the scope its subject has now.

    Whoever sees where it hangs may do this, personal or not. Raises `NotFound`.
    """
    row = await queries.move(tx, file_id, scope_id)
    if row is None:
        raise _unknown(file_id)
    if row.state == "ready":
        tx.record(_fact("file.attached", row, about))


async def erase(tx: Tx, file_id: UUID) -> None:
    """Forget a file: name and content go, that it was there stays; raise `NotFound`."""
    row = await queries.find(tx, file_id, lock=True)
    if row is None:
        raise _unknown(file_id)
    if row.state == "ready":
        await queries.mark_erased(tx, file_id)
        tx.record(NewFact("file.erased", TOPIC, file_id, None, row.scope_id))


async def card(tx: Tx, file_id: UUID) -> dict[str, Any] | None:
    """Return the card of a file the asker may see, None otherwise."""
    row = await queries.find(tx, file_id)
    return card_of(row) if row and row.state == "ready" and _may_read(tx.actor, row) else None


async def cards(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the cards, by id, of those of these files the asker may see."""
    found = await queries.find_many(tx, list(dict.fromkeys(ids))[:CARDS_MOST])
    return {file_id: card_of(row) for file_id, row in found.items()}


async def shown(tx: Tx, file_id: UUID) -> Row:
    """Return a visible file to hand out its content; raise `NotFound` and `FileGone`."""
    row = await queries.find(tx, file_id)
    if row is None or not _may_read(tx.actor, row):
        raise NotFound("There is no such file that you may see.")
    if row.state != "ready":
        raise FileGone("The file was erased when its keeping time ended.")
    return row


def _may_read(actor: Actor, row: Row) -> bool:
    """Say whether the permissions of somebody who sees a file let him read it."""
    return row.owner == actor.owner or row.permission is None or actor.may(row.permission)


def card_of(row: Row) -> dict[str, Any]:
    """Return what others learn of a file."""
    return {
        "id": row.id,
        "name": row.name,
        "media_type": row.media_type,
        "bytes": row.bytes,
        "sha256": row.sha256,
        "received_sha256": row.received_sha256,
        "width": row.width,
        "height": row.height,
        "state": row.state,
        "created_at": row.created_at,
        "personal": row.personal,
    }


def _fact(kind: str, row: Row, about: Sequence[UUID] = ()) -> NewFact:
    """The name of a personal file may name a person: it stands in the restricted part."""
    state = card_of(row)
    restricted = {"name": state.pop("name")} if row.personal else None
    return NewFact(kind, TOPIC, row.id, state, row.scope_id, about, restricted)


def _unknown(file_id: UUID) -> NotFound:
    return NotFound(
        "There is no such file that you may see.",
        errors=[FieldError("/attachments", "unknown", str(file_id))],
    )
