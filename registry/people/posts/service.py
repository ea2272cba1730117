"""Use cases of duty posts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kernel.api import (
    Conflict,
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Tx,
    journal,
    merging,
    new_id,
    paging,
)
from registry.organisations import service as tree
from registry.people import policies, rules
from registry.people.posts import queries
from registry.people.posts.schemas import PostIn, PostPatch
from registry.people.roles import queries as roles

TOPIC = "posts"
Answer = dict[str, Any]


class PostExists(Conflict):
    """The organisation has a post of this name."""

    code = "post-exists"
    title = "The organisation has a post of this name"


class PostHeld(Conflict):
    """The change would turn holders into another kind of administrator."""

    code = "post-held"
    title = "The post is held; take it from its holders first"


async def find_many(
    tx: Tx,
    *,
    organisation: UUID | None = None,
    name: str | None = None,
    cursor: str | None = None,
    limit: int = paging.DEFAULT_ITEMS,
) -> Answer:
    """Return a page of the posts within sight, by code, with who holds them now."""
    policies.require_any(tx.actor, policies.POST_READERS)
    key = paging.key_of(cursor, str)
    rows = await queries.listed(
        tx, organisation=organisation, name=name, after=key[0] if key else None, limit=limit
    )
    return paging.page(await _answers(tx, rows), limit, lambda item: (item["code"],))


async def find(tx: Tx, post: UUID) -> Answer:
    """Return one post within sight."""
    policies.require_any(tx.actor, policies.POST_READERS)
    rows = await queries.several(tx, [post])
    if not rows:
        raise NotFound
    (answer,) = await _answers(tx, rows)
    return answer | {"version": await journal.version_of(tx, post)}


async def create(tx: Tx, body: PostIn) -> Answer:
    """Add a post to an organisation within sight."""
    tx.actor.require("accounts.manage")
    organisation = await tree.visible(tx, body.organisation_id, "/organisation_id")
    await _check_roles(tx, body.roles)
    values = body.model_dump(exclude={"roles"}) | {"code": f"{organisation.code}.{body.name}"}
    return await insert(tx, values, body.roles)


async def insert(tx: Tx, values: dict[str, Any], role_codes: Sequence[str]) -> Answer:
    """Store a checked post with its first fact. Raises `PostExists`."""
    post = new_id()
    if not await queries.insert(tx, values | {"id": post}):
        raise PostExists(errors=[FieldError("/name", "taken", "choose another name")])
    await queries.set_roles(tx, post, sorted(set(role_codes)))
    return await _record(tx, "post.created", post)


async def change(tx: Tx, post: UUID, body: PostPatch, seen: int | None) -> Answer:
    """Change the names or the roles of a post within sight."""
    tx.actor.require("accounts.manage")
    if await queries.lock(tx, post) is None:
        raise NotFound
    (row,) = await queries.several(tx, [post])
    changes = body.changes()
    await merging.check_base(tx, post, seen, changes)
    await queries.update(tx, post, changes.get("zh", row.zh), changes.get("en", row.en))
    if "roles" in changes:
        await _change_roles(tx, row, body.roles)
    return await _record(tx, "post.changed", post)


async def rename_of(tx: Tx, organisation: UUID, code: str) -> None:
    """Let the codes of an organisation's posts follow its own code, which was changed."""
    for post in await queries.rename_of(tx, organisation, code):
        await _record(tx, "post.changed", post)


async def _change_roles(tx: Tx, row: Any, wanted: Sequence[str]) -> None:
    if row.id in tx.actor.posts:
        raise rules.OwnRights
    kind = await _check_roles(tx, wanted)
    before = row.kinds[0] if row.kinds else kind
    if kind != before and await queries.is_held(tx, row.id):
        raise PostHeld(errors=[FieldError("/roles", "excludes", f"from {before} to {kind}")])
    await queries.set_roles(tx, row.id, sorted(set(wanted)))


async def _check_roles(tx: Tx, wanted: Sequence[str]) -> rules.RoleKind:
    known = {row.code: row for row in await roles.several(tx, wanted)}
    errors = [
        FieldError(f"/roles/{index}", "unknown-code", "no such role")
        for index, code in enumerate(wanted)
        if code not in known
    ]
    if errors:
        raise Invalid(errors[0].detail, errors=errors)
    return rules.kind_of_roles([row.kind for row in known.values()], "/roles")


async def _record(tx: Tx, kind: str, post: UUID) -> Answer:
    rows = await queries.several(tx, [post])
    state = state_of(rows[0])
    tx.record(NewFact(kind, TOPIC, post, state, rows[0].organisation_id))
    (answer,) = await _answers(tx, rows)
    return answer | {"version": await journal.version_after(tx, post)}


async def _answers(tx: Tx, rows: Sequence[Any]) -> list[Answer]:
    held = await queries.holders(tx, [row.id for row in rows])
    return [state_of(row) | {"holders": held.get(row.id, [])} for row in rows]


def state_of(row: Any) -> Answer:
    """Return the public state of a post."""
    return ref_of(row) | {
        "name": row.name,
        "organisation": {
            "id": row.organisation_id,
            "code": row.organisation_code,
            "zh": row.organisation_zh,
            "en": row.organisation_en,
        },
        "roles": row.roles,
    }


def ref_of(row: Any) -> Answer:
    """Return the short form in which other states name a post."""
    return {"id": row.id, "code": row.code, "zh": row.zh, "en": row.en}


async def refs(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Answer]:
    """Return `{id, code, zh, en}` of the visible posts among these, in the order asked."""
    found = {row.id: ref_of(row) for row in await queries.several(tx, ids)}
    return {each: found[each] for each in ids if each in found}


async def nearest(tx: Tx, chain: Sequence[UUID], name: str) -> list[Answer]:
    """Return the post of this name in the first organisation of a chain that has one."""
    found = {row.organisation_id: row for row in await queries.named_posts(tx, chain, name)}
    return [ref_of(found[each]) for each in chain if each in found][:1]


async def named_post(tx: Tx, organisation: UUID, name: str) -> Answer | None:
    """Return the state of the post of this name in an organisation, if there is one."""
    row = await queries.named_post(tx, organisation, name)
    return state_of(row) if row else None
