"""Reports: what came in, as received, until it is linked to an incident or rejected."""
