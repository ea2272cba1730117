"""Meetings booked: agenda, venues, reminder, calendar file; each has a room of its own."""
