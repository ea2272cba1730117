"""Datums of China and coordinate systems: exact shifts, EPSG codes, a guard; pure."""
