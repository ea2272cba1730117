"""Floor 3: areas and the gazetteer of the city; layers, tracking and analysis come later."""
