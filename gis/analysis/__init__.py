"""Questions to the map: what lies within, what is nearest, what a storm will touch."""
