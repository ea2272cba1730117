"""The media process: an engine, its control door, and its place among others."""
