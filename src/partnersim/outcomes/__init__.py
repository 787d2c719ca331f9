"""What is measured of a run: the sector, its organisations, newcomers, and the change over a scenario."""
