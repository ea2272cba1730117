"""Pictures of cameras, films and test patterns as RTP payloads: knows no engine and no database."""
