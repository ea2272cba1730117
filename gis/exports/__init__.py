"""Exports: features of a layer become a file of any format, small ones at once."""
