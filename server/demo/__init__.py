"""The demo city and its driver: real emergency calls replayed through the public API."""
