"""What the door of figures answers."""

from datetime import datetime

from typing_extensions import TypedDict

from kernel.api import Ref


class UnitCount(TypedDict):
    """How many units of an agency have a status."""

    agency: Ref
    status: str
    n: int


class Today(TypedDict):
    """Figures of the local day that began at `since`, over what the asker may see.

    `by_hour` has 24 counts of reports; `valid_share` is linked of linked and rejected, null while
    there are none; the other counts are by code.
    """

    since: datetime
    at: datetime
    reports_today: int
    by_hour: list[int]
    valid_share: float | None
    closed_today: int
    open_incidents: int
    by_state: dict[str, int]
    open_by_grade: dict[str, int]
    open_by_district: dict[str, int]
    units: list[UnitCount]
