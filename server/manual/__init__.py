"""The documentation as pages of the running server: no network, no script, both themes."""
