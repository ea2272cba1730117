"""How a list of posts becomes changes of holdings. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.api import Conflict, FieldError, Invalid


class UsernameTaken(Conflict):
    """Another account has this username."""

    code = "username-taken"
    title = "This username is in use"


class ServiceAccount(Conflict):
    """A device or service has no password and no second factor."""

    code = "service-account"
    title = "Nobody signs in to the account of a device or service"


@dataclass(frozen=True, slots=True)
class Holding:
    """A post held by an account; `until` None = for good."""

    post: UUID
    starts_at: datetime
    ends_at: datetime | None


@dataclass(slots=True)
class HoldingPlan:
    """What to write: holdings to end at a moment, to drop before they began, to begin."""

    end: dict[UUID, datetime | None] = field(default_factory=dict)
    drop: list[UUID] = field(default_factory=list)
    begin: list[Holding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entry of the list that was sent."""

    post: UUID
    starts_at: datetime | None
    ends_at: datetime | None


def plan_holdings(
    present: Mapping[UUID, Holding], wanted: Sequence[Wanted], now: datetime
) -> HoldingPlan:
    """Return what turns the unended holdings (id → holding) into the wanted list.

    A holding that began stays as it began; only its end can be set. Raises `Invalid`.
    """
    plan = HoldingPlan()
    asked = {entry.post: entry for entry in wanted}
    _check_entries(wanted, now)
    kept: set[UUID] = set()
    for identity, holding in present.items():
        entry = asked.get(holding.post)
        if entry is not None and (holding.starts_at <= now or entry.starts_at == holding.starts_at):
            kept.add(holding.post)
            if entry.ends_at != holding.ends_at:
                plan.end[identity] = entry.ends_at
        elif holding.starts_at < now:
            plan.end[identity] = now
        else:
            plan.drop.append(identity)
    plan.begin = [
        Holding(entry.post, max(entry.starts_at or now, now), entry.ends_at)
        for entry in wanted
        if entry.post not in kept
    ]
    return plan


def _check_entries(wanted: Sequence[Wanted], now: datetime) -> None:
    errors = []
    seen: set[UUID] = set()
    for index, entry in enumerate(wanted):
        if entry.post in seen:
            errors.append(FieldError(f"/posts/{index}/id", "repeated", "each post once"))
        if entry.ends_at is not None and entry.ends_at <= now:
            errors.append(FieldError(f"/posts/{index}/until", "past", "must lie in the future"))
        seen.add(entry.post)
    if errors:
        raise Invalid(errors[0].detail, errors=errors)
