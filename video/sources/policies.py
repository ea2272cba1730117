"""Who may watch, keep and fill sources."""

from typing import Any

from kernel.api import Actor, FieldError, Forbidden
from registry.api import organisations

WATCH, MANAGE, PUBLISH = "video.watch", "video.manage", "video.publish"


class ForeignSource(Forbidden):
    """The source may be seen, but another organisation keeps it."""

    code = "foreign-source"
    title = "Another organisation keeps this source"


def check_reader(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor watches or keeps sources."""
    if not actor.may(MANAGE):
        actor.require(WATCH)


def keeps(actor: Actor, source: Any) -> bool:
    """Say whether the actor may change a source and read its address."""
    return actor.may(MANAGE) and organisations.sees(actor, source.organisation_id)


def check_keeper(actor: Actor, source: Any) -> None:
    """Raise `Forbidden` unless the actor keeps the source."""
    actor.require(MANAGE)
    if not organisations.sees(actor, source.organisation_id):
        detail = "its own organisation, or one above it, does this"
        raise ForeignSource(detail, errors=[FieldError("", "foreign-source", detail)])
