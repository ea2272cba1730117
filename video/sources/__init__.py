"""Sources of pictures: cameras, publishers, films, test pictures; whether they give any."""
