"""A meeting as a calendar file (RFC 5545), which every calendar program takes in."""

from datetime import datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE = "text/calendar"


def calendar_file(row: Any, address: str, now: datetime) -> bytes:
    """Return a meeting as iCalendar; a cancelled one takes itself out of calendars again.

    `address` is that of its room on this server; times are UTC.
    """
    event = Event()
    event.add("uid", f"{row.id}@wanglou")
    event.add("dtstamp", now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", row.title)
    event.add("description", f"{row.agenda}\n\n{address}".strip())
    event.add("location", address)
    event.add("url", address)
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    if row.reminder_minutes and row.state == "booked":
        event.add_component(_alarm(row))
    calendar = Calendar()
    calendar.add("prodid", "-//Wanglou//Meetings//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if row.state == "cancelled" else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(row: Any) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", row.title)
    alarm.add("trigger", -timedelta(minutes=row.reminder_minutes))
    return alarm
