"""All SQL of files and uploads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.db import Tx

_SELECT = (
    "select id, name, media_type, bytes, sha256, received_sha256, width, height, state, owner, "
    "scope_id, personal, permission, created_at, attached_at from kernel.file where "
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of kernel.file."""

    id: UUID
    name: str
    media_type: str
    bytes: int
    sha256: str
    received_sha256: str
    width: int | None
    height: int | None
    state: str
    owner: str
    scope_id: UUID
    personal: bool
    permission: str | None
    created_at: datetime
    attached_at: datetime | None


@dataclass(frozen=True, slots=True)
class Upload:
    """One row of kernel.upload."""

    id: UUID
    name: str
    length: int
    received: int
    expected_sha256: str | None
    expires_at: datetime
    finished_at: datetime | None


async def add(tx: Tx, row: Row) -> bool:
    """Insert a file; say False when the id is taken."""
    values = {name: getattr(row, name) for name in Row.__slots__}
    return bool(
        await tx.run(
            "insert into kernel.file (id, name, media_type, bytes, sha256, received_sha256, width, "
            "height, state, owner, scope_id, personal, permission, created_at, attached_at, "
            "made_by) values (:id, :name, :media_type, :bytes, :sha256, :received_sha256, :width, "
            ":height, :state, :owner, :scope_id, :personal, :permission, :created_at, "
            ":attached_at, :made_by) "
            "on conflict (id) do nothing",
            **values,
            made_by=tx.actor.account_id,
        )
    )


async def find(tx: Tx, file_id: UUID, *, lock: bool = False) -> Row | None:
    """Return a visible file, locked for a change when asked."""
    row = await tx.row(_SELECT + "id = :id" + (" for update" if lock else ""), id=file_id)
    return Row(*row) if row else None


async def find_many(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Row]:
    """Return the visible ones of these files by id."""
    rows = await tx.rows(_SELECT + "id = any(:ids) and state = 'ready'", ids=list(ids))
    return {row.id: Row(*row) for row in rows}


async def taken(tx: Tx, file_id: UUID) -> bool:
    """Say whether an id is in use, also out of the asker's sight."""
    return bool(await tx.value("select kernel.file_taken(:id)", id=file_id))


async def hang(tx: Tx, row: Row) -> None:
    """Store where a file hangs now."""
    await tx.run(
        "update kernel.file set scope_id = :scope, personal = :personal, "
        "permission = :permission, attached_at = :at where id = :id",
        id=row.id,
        scope=row.scope_id,
        personal=row.personal,
        permission=row.permission,
        at=row.attached_at,
    )


async def move(tx: Tx, file_id: UUID, scope_id: UUID) -> Row | None:
    """Give an attached file another scope; None when the asker does not see where it hangs."""
    row = await tx.row(
        "select id, name, media_type, bytes, sha256, received_sha256, width, height, state, owner, "
        "scope_id, personal, permission, created_at, attached_at "
        "from kernel.move_file(:id, :scope)",
        id=file_id,
        scope=scope_id,
    )
    return Row(*row) if row else None


async def mark_erased(tx: Tx, file_id: UUID) -> None:
    """Keep the row of an erased file without its name; the sweep takes the content."""
    await tx.run(
        "update kernel.file set state = 'erased', erased_at = :now, name = 'erased', "
        "width = null, height = null where id = :id",
        id=file_id,
        now=tx.now,
    )


async def sent_by(tx: Tx, owner: str) -> tuple[int, int]:
    """Return how many files and bytes one owner has stored."""
    row: Any = await tx.row(
        "select count(*) as files, coalesce(sum(bytes), 0)::bigint as bytes from kernel.file "
        "where owner = :owner",
        owner=owner,
    )
    return row.files, row.bytes


async def contents(tx: Tx, shard: str) -> set[str]:
    """Return the hashes of one shard that some file still names."""
    rows = await tx.rows(
        "select distinct sha256 from kernel.file where state = 'ready' "
        "and sha256 >= :shard and sha256 < :shard || 'g'",
        shard=shard,
    )
    return {row.sha256 for row in rows}


async def past_keeping(
    tx: Tx, *, loose_before: datetime, personal_before: datetime, most: int
) -> list[UUID]:
    """Return files that never hung on anything, and personal ones past retention."""
    rows = await tx.rows(
        "select id from kernel.file where state = 'ready' and ("
        "(attached_at is null and created_at < :loose) or (personal and attached_at < :personal)) "
        "limit :most",
        loose=loose_before,
        personal=personal_before,
        most=most,
    )
    return [row.id for row in rows]


async def count_unfinished(tx: Tx, owner: str) -> tuple[int, int]:
    """Return how many uploads and announced bytes of an owner are unfinished.

    Holds the owner's lock until the end of the transaction, so that two cannot count at once.
    """
    await tx.value(
        "select pg_advisory_xact_lock(hashtextextended('upload ' || :owner, 0))", owner=owner
    )
    row: Any = await tx.row(
        "select count(*) as uploads, coalesce(sum(length), 0)::bigint as bytes "
        "from kernel.upload where owner = :owner and finished_at is null and expires_at > :now",
        owner=owner,
        now=tx.now,
    )
    return row.uploads, row.bytes


async def add_upload(tx: Tx, upload: Upload) -> bool:
    """Insert an upload; say False when the id is taken."""
    return bool(
        await tx.run(
            "insert into kernel.upload (id, owner, name, length, expected_sha256, created_at, "
            "expires_at) values (:id, :owner, :name, :length, :expected, :now, :expires) "
            "on conflict (id) do nothing",
            id=upload.id,
            owner=tx.actor.owner,
            name=upload.name,
            length=upload.length,
            expected=upload.expected_sha256,
            now=tx.now,
            expires=upload.expires_at,
        )
    )


async def find_upload(tx: Tx, upload_id: UUID) -> Upload | None:
    """Return an upload of the asker's own."""
    row = await tx.row(
        "select id, name, length, received, expected_sha256, expires_at, finished_at "
        "from kernel.upload where id = :id and owner = :owner",
        id=upload_id,
        owner=tx.actor.owner,
    )
    return Upload(*row) if row else None


async def note_received(tx: Tx, upload_id: UUID, received: int) -> None:
    """Keep how many bytes are safely on disk."""
    await tx.run(
        "update kernel.upload set received = :received where id = :id and finished_at is null",
        id=upload_id,
        received=received,
    )


async def finish_upload(tx: Tx, upload_id: UUID) -> bool:
    """Mark an upload of the asker's own as complete; say False when it is no more."""
    return bool(
        await tx.run(
            "update kernel.upload set received = length, finished_at = :now where id = :id "
            "and owner = :owner and finished_at is null",
            id=upload_id,
            owner=tx.actor.owner,
            now=tx.now,
        )
    )


async def drop_upload(tx: Tx, upload_id: UUID) -> bool:
    """Delete an upload of the asker's own; say whether it was there."""
    return bool(
        await tx.run(
            "delete from kernel.upload where id = :id and owner = :owner",
            id=upload_id,
            owner=tx.actor.owner,
        )
    )


async def drop_expired(tx: Tx) -> None:
    """Delete uploads past their time, finished or not."""
    await tx.run("delete from kernel.upload where expires_at < :now", now=tx.now)


async def parts(tx: Tx) -> set[str]:
    """Return the names of the parts that unfinished uploads still need."""
    rows = await tx.rows("select id from kernel.upload where finished_at is null")
    return {row.id.hex for row in rows}
