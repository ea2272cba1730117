"""What is said about one subject: an incident, a room, an order."""
