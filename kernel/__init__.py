"""Floor 1: settings, clock, ids, database, journal, live hub, access, alarms, files; knows no feature."""
