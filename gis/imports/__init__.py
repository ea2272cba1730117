"""Imports: a file becomes a layer, whole or not at all, and can be undone."""
