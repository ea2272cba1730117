"""Duty posts of organisations."""
