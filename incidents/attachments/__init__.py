"""Files that hang on reports and incidents."""
