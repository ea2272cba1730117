"""Plotting: what people draw on the shared map, live on every board."""
