"""A fund by which organisations of the umbrella help one another (M15)."""
