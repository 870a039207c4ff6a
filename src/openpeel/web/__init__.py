"""OpenPEEL in a browser: the only room that imports Django."""
