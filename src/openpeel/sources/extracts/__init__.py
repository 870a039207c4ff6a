"""A force's own extracts, by a mapping file."""
