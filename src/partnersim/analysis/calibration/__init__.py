"""Fitting the uncertain parameters to what the documents report, and how far that can be trusted."""
