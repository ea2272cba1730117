"""Accounts, posts and roles: who may sign in and what that one may do."""
