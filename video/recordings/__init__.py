"""Recordings of rooms and sources: begun, followed, put away, shown, handed over, erased."""
