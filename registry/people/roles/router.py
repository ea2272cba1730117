"""`/api/roles`: what posts carry."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from kernel.api import Read, Runtime, RuntimeDep, Write, changes, gives
from registry import fields
from registry.people.roles import service
from registry.people.roles.schemas import Role, RoleIn, RolePatch, Roles

router = APIRouter(prefix="/api/roles", tags=["roles"])


def permissions_of(runtime: Runtime) -> dict[str, str]:
    """Return every permission some feature asks for, with what it opens."""
    return {name: what for each in runtime.features for name, what in each.permissions.items()}


@router.get("", **gives(Roles))
async def find_many(read: Read, runtime: RuntimeDep) -> dict[str, Any]:
    """List roles by code, and the permissions they may be made of."""
    return await read(service.find_many) | {"permissions": permissions_of(runtime)}


@router.get("/{code}", **gives(Role))
async def find(code: fields.Key, read: Read) -> dict[str, Any]:
    """Return one role with its version."""
    return await read(lambda tx: service.find(tx, code))


@router.post("", **gives(Role, 201, etag=True))
async def create(body: RoleIn, write: Write, runtime: RuntimeDep) -> Response:
    """Add a role."""
    known = permissions_of(runtime)
    return await write(lambda tx: service.create(tx, body, known), status=201)


@router.patch("/{code}", **changes(Role))
async def change(code: fields.Key, body: RolePatch, write: Write, runtime: RuntimeDep) -> Response:
    """Change a role; needs If-Match."""
    known = permissions_of(runtime)
    return await write(lambda tx: service.change(tx, code, body, seen=write.if_match, known=known))


@router.delete("/{code}", status_code=204)
async def remove(code: fields.Key, write: Write) -> Response:
    """Delete a role that no post carries."""
    return await write(lambda tx: service.remove(tx, code))
