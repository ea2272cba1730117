"""Lists, filters, counts and the CSV export of incidents."""
