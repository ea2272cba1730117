"""`/api/tokens`: Bearer tokens of devices, nodes and scripts."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from kernel.api import Page, Read, RuntimeDep, Write, gives
from registry.people.tokens import service
from registry.people.tokens.schemas import IssuedToken, Token, TokenIn

router = APIRouter(prefix="/api/tokens", tags=["tokens"])


@router.get("", **gives(Page[Token]))
async def find_many(read: Read) -> dict[str, Any]:
    """List tokens, newest first, without their secrets."""
    return await read(service.find_many)


@router.post("", **gives(IssuedToken, 201))
async def issue(body: TokenIn, write: Write, runtime: RuntimeDep) -> Response:
    """Make a token; its secret stands in this answer and nowhere else."""
    return await write(
        lambda tx: service.issue(tx, body, runtime.directory),
        status=201,
        secret=("token",),
    )


@router.delete("/{token_id}", status_code=204)
async def revoke(token_id: UUID, write: Write) -> Response:
    """Withdraw a token."""
    return await write(lambda tx: service.revoke(tx, token_id))
