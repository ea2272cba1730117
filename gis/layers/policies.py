"""Who may change which layer: its own organisation and those above it."""

from typing import Any

from kernel.api import Actor, FieldError, Forbidden
from registry.api import organisations

READ, EDIT, PUBLISH = "layers.read", "layers.edit", "layers.publish"


class ForeignLayer(Forbidden):
    """The layer may be read, but another organisation keeps it."""

    code = "foreign-layer"
    title = "Another organisation keeps this layer"


def may_edit(actor: Actor, layer: Any) -> bool:
    """Say whether the actor may change the features and the look of a layer."""
    return actor.may(EDIT) and organisations.sees(actor, layer.organisation_id)


def check_keeper(actor: Actor, layer: Any, permission: str) -> None:
    """Raise `Forbidden` unless the actor holds the permission and keeps the layer."""
    actor.require(permission)
    if not organisations.sees(actor, layer.organisation_id):
        detail = "its own organisation changes it"
        raise ForeignLayer(detail, errors=[FieldError("", "foreign-layer", detail)])
