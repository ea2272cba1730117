"""Possible duplicates of a report in space, time and words."""
