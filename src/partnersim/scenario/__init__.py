"""Scenario files: reading, merging, checking, and where each value is from."""
