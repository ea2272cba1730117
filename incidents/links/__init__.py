"""One-time links: a caller or witness sends position, words and photos without an account."""
