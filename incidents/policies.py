"""Who may work on what it sees: an open incident is read by all and worked on by its own."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kernel.api import Actor, FieldError, Forbidden


class NotYours(Forbidden):
    """It may be read, but other organisations work on it."""

    code = "not-yours"
    title = "You may read this; other organisations work on it"


def check_works_on(actor: Actor, incident: Any) -> None:
    """Raise `NotYours` unless the actor's organisations answer for an incident or are called in.

    Whoever sees a restricted one was named for it.
    """
    if incident.label != "restricted":
        check_among(actor, {incident.organisation_id, *incident.assigned})


def check_answers_for(actor: Actor, incident: Any) -> None:
    """Raise `NotYours` unless the actor stands at or above the responsible organisation."""
    check_among(actor, {incident.organisation_id})


def check_among(actor: Actor, organisations: Collection[UUID]) -> None:
    """Raise `NotYours` unless one of the organisations is within the actor's."""
    if actor.organisations is None or actor.organisations & set(organisations):
        return
    detail = "another organisation answers for it"
    raise NotYours(detail, errors=[FieldError("", "not-yours", detail)])
