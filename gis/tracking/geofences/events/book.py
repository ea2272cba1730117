"""What rules say, of whom and when: loaded once a turn, then asked for every crossing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gis.tracking.devices.live import shown
from gis.tracking.geofences import hours
from gis.tracking.geofences.events import queries
from gis.tracking.geofences.rules import queries as rules
from kernel.api import Tx
from registry.api import organisations


@dataclass(frozen=True, slots=True)
class Who:
    """Whom an event is about: a unit with the device that told, or a device of none."""

    device_id: UUID
    device_name: str
    unit_id: UUID | None
    call_sign: str | None
    kind: str | None
    organisations: frozenset[UUID]

    @classmethod
    def of(cls, row: Any) -> "Who":
        """Make one of a row with the columns of a device and its unit."""
        return cls(
            row.device_id,
            row.device_name or shown(row.protocol, row.identifier),
            row.unit_id,
            row.call_sign,
            row.unit_kind,
            frozenset(each for each in (row.organisation_id, row.agency_id) if each),
        )

    @property
    def id(self) -> UUID:
        """The unit, or the device of none."""
        return self.unit_id or self.device_id

    @property
    def name(self) -> str:
        """What people call it."""
        return self.call_sign or self.device_name


class Book:
    """The rules and geofences that count, with the organisations they are about."""

    def __init__(self, rules: list[Any], fences: list[Any], zone: str) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.fences = {fence.id: fence for fence in fences}
        self._below: dict[UUID, frozenset[UUID]] = {}
        self._zone = zone
        self._about: dict[tuple[str, UUID, int | None], list[Any]] = {}
        for rule in rules:
            for fence in rule.fences:
                self._about.setdefault((rule.event, fence, rule.limit_kmh), []).append(rule)
        self._began: dict[tuple[UUID, datetime], datetime | None] = {}

    @classmethod
    async def load(cls, tx: Tx, zone: str) -> "Book":
        """Read what counts now."""
        book = cls(await rules.working(tx), await queries.fences(tx), zone)
        for rule in book.rules.values():
            for organisation in (rule.organisation_id, *rule.organisations):
                if organisation not in book._below:
                    below = await organisations.below(tx, organisation)
                    book._below[organisation] = frozenset(below)
        return book

    def about(self, event: str, fence: UUID, limit_kmh: int | None = None) -> Sequence[Any]:
        """Return the rules that watch a geofence for an event."""
        return self._about.get((event, fence, limit_kmh), ())

    def since(self, rule: Any, fence: UUID, moment: datetime) -> datetime | None:
        """Return since when a rule counts at a geofence, None while it does not."""
        found = self.fences.get(fence)
        if found is None:
            return None
        began, opened = self._since(rule, moment), self._since(found, moment)
        return None if began is None or opened is None else max(began, opened)

    def _since(self, row: Any, moment: datetime) -> datetime | None:
        """Return since when a rule or geofence counts by itself; reckoned once a turn."""
        key = row.id, moment
        if key not in self._began:
            self._began[key] = hours.since(row.hours, moment, self._zone)
        return self._began[key]

    def concerns(self, rule: Any, who: Who) -> bool:
        """Say whether a rule is about somebody: named, or of its organisations and kinds.

        Whom the organisation of the rule does not see (any more), no rule of it is about.
        """
        if not self._below[rule.organisation_id] & who.organisations:
            return False
        if rule.units:
            return who.unit_id in rule.units
        if rule.kinds and who.kind not in rule.kinds:
            return False
        return not rule.organisations or any(
            self._below[each] & who.organisations for each in rule.organisations
        )
