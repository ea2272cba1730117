"""What can help or must be protected: hospitals, shelters, depots, hazard sources, cameras."""
