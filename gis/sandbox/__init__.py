"""A child process that can only compute: for content of strangers. See docs/why."""
