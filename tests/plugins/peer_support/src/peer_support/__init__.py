"""A package outside partnersim that adds a mechanism and a typology to its model."""
