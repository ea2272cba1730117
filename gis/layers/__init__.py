"""Layers as data: what they hold, who owns and sees them, how they look."""
