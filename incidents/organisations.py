"""What this package asks the registry about organisations and posts."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from incidents.fields import refused
from kernel.api import Actor, Tx
from registry.api import organisations, posts

Ref = dict[str, Any]


async def refs(tx: Tx, ids: Collection[UUID]) -> dict[UUID, Ref]:
    """Return `{id, code, zh, en}` of organisations by id."""
    return await organisations.refs(tx, list(dict.fromkeys(ids)))


async def post_refs(tx: Tx, ids: Collection[UUID]) -> list[Ref]:
    """Return `{id, code, zh, en}` of posts, in the order given."""
    found = await posts.refs(tx, list(ids)) if ids else {}
    return [found.get(each, {"id": each, "code": None, "zh": None, "en": None}) for each in ids]


async def check_own(tx: Tx, organisation: UUID, pointer: str) -> None:
    """Raise `Invalid` for an organisation outside the asker's, existing or not alike."""
    await organisations.visible(tx, organisation, pointer)


async def check_known(tx: Tx, ids: Iterable[UUID], pointer: str) -> None:
    """Raise `Invalid` for an organisation that is not in the tree."""
    for number, organisation in enumerate(ids):
        await check_one_known(tx, organisation, f"{pointer}/{number}")


async def check_one_known(tx: Tx, organisation: UUID, pointer: str) -> None:
    """Raise `Invalid` for an organisation that is not in the tree."""
    await organisations.existing(tx, organisation, pointer)


async def responsible_for(tx: Tx, actor: Actor, district_code: str | None) -> UUID:
    """Return who answers for a place: its district if the actor stands above it, else the actor's.

    Programs without an organisation work for the root of the tree.
    """
    district = await organisations.by_area_code(tx, district_code) if district_code else None
    if district is not None and organisations.sees(actor, district["id"]):
        return UUID(str(district["id"]))
    return await own(tx, actor)


async def own(tx: Tx, actor: Actor) -> UUID:
    """Return the actor's organisation, the root for programs without one."""
    if actor.organisation_id is not None:
        return actor.organisation_id
    root: UUID = (await organisations.root(tx))["id"]
    return root


async def check_posts(tx: Tx, ids: Collection[UUID], pointer: str) -> None:
    """Raise `Invalid` for posts that the asker does not see, existing or not alike."""
    found = await posts.refs(tx, list(ids)) if ids else {}
    for number, post in enumerate(ids):
        if post not in found:
            raise refused(f"{pointer}/{number}", "unknown", "no such post among yours")


def sees(actor: Actor, organisation: UUID) -> bool:
    """Say whether an organisation is the actor's own or lies below it."""
    return organisations.sees(actor, organisation)


async def below(tx: Tx, organisation: UUID) -> set[UUID]:
    """Return an organisation and all below it."""
    return await organisations.below(tx, organisation)
