"""What rules over geofences find."""
