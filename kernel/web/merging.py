"""Two people, one form: a stale change applies when its fields are unchanged since."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson

from kernel.db import Tx
from kernel.errors import FieldError, NotFound, Stale, VersionRequired
from kernel.journal.append import state_at, version_of
from kernel.jsonio import to_json

View = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def same_names(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """View of a state whose keys are called like the fields of the form."""
    return state


async def check_base(
    tx: Tx, subject: UUID, seen: int | None, changes: Mapping[str, Any], *, view: View = same_names
) -> None:
    """Let a change pass that is based on the present version, or touches fields unchanged since.

    `view` turns a state of the subject into the values its form edits; `changes` has the same keys.
    The caller holds the lock of the subject's row. Raises `VersionRequired`, `NotFound`, `Stale`.
    """
    if seen is None:
        raise VersionRequired
    present = await version_of(tx, subject)
    if present is None:
        raise NotFound
    if seen == present:
        return
    if seen > present:
        raise Stale(f"There is no version {seen} yet.", version=present)
    before = view(await state_at(tx, subject, seen) or {})
    now = view(await state_at(tx, subject, present) or {})
    clashes = clashing(before, now, orjson.loads(to_json(dict(changes))))
    if clashes:
        raise Stale(
            "Changed meanwhile: " + ", ".join(clashes),
            errors=[
                FieldError(f"/{name}", "stale", "changed since your version") for name in clashes
            ],
            theirs={name: now.get(name) for name in clashes},
            yours={name: changes[name] for name in clashes},
            version=present,
        )


def clashing(
    before: Mapping[str, Any], now: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[str]:
    """Return the fields that both sides changed, to different values."""
    return [
        name
        for name, value in changes.items()
        if before.get(name) != now.get(name) and now.get(name) != value
    ]
