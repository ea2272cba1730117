"""The media engine: one interface, and what stands behind it."""
