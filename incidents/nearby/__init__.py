"""What stands near an incident: units, cameras, resources."""
