"""The OGC door: API Features (parts 1 to 4, CQL2) and what API Tiles says of itself, at `/ogc`."""
