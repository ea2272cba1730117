"""Road networks in memory: routes, reach, nearest by travel time, closures."""
