"""Where units were: tracks with stops, everybody at a past second, files out and in."""
