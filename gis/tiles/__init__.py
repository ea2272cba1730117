"""Vector tiles: overviews in the database, a cache in the process, a door of its own."""
