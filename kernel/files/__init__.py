"""Files: content by hash on disk, one row each under row security, judged by content."""
