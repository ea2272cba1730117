"""Watches over what waits too long and what leaves the boards."""
