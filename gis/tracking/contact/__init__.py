"""Whether devices, and the units they belong to, are still heard."""
