"""Floor 2: talk about any subject, by words and files."""
