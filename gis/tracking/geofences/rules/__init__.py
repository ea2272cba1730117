"""Rules over geofences."""
