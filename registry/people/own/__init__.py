"""What the one who is signed in does with the own password and second factor."""
