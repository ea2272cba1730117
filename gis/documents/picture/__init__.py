"""The map as a picture: paper, projection, signs, names, key. Runs in the child."""
