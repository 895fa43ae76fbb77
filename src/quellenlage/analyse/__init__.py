"""One document at a time: each file fills one layer with ``find_x(document, found, world)``."""
