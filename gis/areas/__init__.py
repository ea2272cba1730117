"""Administrative areas: which district and town a point lies in."""
