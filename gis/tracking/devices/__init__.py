"""The register of what tells positions."""
