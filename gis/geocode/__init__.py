"""The gazetteer: from what people say to a point, and from a point to words."""
