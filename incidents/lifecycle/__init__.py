"""Incidents: from the first report to the end, shared, merged, moved."""
