"""Use cases of roles: what posts carry. A role has permissions of one kind of work only."""

from collections.abc import Collection
from typing import Any

from kernel.api import (
    Conflict,
    FieldError,
    Forbidden,
    NewFact,
    NotFound,
    Tx,
    journal,
    merging,
    new_id,
)
from registry.organisations import queries as organisations
from registry.organisations.service import sees
from registry.people import policies, rules
from registry.people.roles import queries
from registry.people.roles.schemas import RoleIn, RolePatch

TOPIC = "roles"
FIELDS = ("zh", "en", "permissions", "wall", "totp_required")
Answer = dict[str, Any]


class RoleExists(Conflict):
    """Another role has this code."""

    code = "role-exists"
    title = "A role with this code exists"


class RoleUsed(Conflict):
    """Posts carry this role; it cannot go, nor change its kind of work."""

    code = "role-used"
    title = "Posts carry this role"


async def find_many(tx: Tx) -> Answer:
    """Return all roles by code."""
    policies.require_any(tx.actor, policies.ROLE_READERS)
    return {"items": [state_of(row) for row in await queries.listed(tx)], "next": None}


async def find(tx: Tx, code: str) -> Answer:
    """Return one role."""
    policies.require_any(tx.actor, policies.ROLE_READERS)
    rows = await queries.several(tx, [code])
    if not rows:
        raise NotFound
    return state_of(rows[0]) | {"version": await journal.version_of(tx, rows[0].id)}


async def create(tx: Tx, body: RoleIn, known: Collection[str]) -> Answer:
    """Add a role; `known` are the permissions that exist."""
    await _require(tx)
    rules.check_known(body.permissions, known)
    return await insert(tx, body.model_dump())


async def insert(tx: Tx, values: dict[str, Any]) -> Answer:
    """Store a role with its first fact. Raises `RoleExists`, `RolesExclude`."""
    values = values | {
        "id": new_id(),
        "permissions": sorted(set(values["permissions"])),
        "kind": rules.kind_of(values["permissions"]),
    }
    if not await queries.insert(tx, values):
        raise RoleExists(errors=[FieldError("/code", "taken", "choose another code")])
    return await _record(tx, "role.created", values["code"])


async def change(
    tx: Tx, code: str, body: RolePatch, *, seen: int | None, known: Collection[str]
) -> Answer:
    """Change a role; while posts carry it, it stays within its kind of work."""
    await _require(tx)
    if code in tx.actor.roles:
        raise rules.OwnRights
    row = await _locked(tx, code)
    changes = body.changes()
    await merging.check_base(tx, row.id, seen, changes)
    values = {name: getattr(row, name) for name in FIELDS} | changes
    values["permissions"] = sorted(set(values["permissions"]))
    rules.check_known(set(values["permissions"]) - set(row.permissions), known)
    kind = rules.kind_of(values["permissions"])
    if kind != row.kind and await queries.is_used(tx, code):
        raise RoleUsed(
            errors=[FieldError("/permissions", "excludes", f"from {row.kind} to {kind}")]
        )
    await queries.update(tx, values | {"code": code, "kind": kind})
    return await _record(tx, "role.changed", code)


async def remove(tx: Tx, code: str) -> None:
    """Delete a role that no post carries."""
    await _require(tx)
    row = await _locked(tx, code)
    if await queries.is_used(tx, code):
        raise RoleUsed
    await queries.delete(tx, code)
    tx.record(NewFact("role.removed", TOPIC, row.id, None, None))


async def _require(tx: Tx) -> None:
    """Roles hold for the whole tree: only whoever answers for its root changes them."""
    tx.actor.require("roles.manage")
    root = await organisations.root(tx)
    if root is not None and not sees(tx.actor, root.id):
        raise Forbidden("Roles hold everywhere; they are changed at the root of the tree.")


async def _locked(tx: Tx, code: str) -> Any:
    row = await queries.lock(tx, code)
    if row is None:
        raise NotFound
    return row


async def _record(tx: Tx, kind: str, code: str) -> Answer:
    (row,) = await queries.several(tx, [code])
    state = state_of(row)
    tx.record(NewFact(kind, TOPIC, row.id, state, None))
    return state | {"version": await journal.version_after(tx, row.id)}


def state_of(row: Any) -> Answer:
    """Return the public state of a role."""
    return {"id": row.id, "code": row.code, "kind": row.kind} | {
        name: getattr(row, name) for name in FIELDS
    }
