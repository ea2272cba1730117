"""Roles: named sets of permissions that posts carry."""
