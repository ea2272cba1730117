"""Parts of recordings handed to incidents."""
