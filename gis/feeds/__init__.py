"""Feeds: what other services tell us, pulled or pushed; how it is read; when one falls silent."""
