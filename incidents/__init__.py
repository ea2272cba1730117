"""Floor 4: reports, incidents, duplicates, one-time links, timelines."""
