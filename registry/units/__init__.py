"""What can be dispatched: crew, vehicle, capabilities, status, place."""
