"""Scenario discovery: under which conditions something happens, and which choices avoid it."""
