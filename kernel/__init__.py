"""Floor 1: settings, database, journal, live hub, access, alarms, files; knows no feature."""
