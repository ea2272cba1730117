"""Bearer tokens of devices, nodes and scripts."""
