"""Joins what a low floor declares with what a higher one implements."""

from incidents.api import Links
from registry.api import People

__all__ = ["Links", "People"]
