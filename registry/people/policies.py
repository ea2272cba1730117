"""Who may read and change people."""

from kernel.api import Actor, Forbidden

ACCOUNT_READERS = ("accounts.manage", "sessions.manage", "tokens.manage", "audit.read")
# Whoever restricts an incident, hands over a duty or plans a roster chooses among posts.
POST_READERS = ("accounts.manage", "registry.manage", "audit.read", "alarms.read")
ROLE_READERS = ("accounts.manage", "roles.manage", "audit.read")


def require_any(actor: Actor, permissions: tuple[str, ...]) -> None:
    """Raise `Forbidden` unless the actor holds one of these permissions."""
    if not any(actor.may(permission) for permission in permissions):
        actor.require(permissions[0])


def require_person(actor: Actor) -> None:
    """Raise `Forbidden` for tokens, links and background steps: this is done by a person."""
    if actor.kind != "account":
        raise Forbidden("Only a person who is signed in may do this, not a token or a link.")
