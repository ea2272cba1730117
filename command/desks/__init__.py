"""Desk layouts: which panels a person keeps where; private to the account."""
