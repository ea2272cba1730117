"""What devices say of their units beside positions: status keys, calls for help."""
