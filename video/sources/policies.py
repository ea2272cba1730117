"""Who may watch, keep and fill sources."""

from typing import Any

from kernel.api import Actor, Conflict, FieldError, Forbidden
from registry.api import organisations

WATCH, MANAGE, PUBLISH = "video.watch", "video.manage", "video.publish"


class ForeignSource(Forbidden):
    """The source may be seen, but another organisation keeps it."""

    code = "foreign-source"
    title = "Another organisation keeps this source"


class PhoneSource(Conflict):
    """What somebody's phone shows is begun by that person and ended at `/api/phones`."""

    code = "phone-source"
    title = "This is what somebody’s phone shows, no source to change"


def check_reader(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor watches or keeps sources."""
    if not actor.may(MANAGE):
        actor.require(WATCH)


def keeps(actor: Actor, source: Any) -> bool:
    """Say whether the actor may change a source and read its address; a phone is nobody's."""
    own = organisations.sees(actor, source.organisation_id)
    return actor.may(MANAGE) and own and source.sender_id is None


def check_keeper(actor: Actor, source: Any) -> None:
    """Raise `Forbidden` unless the actor keeps the source, `PhoneSource` where nobody does."""
    actor.require(MANAGE)
    if source.sender_id is not None:
        raise PhoneSource("It is begun on the phone, and ended where its incident is.")
    if not organisations.sees(actor, source.organisation_id):
        detail = "its own organisation, or one above it, does this"
        raise ForeignSource(detail, errors=[FieldError("", "foreign-source", detail)])
