"""When a geofence counts, in the local time of the city."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gis.tracking.geofences.hours import EVER, counts, since

ZONE = "Asia/Shanghai"
# A Sunday.
DAY = datetime(2026, 11, 22, tzinfo=ZoneInfo(ZONE))
WEEK = [1, 2, 3, 4, 5]
NIGHT = {"days": [7], "from": "22:00", "to": "06:00"}


@pytest.mark.parametrize(
    ("hours", "after_h", "began_h"),
    [
        ({"days": WEEK, "from": "08:00", "to": "18:00"}, 12, None),
        ({"days": WEEK, "from": "08:00", "to": "18:00"}, 24 + 8, 24 + 8),
        ({"days": WEEK, "from": "08:00", "to": "18:00"}, 24 + 18, None),
        (NIGHT, 21, None),
        (NIGHT, 23, 22),
        (NIGHT, 29, 22),
        (NIGHT, 30, None),
        (NIGHT, 24 + 23, None),
        (NIGHT, 5, None),
        ({"days": [7], "from": "00:00", "to": "00:00"}, 23, 0),
        ({"days": [7], "from": "00:00", "to": "00:00"}, 24, None),
    ],
)
def test_since_when_it_counts(hours: dict[str, object], after_h: float, began_h: float) -> None:
    moment = (DAY + timedelta(hours=after_h)).astimezone(UTC)
    expected = None if began_h is None else DAY + timedelta(hours=began_h)
    assert since(hours, moment, ZONE) == expected
    assert counts(hours, moment, ZONE) == (expected is not None)


def test_without_hours_always() -> None:
    assert since(None, DAY, ZONE) == EVER
