"""Asks a camera for its pictures (RFC 2326), over one TCP connection."""
