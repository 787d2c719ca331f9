"""A package outside partnersim that adds an instrument to its model."""
