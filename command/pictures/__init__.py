"""What cameras show of an incident."""
