"""Geofences: areas that are watched, and what units do at their edges."""
