"""Who may be what: administrators exclude each other and business (三员分立, 等保 2.0 level 3).

Pure. Each permission belongs to one kind of work; a role holds permissions of one kind only, a post
roles of one kind, an account posts of one kind.
"""

from collections.abc import Iterable
from typing import Literal

from kernel.api import Conflict, FieldError, Forbidden, Invalid

RoleKind = Literal["business", "system", "security", "audit"]

ADMINISTRATION: dict[str, RoleKind] = {
    "organisations.manage": "system",
    "registry.manage": "system",
    "accounts.manage": "security",
    "roles.manage": "security",
    "sessions.manage": "security",
    "tokens.manage": "security",
    "audit.read": "audit",
    "audit.export": "audit",
}
KIND_NAMES: dict[RoleKind, str] = {
    "business": "business 业务",
    "system": "system administration 系统管理",
    "security": "security administration 安全管理",
    "audit": "audit 审计",
}


class RolesExclude(Conflict):
    """The three administrators exclude each other and business roles."""

    code = "roles-exclude"
    title = "These roles exclude each other"


class OwnRights(Forbidden):
    """Nobody changes the rights of the own account."""

    code = "own-rights"
    title = "Your own rights are changed by another administrator"


def kind_of(permissions: Iterable[str]) -> RoleKind:
    """Return the kind of work a set of permissions belongs to.

    Raises `RolesExclude` when they belong to several.
    """
    kinds = {ADMINISTRATION.get(permission, "business") for permission in permissions}
    return _only(kinds, "/permissions")


def kind_of_roles(kinds: Iterable[RoleKind], pointer: str) -> RoleKind:
    """Return the one kind of several roles or posts. Raises `RolesExclude`."""
    return _only(set(kinds), pointer)


def _only(kinds: set[RoleKind], pointer: str) -> RoleKind:
    if len(kinds) > 1:
        both = " and ".join(KIND_NAMES[kind] for kind in sorted(kinds))
        raise RolesExclude(
            f"Nobody holds {both} at once.", errors=[FieldError(pointer, "excludes", both)]
        )
    return next(iter(kinds), "business")


def check_known(permissions: Iterable[str], known: Iterable[str]) -> None:
    """Raise `Invalid` for permissions that no part of the system asks for."""
    unknown = sorted(set(permissions) - set(known))
    if unknown:
        detail = "unknown: " + ", ".join(unknown)
        raise Invalid(detail, errors=[FieldError("/permissions", "unknown-code", detail)])


def check_not_own(actor_account: object, account: object) -> None:
    """Raise `OwnRights` when somebody turns to the own account."""
    if actor_account == account:
        raise OwnRights
