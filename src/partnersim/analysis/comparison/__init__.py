"""Scenarios beside a reference on the same seeds: differences and their intervals."""
