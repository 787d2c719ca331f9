"""Tests of the served page and of the game."""
