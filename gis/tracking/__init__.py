"""Tracking: what devices tell of where they are."""
