"""What shapes the tree may take. Pure."""

from collections.abc import Collection
from uuid import UUID

from kernel.api import Conflict, FieldError, Invalid

KINDS_BELOW: dict[str | None, frozenset[str]] = {
    None: frozenset({"city"}),
    "city": frozenset({"district", "agency"}),
    "district": frozenset({"agency", "town"}),
    "agency": frozenset({"agency"}),
    "town": frozenset({"agency"}),
}


class TreeLoop(Conflict):
    """The move would put an organisation below itself."""

    code = "tree-loop"
    title = "An organisation cannot lie below itself"


class CodeTaken(Conflict):
    """Another organisation has this code."""

    code = "code-taken"
    title = "This code is in use"


def check_place_in_tree(kind: str, parent_kind: str | None) -> None:
    """Raise `Invalid` for a kind that cannot stand below its parent."""
    if kind not in KINDS_BELOW[parent_kind]:
        allowed = ", ".join(sorted(KINDS_BELOW[parent_kind]))
        detail = f"below {parent_kind or 'nothing'} stands only: {allowed}"
        raise Invalid(detail, errors=[FieldError("/kind", "rule", detail)])


def check_children(kind: str, children: Collection[str]) -> None:
    """Raise `Invalid` when a change of kind leaves children in the wrong place."""
    misplaced = set(children) - KINDS_BELOW[kind]
    if misplaced:
        detail = f"it has {', '.join(sorted(misplaced))} below it"
        raise Invalid(detail, errors=[FieldError("/kind", "rule", detail)])


def check_move(moved: UUID, below: Collection[UUID], new_parent: UUID | None) -> None:
    """Raise for a move of the root, or to a place below itself."""
    if new_parent is None:
        raise Invalid(
            "Only the root has no parent.",
            errors=[FieldError("/parent_id", "rule", "choose an organisation")],
        )
    if new_parent == moved or new_parent in below:
        raise TreeLoop(
            "The new parent lies below the organisation itself.",
            errors=[FieldError("/parent_id", "loop", "choose a parent outside its own branch")],
        )
