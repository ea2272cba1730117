"""Phones that show what they see: those of callers by a one-time link, those of crews."""
