"""Floor 2: who and what exists: organisations, people, units, resources, duty roster."""
