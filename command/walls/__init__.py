"""Wall screens: which scene each shows, switched from an operator's desk."""
