"""All SQL of roles."""

from collections.abc import Collection
from typing import Any

from kernel.api import Tx

COLUMNS = "code, id, kind, zh, en, permissions, wall, totp_required"


async def listed(tx: Tx) -> list[Any]:
    """Return all roles by code: a city has a few dozen at most."""
    return await tx.rows(f"select {COLUMNS} from registry.role order by code")


async def several(tx: Tx, codes: Collection[str]) -> list[Any]:
    """Return these roles, unknown ones left out."""
    return await tx.rows(
        f"select {COLUMNS} from registry.role where code = any(:codes)", codes=list(codes)
    )


async def lock(tx: Tx, code: str) -> Any | None:
    """Lock a role for a change."""
    return await tx.row(
        f"select {COLUMNS} from registry.role where code = :code for update", code=code
    )


async def is_used(tx: Tx, code: str) -> bool:
    """Say whether any post carries a role, seen or not (asked as whoever manages roles)."""
    return bool(
        await tx.value(
            "select exists (select 1 from registry.post_role where role_code = :code)", code=code
        )
    )


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a role; say False when its code is taken."""
    return bool(
        await tx.run(
            f"insert into registry.role ({COLUMNS}) values "
            "(:code, :id, :kind, :zh, :en, :permissions, :wall, :totp_required) "
            "on conflict (code) do nothing",
            **values,
        )
    )


async def update(tx: Tx, values: dict[str, Any]) -> None:
    """Write the changeable fields of a role."""
    await tx.run(
        "update registry.role set kind = :kind, zh = :zh, en = :en, permissions = :permissions, "
        "wall = :wall, totp_required = :totp_required where code = :code",
        **values,
    )


async def delete(tx: Tx, code: str) -> None:
    """Delete a role no post carries."""
    await tx.run("delete from registry.role where code = :code", code=code)
