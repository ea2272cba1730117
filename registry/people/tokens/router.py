"""`/api/tokens`: Bearer tokens of devices and services; `/api/accounts/me/tokens`: the own ones."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from kernel.api import Page, Read, RuntimeDep, Write, gives
from registry.people.own.service import failures_counted
from registry.people.tokens import service
from registry.people.tokens.schemas import IssuedToken, OwnTokenIn, Token, TokenIn

router = APIRouter(prefix="/api/tokens", tags=["tokens"])
own_router = APIRouter(prefix="/api/accounts/me/tokens", tags=["tokens"])


@router.get("", **gives(Page[Token]))
async def find_many(read: Read) -> dict[str, Any]:
    """List tokens, newest first, without their secrets."""
    return await read(service.find_many)


@router.post("", **gives(IssuedToken, 201))
async def issue(body: TokenIn, write: Write, runtime: RuntimeDep) -> Response:
    """Make a token for a device or service; its secret stands in this answer and nowhere else."""
    return await write(
        lambda tx: service.issue(tx, body, runtime.directory),
        status=201,
        secret=("token",),
    )


@router.delete("/{token_id}", status_code=204)
async def revoke(token_id: UUID, write: Write) -> Response:
    """Withdraw a token."""
    return await write(lambda tx: service.revoke(tx, token_id))


@own_router.get("", **gives(Page[Token]))
async def find_own(read: Read) -> dict[str, Any]:
    """List the tokens of the own account, newest first, without their secrets."""
    return await read(service.find_own)


@own_router.post("", **gives(IssuedToken, 201))
async def issue_own(body: OwnTokenIn, write: Write, runtime: RuntimeDep) -> Response:
    """Make a token for the own account; its secret stands in this answer and nowhere else."""
    async with failures_counted(runtime, write.actor):
        return await write(
            lambda tx: service.issue_own(tx, body, runtime.directory),
            status=201,
            secret=("token",),
        )


@own_router.delete("/{token_id}", status_code=204)
async def revoke_own(token_id: UUID, write: Write) -> Response:
    """Withdraw a token of the own account."""
    return await write(lambda tx: service.revoke_own(tx, token_id))
