"""Live pictures of phones at incidents: a caller's by a one-time link, a crew's from /field."""
