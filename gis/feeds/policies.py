"""Who may keep which feed: its own organisation and those above it."""

from typing import Any

from kernel.api import Actor, FieldError, Forbidden
from registry.api import organisations

READ, MANAGE, PUSH = "layers.read", "feeds.manage", "feeds.push"


class ForeignFeed(Forbidden):
    """The feed may be seen, but another organisation keeps it."""

    code = "foreign-feed"
    title = "Another organisation keeps this feed"


def check_reader(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor reads, keeps or fills feeds."""
    if not (actor.may(MANAGE) or actor.may(PUSH)):
        actor.require(READ)


def keeps(actor: Actor, feed: Any) -> bool:
    """Say whether the actor may change a feed."""
    return actor.may(MANAGE) and organisations.sees(actor, feed.organisation_id)


def check_keeper(actor: Actor, feed: Any, permission: str = MANAGE) -> None:
    """Raise `Forbidden` unless the actor holds the permission and keeps the feed."""
    actor.require(permission)
    if not organisations.sees(actor, feed.organisation_id):
        detail = "its own organisation, or one above it, does this"
        raise ForeignFeed(detail, errors=[FieldError("", "foreign-feed", detail)])
