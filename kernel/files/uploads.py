"""Use cases of resumable uploads (tus): begin, ask, go on, give up. The upload's id is the file's.

The offset in the database is what lies safely on disk; bytes past it are thrown away when the
upload goes on. The last step (judge, place, row, offset) commits at once, so a killed server
leaves an upload that can still be finished.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from starlette.requests import ClientDisconnect

from kernel.access.actor import Actor
from kernel.db import Tx
from kernel.errors import Invalid, NotFound, TooLarge
from kernel.files import names, queries, service
from kernel.files.errors import (
    ChecksumDiffers,
    DiskFull,
    FileRefused,
    FileTaken,
    OffsetDiffers,
    TooSlow,
    UploadGone,
    UploadQuota,
)
from kernel.files.parts import Part
from kernel.files.queries import Upload
from kernel.files.service import Offer
from kernel.files.tus import ALGORITHMS, Checksum
from kernel.ids import new_id
from kernel.runtime import Runtime

EXPIRES = timedelta(hours=24)
# A shift's worth of clips waiting for coverage; more is a client that forgot to finish.
UNFINISHED_UPLOADS = 50
UNFINISHED_BYTES = 1024 * 1024 * 1024
# Written to disk in pieces; made durable and noted often enough that a cut costs seconds.
PIECE = 512 * 1024
NOTE_EVERY = 4 * 1024 * 1024


async def begin(runtime: Runtime, actor: Actor, length: int, metadata: dict[str, str]) -> Upload:
    """Make room for an upload; the same id again returns the upload as it stands.

    Raises `UploadQuota`, `LinkAllowance`, `FileTaken`, `DiskFull`.
    """
    await asyncio.to_thread(service.store_of(runtime).check_room, length)
    return await runtime.db.run(actor, lambda tx: _begin(tx, length, metadata))


async def _begin(tx: Tx, length: int, metadata: dict[str, str]) -> Upload:
    upload = Upload(
        id=service.offered_id(metadata.get("id")) or new_id(),
        name=names.clean(metadata.get("filename") or metadata.get("name") or ""),
        length=length,
        received=0,
        expected_sha256=service.offered_hash(metadata.get("sha256")),
        expires_at=tx.now + EXPIRES,
        finished_at=None,
    )
    uploads, announced = await queries.count_unfinished(tx, tx.actor.owner)
    before = await queries.find_upload(tx, upload.id)
    if before is not None:
        if (before.length, before.expected_sha256) != (length, upload.expected_sha256):
            raise FileTaken("Choose a new id; this one belongs to another upload.")
        return before
    if uploads >= UNFINISHED_UPLOADS or announced + length > UNFINISHED_BYTES:
        raise UploadQuota(
            f"You may have {UNFINISHED_UPLOADS} unfinished uploads with "
            f"{UNFINISHED_BYTES // 2**20} MB; finish or delete one first.",
            uploads=uploads,
            bytes=announced,
        )
    await service.check_allowance(tx, announced + length)
    if await queries.taken(tx, upload.id) or not await queries.add_upload(tx, upload):
        raise FileTaken("Choose a new id; this one belongs to another file.")
    return upload


async def ask(runtime: Runtime, actor: Actor, upload_id: UUID) -> Upload:
    """Return where an upload of the asker's own stands; raise `NotFound`, `UploadGone`."""
    async with runtime.db.reading(actor) as tx:
        upload = await queries.find_upload(tx, upload_id)
        if upload is None:
            raise NotFound("There is no such upload of yours.")
        if upload.finished_at is None and upload.expires_at <= tx.now:
            raise UploadGone("Unfinished uploads are kept for 24 hours; begin again.")
        return upload


async def give_up(runtime: Runtime, actor: Actor, upload_id: UUID) -> None:
    """Forget an unfinished upload and its bytes; a finished one stays a file."""
    upload = await ask(runtime, actor, upload_id)
    await runtime.db.run(actor, lambda tx: queries.drop_upload(tx, upload_id))
    if upload.finished_at is None:
        _part_path(runtime, upload_id).unlink(missing_ok=True)


async def go_on(
    runtime: Runtime,
    actor: Actor,
    upload_id: UUID,
    *,
    offset: int,
    body: AsyncIterator[bytes],
    checksum: Checksum | None,
) -> Upload:
    """Take the next part of an upload and return how it stands; the last part makes the file.

    Raises `UploadLocked`, `OffsetDiffers`, `ChecksumDiffers`, `TooLarge`, `TooSlow`, `DiskFull`,
    `FileRefused`, `UploadGone`, `NotFound`.
    """
    await ask(runtime, actor, upload_id)
    with await asyncio.to_thread(Part, _part_path(runtime, upload_id)) as part:
        upload = await ask(runtime, actor, upload_id)
        if offset != upload.received:
            raise OffsetDiffers(f"The upload stands at {upload.received}.", offset=upload.received)
        if upload.finished_at is not None:
            part.path.unlink(missing_ok=True)
            return upload
        await asyncio.to_thread(part.stand_at, offset)
        await _Taking(runtime, actor, upload, part, checksum=checksum).take(body)
        if part.bytes < upload.length:
            return replace(upload, received=part.bytes)
        return await _finish(runtime, actor, upload, part)


class _Taking:
    """One PATCH body on its way to disk."""

    def __init__(
        self,
        runtime: Runtime,
        actor: Actor,
        upload: Upload,
        part: Part,
        *,
        checksum: Checksum | None,
    ) -> None:
        self._runtime = runtime
        self._actor = actor
        self._upload = upload
        self._part = part
        self._checksum = checksum
        self._hash = ALGORITHMS[checksum.algorithm]() if checksum else hashlib.sha256()
        self._buffer = bytearray()
        self._noted = upload.received

    async def take(self, body: AsyncIterator[bytes]) -> None:
        """Write the body; what came before a cut is kept, a full disk takes nothing back."""
        try:
            async for chunk in body:
                await self._add(chunk)
        except (ClientDisconnect, TooSlow):
            if self._checksum is None:
                await self._write()
                await self._note()
            raise
        except (DiskFull, TooLarge):
            await asyncio.to_thread(self._part.stand_at, self._noted)
            raise
        await self._write()
        await self._check()
        if self._part.bytes < self._upload.length:
            await self._note()
        else:
            await asyncio.to_thread(self._part.keep)

    async def _add(self, chunk: bytes) -> None:
        if self._part.bytes + len(self._buffer) + len(chunk) > self._upload.length:
            raise TooLarge(f"The upload was announced with {self._upload.length} bytes.")
        self._buffer += chunk
        if len(self._buffer) >= PIECE:
            await self._write()
        if self._checksum is None and self._part.bytes - self._noted >= NOTE_EVERY:
            await self._note()

    async def _write(self) -> None:
        piece = bytes(self._buffer)
        self._buffer.clear()
        if self._checksum is not None:
            self._hash.update(piece)
        await asyncio.to_thread(self._part.write, piece)

    async def _note(self) -> None:
        await asyncio.to_thread(self._part.keep)
        received = self._part.bytes
        await self._runtime.db.run(
            self._actor, lambda tx: queries.note_received(tx, self._upload.id, received)
        )
        self._noted = received

    async def _check(self) -> None:
        if self._checksum is not None and self._hash.digest() != self._checksum.digest:
            await asyncio.to_thread(self._part.stand_at, self._upload.received)
            raise ChecksumDiffers("Send this part again.", offset=self._upload.received)


async def _finish(runtime: Runtime, actor: Actor, upload: Upload, part: Part) -> Upload:
    received = await asyncio.to_thread(part.whole)
    offer = Offer(upload.name, upload.id, upload.expected_sha256)
    try:
        kept = await service.keep(runtime, received, offer)
    except (FileRefused, Invalid):
        await runtime.db.run(actor, lambda tx: queries.drop_upload(tx, upload.id))
        part.path.unlink(missing_ok=True)
        raise

    async def step(tx: Tx) -> datetime:
        if not await queries.finish_upload(tx, upload.id):
            raise UploadGone("The upload was given up meanwhile.")
        await service.record(tx, kept, received, upload.id)
        return tx.now

    finished_at = await runtime.db.run(actor, step)
    part.path.unlink(missing_ok=True)
    return replace(upload, received=upload.length, finished_at=finished_at)


def _part_path(runtime: Runtime, upload_id: UUID) -> Path:
    return service.store_of(runtime).part_path(upload_id.hex)
