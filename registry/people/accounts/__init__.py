"""Accounts as the security administrator keeps them."""
