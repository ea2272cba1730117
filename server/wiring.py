"""Joins what a low floor declares with what a higher one implements."""

from registry.api import People

__all__ = ["Links", "People"]
