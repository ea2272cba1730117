"""Films: what the media engine passes on, written to files without decoding, read and cut again."""
