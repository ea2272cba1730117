"""Positions on their way to screens: kept in memory, told once a second."""
