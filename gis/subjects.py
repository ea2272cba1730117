"""What things that stand on the map for a time share: what they are about, and when they end.

Subjects of higher floors are known here by id alone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.api import FieldError, Invalid, Tx, journal


@dataclass(frozen=True, slots=True)
class About:
    """An incident a thing is about, and the scope of who sees it."""

    incident: UUID | None = None
    scope: UUID | None = None


async def about_incident(tx: Tx, incident: UUID | None, *, pointer: str = "/incident_id") -> About:
    """Return an incident that stands on the boards within the asker's sight.

    Raises `Invalid` alike for one that is over, hidden, or nothing at all.
    """
    if incident is None:
        return About()
    state = None
    if tx.actor.may("incidents.read"):
        state = await journal.present_state(tx, "incidents", incident)
    if state is None:
        detail = "an incident on the boards that you may see"
        raise Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unknown", detail)])
    scope = await tx.value(
        "select scope_id from kernel.subject_state where drill = :drill and subject = :subject",
        drill=tx.drill,
        subject=incident,
    )
    return About(incident, scope)


def check_end(until: datetime | None, after: datetime) -> None:
    """Raise `Invalid` for an end that does not lie after a moment."""
    if until is not None and until <= after:
        detail = "the end lies in the past"
        raise Invalid(f"/until: {detail}", errors=[FieldError("/until", "past", detail)])
