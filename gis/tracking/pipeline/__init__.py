"""From a report of a device to a stored position, in visible steps."""
