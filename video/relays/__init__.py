"""Relays (TURN) for browsers that reach the media ports by no way of their own."""
