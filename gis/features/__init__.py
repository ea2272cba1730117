"""Features of all layers, in one table."""
