"""`/api/accounts`: the console of the security administrator."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kernel.api import Page, Read, Write, changes, gives, paging
from registry import fields
from registry.people.accounts import service
from registry.people.accounts.schemas import (
    Account,
    AccountIn,
    AccountKind,
    AccountPatch,
    AccountWithPassword,
    EndedSessions,
    OpenSession,
)

router = APIRouter(prefix="/api/accounts", tags=["accounts"])


@router.get("", **gives(Page[Account]))
async def find_many(
    read: Read,
    organisation: UUID | None = None,
    within: UUID | None = None,
    disabled: bool | None = None,
    *,
    kind: AccountKind | None = None,
    q: Annotated[fields.Query | None, Query()] = None,
    cursor: paging.Cursor = None,
    limit: paging.Limit = paging.DEFAULT_ITEMS,
) -> dict[str, Any]:
    """List the accounts within sight by username; `within` takes in what lies below it."""
    return await read(
        lambda tx: service.find_many(
            tx,
            organisation=organisation,
            within=within,
            disabled=disabled,
            kind=kind,
            q=q,
            cursor=cursor,
            limit=limit,
        )
    )


@router.get("/{account_id}", **gives(Account))
async def find(account_id: UUID, read: Read) -> dict[str, Any]:
    """Return one account with its version."""
    return await read(lambda tx: service.find(tx, account_id))


@router.post("", **gives(AccountWithPassword, 201, etag=True))
async def create(body: AccountIn, write: Write) -> Response:
    """Create an account; a person's `password` in the answer works once and is shown once."""
    return await write(lambda tx: service.create(tx, body), status=201, secret=("password",))


@router.patch("/{account_id}", **changes(Account))
async def change(account_id: UUID, body: AccountPatch, write: Write) -> Response:
    """Change an account; needs If-Match."""
    return await write(lambda tx: service.change(tx, account_id, body, write.if_match))


@router.post("/{account_id}/password", **gives(AccountWithPassword, etag=True))
async def reset_password(account_id: UUID, write: Write) -> Response:
    """Set a one-time password, shown once; the account's sessions end."""
    return await write(lambda tx: service.reset_password(tx, account_id), secret=("password",))


@router.delete("/{account_id}/totp", **gives(Account, etag=True))
async def remove_totp(account_id: UUID, write: Write) -> Response:
    """Take off a lost second factor."""
    return await write(lambda tx: service.remove_totp(tx, account_id))


@router.post("/{account_id}/disable", **gives(Account, etag=True))
async def disable(account_id: UUID, write: Write) -> Response:
    """Shut an account out; its sessions end."""
    return await write(lambda tx: service.disable(tx, account_id))


@router.post("/{account_id}/enable", **gives(Account, etag=True))
async def enable(account_id: UUID, write: Write) -> Response:
    """Let an account in again."""
    return await write(lambda tx: service.enable(tx, account_id))


@router.post("/{account_id}/unlock", **gives(Account, etag=True))
async def unlock(account_id: UUID, write: Write) -> Response:
    """Release a lock-out before its time."""
    return await write(lambda tx: service.unlock(tx, account_id))


@router.get("/{account_id}/sessions", **gives(Page[OpenSession]))
async def find_sessions(account_id: UUID, read: Read) -> dict[str, Any]:
    """List the open sessions of an account."""
    return await read(lambda tx: service.find_sessions(tx, account_id))


@router.delete("/{account_id}/sessions", **gives(EndedSessions))
async def end_sessions(account_id: UUID, write: Write) -> Response:
    """End the sessions of an account."""
    return await write(lambda tx: service.end_sessions(tx, account_id))
