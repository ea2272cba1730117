"""All SQL of the organisation tree."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kernel.api import Tx

COLUMNS = "o.id, o.code, o.kind, o.parent_id, o.zh, o.en, o.short, o.pinyin, o.area_code, o.phone"
# Moves take this lock so that two of them at once cannot close a loop.
TREE_LOCK = 7_301_944


async def lock_tree(tx: Tx) -> None:
    """Let one change of the tree's shape through at a time."""
    await tx.value("select pg_advisory_xact_lock(:key)", key=TREE_LOCK)


async def listed(
    tx: Tx, *, kind: str | None, parent: UUID | None, q: str | None, after: str | None, limit: int
) -> list[Any]:
    """Return organisations by code, `limit + 1` of them."""
    return await tx.rows(
        f"select {COLUMNS} from registry.organisation o "
        "where (cast(:kind as text) is null or o.kind = :kind) "
        "and (cast(:parent as uuid) is null or o.parent_id = :parent) "
        "and (cast(:after as text) is null or o.code > :after) "
        "and (cast(:q as text) is null or position(lower(:q) in "
        "lower(concat_ws(' ', o.code, o.zh, o.en, o.short, o.pinyin))) > 0) "
        "order by o.code limit :most",
        kind=kind,
        parent=parent,
        q=q,
        after=after,
        most=limit + 1,
    )


async def one(tx: Tx, organisation: UUID, *, lock: bool = False) -> Any | None:
    """Return one organisation, locked for a change when asked."""
    return await tx.row(
        f"select {COLUMNS} from registry.organisation o where o.id = :id"
        + (" for update" if lock else ""),
        id=organisation,
    )


async def by_code(tx: Tx, code: str) -> Any | None:
    """Return the organisation of a code."""
    return await tx.row(
        f"select {COLUMNS} from registry.organisation o where o.code = :code", code=code
    )


async def by_area_code(tx: Tx, area_code: str) -> Any | None:
    """Return the organisation that answers for an area; a district before an agency within it."""
    return await tx.row(
        f"select {COLUMNS} from registry.organisation o where o.area_code = :code "
        "order by o.kind = 'agency', o.code limit 1",
        code=area_code,
    )


async def root(tx: Tx) -> Any | None:
    """Return the root of the tree."""
    return await tx.row(f"select {COLUMNS} from registry.organisation o where o.parent_id is null")


async def everything(tx: Tx) -> list[Any]:
    """Return id and code of the whole tree, for loading a city."""
    return await tx.rows("select id, code from registry.organisation")


async def rename(tx: Tx, organisation: UUID, code: str) -> None:
    """Give an organisation another code."""
    await tx.run(
        "update registry.organisation set code = :code where id = :id", id=organisation, code=code
    )


async def several(tx: Tx, ids: Collection[UUID]) -> list[Any]:
    """Return these organisations, unknown ones left out."""
    return await tx.rows(
        f"select {COLUMNS} from registry.organisation o where o.id = any(:ids)", ids=list(ids)
    )


async def below(tx: Tx, organisation: UUID) -> set[UUID]:
    """Return an organisation and all below it."""
    rows = await tx.rows(
        "with recursive below (id) as (select cast(:id as uuid) union "
        "select o.id from registry.organisation o join below b on o.parent_id = b.id) "
        "select id from below",
        id=organisation,
    )
    return {row.id for row in rows}


async def above(tx: Tx, organisation: UUID) -> list[UUID]:
    """Return the organisations above one, nearest first."""
    rows = await tx.rows(
        "with recursive above (id, parent_id, depth) as ("
        "select o.id, o.parent_id, 0 from registry.organisation o where o.id = :id union "
        "select o.id, o.parent_id, a.depth + 1 from registry.organisation o "
        "join above a on o.id = a.parent_id) "
        "select id from above where depth > 0 order by depth",
        id=organisation,
    )
    return [row.id for row in rows]


async def kinds_of_children(tx: Tx, organisation: UUID) -> set[str]:
    """Return the kinds that stand directly below an organisation."""
    rows = await tx.rows(
        "select distinct kind from registry.organisation where parent_id = :id", id=organisation
    )
    return {row.kind for row in rows}


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert an organisation; say False when its code is taken."""
    return bool(
        await tx.run(
            "insert into registry.organisation "
            "(id, code, kind, parent_id, zh, en, short, pinyin, area_code, phone) values "
            "(:id, :code, :kind, :parent_id, :zh, :en, :short, :pinyin, :area_code, :phone) "
            "on conflict (code) do nothing",
            **values,
        )
    )


async def update(tx: Tx, organisation: UUID, values: dict[str, Any]) -> None:
    """Write the changeable fields of an organisation."""
    await tx.run(
        "update registry.organisation set kind = :kind, parent_id = :parent_id, zh = :zh, "
        "en = :en, short = :short, pinyin = :pinyin, area_code = :area_code, "
        "phone = :phone where id = :id",
        id=organisation,
        **values,
    )
