"""Closures of roads, drawn by people; they count from the next request on."""
