"""Scopes: who may see a thing and everything that hangs on it.

Moving an incident from one organisation to another changes one row here; boards gain and lose the
subjects of that scope by the fact `scope.changed`.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.journal.fact import NewFact

if TYPE_CHECKING:
    from kernel.db import Tx

ScopeLabel = Literal["open", "internal", "restricted"]
TOPIC = "scopes"


async def create(
    tx: "Tx",
    sight: Iterable[UUID],
    *,
    label: ScopeLabel = "internal",
    named: Sequence[UUID] = (),
    scope_id: UUID | None = None,
) -> UUID:
    """Make a scope seen by these organisations (and those above them); return its id."""
    identity = scope_id or new_id()
    await tx.run(
        "insert into kernel.scope (id, label, sight, named) values (:id, :label, :sight, :named)",
        id=identity,
        label=label,
        sight=sorted(set(sight)),
        named=sorted(set(named)),
    )
    return identity


async def label_of(tx: "Tx", scope_id: UUID) -> ScopeLabel | None:
    """Return the label of a scope, None of one the asker does not see."""
    found: ScopeLabel | None = await tx.value(
        "select label from kernel.scope where id = :id", id=scope_id
    )
    return found


async def change(
    tx: "Tx",
    scope_id: UUID,
    *,
    label: ScopeLabel,
    sight: Iterable[UUID],
    named: Iterable[UUID] = (),
) -> None:
    """Give a visible scope a new label and sight, recorded so that open boards follow.

    Raises `NotFound` when the asker does not see the scope now.
    """
    seen, posts = sorted(set(sight)), sorted(set(named))
    was = await tx.value(
        "select kernel.change_scope(:id, :label, :sight, :named)",
        id=scope_id,
        label=label,
        sight=seen,
        named=posts,
    )
    if was is None:
        raise NotFound
    state = {"label": label, "sight": seen, "named": posts, "was": was}
    tx.record(NewFact("scope.changed", TOPIC, scope_id, state, scope_id))
