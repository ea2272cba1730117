"""All SQL of posts."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from kernel.api import Tx
from registry.sql import named

POST = "people/posts/post.sql"


async def listed(
    tx: Tx, *, organisation: UUID | None, name: str | None, after: str | None, limit: int
) -> list[Any]:
    """Return visible posts by code, `limit + 1` of them."""
    return await tx.rows(
        named(POST)
        + " where (cast(:organisation as uuid) is null or p.organisation_id = :organisation)"
        " and (cast(:name as text) is null or p.name = :name)"
        " and (cast(:after as text) is null or p.code > :after) order by p.code limit :most",
        organisation=organisation,
        name=name,
        after=after,
        most=limit + 1,
    )


async def several(tx: Tx, ids: Collection[UUID]) -> list[Any]:
    """Return these posts, invisible ones left out."""
    return await tx.rows(named(POST) + " where p.id = any(:ids) order by p.code", ids=list(ids))


async def by_codes(tx: Tx, codes: Collection[str]) -> list[Any]:
    """Return the posts of these codes."""
    return await tx.rows(
        named(POST) + " where p.code = any(:codes) order by p.code", codes=list(codes)
    )


async def lock(tx: Tx, post: UUID) -> Any | None:
    """Lock a visible post for a change."""
    return await tx.row("select id, code from registry.post where id = :id for update", id=post)


async def rename_of(tx: Tx, organisation: UUID, code: str) -> list[UUID]:
    """Give the posts of an organisation codes that begin with its code; return them."""
    rows = await tx.rows(
        "update registry.post set code = cast(:code as text) || '.' || name "
        "where organisation_id = :organisation returning id",
        organisation=organisation,
        code=code,
    )
    return [row.id for row in rows]


async def named_posts(tx: Tx, organisations: Collection[UUID], name: str) -> list[Any]:
    """Return the posts of this name in these organisations."""
    return await tx.rows(
        named(POST) + " where p.organisation_id = any(:organisations) and p.name = :name",
        organisations=list(organisations),
        name=name,
    )


async def named_post(tx: Tx, organisation: UUID, name: str) -> Any | None:
    """Return the post of this name in an organisation."""
    return await tx.row(
        named(POST) + " where p.organisation_id = :organisation and p.name = :name",
        organisation=organisation,
        name=name,
    )


async def holders(tx: Tx, ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Return who holds these posts now, by post."""
    rows = await tx.rows(
        "select h.post_id, a.id, a.name from registry.holding h "
        "join registry.account a on a.id = h.account_id and a.disabled_at is null "
        "where h.post_id = any(:ids) and h.starts_at <= :now "
        "and (h.ends_at is null or h.ends_at > :now) order by a.name",
        ids=list(ids),
        now=tx.now,
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.post_id, []).append({"id": row.id, "name": row.name})
    return found


async def is_held(tx: Tx, post: UUID) -> bool:
    """Say whether anybody holds a post now or will."""
    return bool(
        await tx.value(
            "select exists (select 1 from registry.holding where post_id = :post "
            "and (ends_at is null or ends_at > :now))",
            post=post,
            now=tx.now,
        )
    )


async def insert(tx: Tx, values: dict[str, Any]) -> bool:
    """Insert a post; say False when its organisation has one of that name."""
    return bool(
        await tx.run(
            "insert into registry.post (id, code, name, organisation_id, zh, en) "
            "values (:id, :code, :name, :organisation_id, :zh, :en) on conflict do nothing",
            **values,
        )
    )


async def update(tx: Tx, post: UUID, zh: str, en: str) -> None:
    """Write the names of a post."""
    await tx.run(
        "update registry.post set zh = :zh, en = :en where id = :id", id=post, zh=zh, en=en
    )


async def set_roles(tx: Tx, post: UUID, roles: Sequence[str]) -> None:
    """Write the whole list of roles of a post."""
    await tx.run("delete from registry.post_role where post_id = :post", post=post)
    await tx.run(
        "insert into registry.post_role (post_id, role_code) "
        "select :post, code from unnest(cast(:roles as text[])) code",
        post=post,
        roles=list(roles),
    )
