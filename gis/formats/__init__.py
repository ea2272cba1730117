"""Files of map data: reading and writing each format. Runs in the sandbox; no database."""
