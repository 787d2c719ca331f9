"""A package outside partnersim that adds a mechanism, a system and a typology to its model."""
