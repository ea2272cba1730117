"""Map documents: a map as one file, as a picture to print or as a page that needs no network."""
