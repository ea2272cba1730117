"""Floor 5: what joins the features below: walls, desks, statistics."""
