"""When a feed is late or dead, when it is asked again, what its thresholds may be; pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from kernel.api import FieldError, Invalid

FeedState = Literal["never", "ok", "late", "dead"]
# Which thresholds fit which kind of feed.
THRESHOLDS = {
    "gauges": ("level",),
    "generic": ("level",),
    "quakes": ("quake",),
    "typhoon": ("storm",),
}
# A feed that fails is asked again after a minute, then less and less often.
FIRST_RETRY_S = 60


def state_of(
    received: datetime | None, late_after_s: int, dead_after_s: int, now: datetime
) -> FeedState:
    """Judge how long nothing was received."""
    if received is None:
        return "never"
    age = (now - received).total_seconds()
    if age >= dead_after_s:
        return "dead"
    return "late" if age >= late_after_s else "ok"


def next_ask(now: datetime, every_s: int, failures: int) -> datetime:
    """Return when a feed is asked again; failures in a row never make it more often than usual."""
    if not failures:
        return now + timedelta(seconds=every_s)
    return now + timedelta(seconds=min(every_s, FIRST_RETRY_S * 2 ** min(failures - 1, 8)))


def check(kind: str, form: str, values: dict[str, Any]) -> None:
    """Refuse a feed whose parts do not fit together. Raises `Invalid`."""
    if values["dead_after_s"] <= values["late_after_s"]:
        raise _refused("/dead_after_s", "dead comes after late")
    for number, threshold in enumerate(values["thresholds"]):
        if threshold["kind"] not in THRESHOLDS[kind]:
            fits = " or ".join(THRESHOLDS[kind])
            raise _refused(f"/thresholds/{number}/kind", f"a feed of {kind} has {fits}")
    if kind == "generic":
        _check_fields(values["settings"].get("fields") or {}, places=form == "table-geojson")


def _check_fields(fields: dict[str, str], *, places: bool) -> None:
    missing: Sequence[str] = [name for name in ("station", "at", "value") if not fields.get(name)]
    if missing:
        raise _refused("/settings/fields", f"say which field is {', '.join(missing)}")
    if not places and bool(fields.get("lon")) != bool(fields.get("lat")):
        raise _refused("/settings/fields", "a place needs both lon and lat")


def _refused(pointer: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, "unfit", detail)])
