"""A system of its own: circles of peers that somebody facilitates."""
