"""Positions on their way to screens."""
