"""Texts to devices: an outbox that the ingest process empties."""
