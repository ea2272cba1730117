"""The map as a page: one file that needs no network. Runs in the child."""
