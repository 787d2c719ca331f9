"""Analyses over many runs: one room a method, from `runs` (making them) to `validation` (judging patterns)."""
