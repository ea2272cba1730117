"""Answers that were kept: listed, read, exported, taken away and brought back."""
